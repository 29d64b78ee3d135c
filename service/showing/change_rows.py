"""Changes as the rows of a spreadsheet: one row per change, the same columns for every kind.

Dates stand in the letter's words and as ISO bounds, sums as plain numbers beside their currency. Words come
from letters, and a spreadsheet takes words that begin with "=" for a formula: in CSV such words get an
apostrophe before them, as OWASP advises against CSV injection.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from service.showing.plain_words import partner_name
from service.showing.visible_text import visible

__all__ = [
    "COLUMNS",
    "Cell",
    "Sources",
    "change_cells",
    "change_row",
    "safe_cell",
    "said_words",
    "write_csv",
]

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
    "partner_names",
    "deadline_before_words",
    "deadline_after_words",
    "old_place",
    "new_place",
    "link_rule",
    "link_score",
    "permalink",
)

# OWASP, "CSV Injection": what a cell must not begin with; some spreadsheets take the wide forms for the same.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What may begin like one all the same: a number with its sign.
_NUMBER = re.compile(r"[-+][0-9]+(?:\.[0-9]+)?")

Json = Mapping[str, Any]
# What a cell holds: words, a number, a day, or nothing.
Cell = str | int | float | Decimal | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where the words of rows can be looked up.

    `old` and `new` give the place of a statement in its letter by its id, `permalink` the address of a
    change, where it is served at one; each is empty where nobody knows.
    """

    old: Mapping[str, str] = field(default_factory=dict)
    new: Mapping[str, str] = field(default_factory=dict)
    permalink: str = ""


def change_cells(
    change: Json, *, letters: tuple[str, str], sources: Sources | None = None
) -> dict[str, Cell]:
    """The cells of one change, given as public JSON, by column; `letters` are the two keys.

    What a kind of change does not have is None.
    """
    known = sources or Sources()
    link = change.get("link") or {}
    cells: dict[str, Cell] = {
        "kind": change["kind"],
        "partners": " ".join(change["partners"]),
        "partner_names": "; ".join(partner_name(code) for code in change["partners"]),
        "sentence": change["sentence"],
        "old_letter": letters[0],
        "new_letter": letters[1],
        "old_words": said_words(change["before"]),
        "new_words": said_words(change["after"]),
        "old_place": _places(change["before"], known.old),
        "new_place": _places(change["after"], known.new),
        "parts": "; ".join(change["parts"]),
        "importance": change["importance"],
        "why": change["why"],
        "minor": "yes" if change["minor"] else "no",
        "item": change["item"],
        "link_rule": link.get("rule"),
        "link_score": link.get("score"),
        "permalink": known.permalink or None,
        **_figures(change["kind"], change["facts"]),
        **_promise(change["facts"].get("commitment")),
    }
    return {column: cells.get(column) for column in COLUMNS}


def change_row(change: Json, *, letters: tuple[str, str], sources: Sources | None = None) -> dict[str, str]:
    """The cells of one change as CSV has them, no one of them a formula; what there is not is empty."""
    cells = change_cells(change, letters=letters, sources=sources)
    return {column: safe_cell(cell) for column, cell in cells.items()}


def said_words(side: Json | None) -> str:
    """The words of one side of a change, in one line; an ellipsis stands between two statements.

    A statement leaves nothing out, though a line or a page ended within it and others have words between.
    """
    quotes = side["quotes"] if side else ()
    said = groupby(quotes, key=lambda quote: quote["statement"])
    return " … ".join(" ".join(one["quote"] for one in parts) for _, parts in said).replace("\n", " ")


def write_csv(rows: Iterable[Mapping[str, str]], columns: Sequence[str] = COLUMNS) -> str:
    """The rows as CSV (RFC 4180): a heading line, CRLF, quotes where they are needed."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def safe_cell(value: object) -> str:
    """The value as a cell that no spreadsheet takes for a formula, as it looks; None is an empty one."""
    text = "" if value is None else f"{value:f}" if isinstance(value, Decimal) else visible(str(value))
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text) else text


def _places(side: Json | None, known: Mapping[str, str]) -> str:
    named = (known.get(quote["statement"], "") for quote in side["quotes"]) if side and known else ()
    return "; ".join(dict.fromkeys(place for place in named if place))


def _figures(kind: str, facts: Json) -> dict[str, Cell]:
    """The figures of a change, by column, from the facts of its kind."""
    if kind in {"deadline.passed", "deadline.closed"}:
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


def _promise(drift: Json | None) -> dict[str, Cell]:
    if drift is None:
        return {}
    return {
        "commitment_before": drift["before"]["strength"],
        "commitment_after": drift["after"]["strength"],
        "commitment_drift": drift["direction"],
    }


def _window(side: str, window: Json | None) -> dict[str, Cell]:
    ends = window or {}
    bounds: dict[str, Cell] = {
        f"deadline_{side}_{end}": _day(ends.get(end)) for end in ("earliest", "latest")
    }
    return bounds | {f"deadline_{side}_words": ends.get("quote")}


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _money(before: Json | None, after: Json | None) -> dict[str, Cell]:
    known = [amount for amount in (after, before) if amount]
    return {
        "amount_before": _number(before["value"] if before else None),
        "amount_after": _number(after["value"] if after else None),
        "currency": known[0]["currency"] if known else None,
    }


def _number(value: str | float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _count(before: Json, after: Json) -> dict[str, Cell]:
    return {
        "quantity_before": _number(before["value"]),
        "quantity_after": _number(after["value"]),
        "unit": after["unit"],
    }


def _status(status: Json | str | None) -> dict[str, Cell]:
    if isinstance(status, str):
        return {"status_after": status}
    return {} if status is None else {"status_before": status["before"], "status_after": status["after"]}
