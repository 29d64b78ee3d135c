"""Changes as the rows of a spreadsheet: one row per change, the same columns for every kind.

Dates stand as ISO bounds, sums as plain numbers beside their currency. Words come from letters, and a
spreadsheet takes words that begin with "=" for a formula: such words get an apostrophe before them, as OWASP
advises against CSV injection.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

__all__ = ["COLUMNS", "change_row", "rows_of", "safe_cell", "write_csv"]

COLUMNS = (
    "kind",
    "partners",
    "sentence",
    "old_letter",
    "new_letter",
    "deadline_before_earliest",
    "deadline_before_latest",
    "deadline_after_earliest",
    "deadline_after_latest",
    "days_min",
    "days_max",
    "amount_before",
    "amount_after",
    "currency",
    "quantity_before",
    "quantity_after",
    "unit",
    "status_before",
    "status_after",
    "commitment_before",
    "commitment_after",
    "commitment_drift",
    "old_words",
    "new_words",
    "parts",
    "importance",
    "why",
    "minor",
    "item",
)

# OWASP, "CSV Injection": what a cell must not begin with.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Json = Mapping[str, Any]


def change_row(change: Json, *, letters: tuple[str, str]) -> dict[str, str]:
    """The cells of one change, given as public JSON, by column; `letters` are the two keys.

    What a kind of change does not have is an empty cell.
    """
    facts = change["facts"]
    cells: dict[str, Any] = {
        "kind": change["kind"],
        "partners": " ".join(change["partners"]),
        "sentence": change["sentence"],
        "old_letter": letters[0],
        "new_letter": letters[1],
        "old_words": _words(change["before"]),
        "new_words": _words(change["after"]),
        "parts": "; ".join(change["parts"]),
        "importance": change["importance"],
        "why": change["why"],
        "minor": "yes" if change["minor"] else "no",
        "item": change["item"],
        **_figures(change["kind"], facts),
        **_promise(facts.get("commitment")),
    }
    return {column: safe_cell(cells.get(column)) for column in COLUMNS}


def write_csv(rows: Iterable[Mapping[str, str]], columns: Sequence[str] = COLUMNS) -> str:
    """The rows as CSV (RFC 4180): a heading line, CRLF, quotes where they are needed."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def safe_cell(value: object) -> str:
    """The value as a cell that no spreadsheet takes for a formula; None is an empty one."""
    text = "" if value is None else str(value)
    is_number = text[1:].replace(".", "", 1).isdigit()
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not is_number else text


def _words(side: Json | None) -> str:
    return " … ".join(quote["quote"] for quote in side["quotes"]) if side else ""


def _figures(kind: str, facts: Json) -> dict[str, Any]:
    """The figures of a change, by column, from the facts of its kind."""
    if kind == "deadline.passed":
        return _window("before", facts["deadline"])
    if kind.startswith("deadline."):
        days = facts.get("days") or (None, None)
        windows = _window("before", facts["before"]) | _window("after", facts["after"])
        return windows | {"days_min": days[0], "days_max": days[1]}
    if kind == "contract.signed":
        return _money(None, facts.get("amount"))
    if kind == "amount.changed":
        return _money(facts["before"], facts["after"])
    if kind == "quantity.changed":
        return _count(facts["before"], facts["after"])
    return _status(facts.get("status"))


def _promise(drift: Json | None) -> dict[str, Any]:
    if drift is None:
        return {}
    return {
        "commitment_before": drift["before"]["strength"],
        "commitment_after": drift["after"]["strength"],
        "commitment_drift": drift["direction"],
    }


def _window(side: str, window: Json | None) -> dict[str, Any]:
    ends = window or {}
    return {f"deadline_{side}_{end}": ends.get(end) for end in ("earliest", "latest")}


def _money(before: Json | None, after: Json | None) -> dict[str, Any]:
    known = [amount for amount in (after, before) if amount]
    return {
        "amount_before": before and before["value"],
        "amount_after": after and after["value"],
        "currency": known[0]["currency"] if known else None,
    }


def _count(before: Json, after: Json) -> dict[str, Any]:
    return {"quantity_before": before["value"], "quantity_after": after["value"], "unit": after["unit"]}


def _status(status: Json | str | None) -> dict[str, Any]:
    if isinstance(status, str):
        return {"status_after": status}
    return {} if status is None else {"status_before": status["before"], "status_after": status["after"]}


def rows_of(changes: Sequence[Json], *, letters: tuple[str, str], minor: bool) -> list[dict[str, str]]:
    """The rows of a comparison's changes in their order; minor ones only when they are asked for."""
    return [change_row(change, letters=letters) for change in changes if minor or not change["minor"]]
