"""A ledger, and what became of promises, as the rows of a spreadsheet; no cell is a formula."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.showing.change_rows import safe_cell, said_words

__all__ = ["LEDGER_COLUMNS", "MOVE_COLUMNS", "PROMISE_COLUMNS", "ledger_rows", "move_rows", "promise_rows"]

Json = Mapping[str, Any]

LEDGER_COLUMNS = (
    *("place", "partners", "others", "stage", "currency", "value", "qualifier", "quote", "sentence"),
    *("letter", "statement", "amount", "start", "end", "belongs_to", "why", "stage_doubt"),
)
MOVE_COLUMNS = (
    *("kind", "partners", "currency", "stage_before", "stage_after", "value_before", "value_after"),
    *("difference", "old_words", "new_words", "old_letter", "new_letter", "item"),
)
PROMISE_COLUMNS = (
    *("outcome", "in_time", "days_min", "days_max", "partners", "parts", "label"),
    *("deadline_earliest", "deadline_latest", "deadline_after_earliest", "deadline_after_latest"),
    *("next_step", "old_words", "new_words", "changes", "old_letter", "new_letter", "item"),
)

_APART = ("repeated", "so_far", "former", "limit", "per_unit", "unreadable")


def ledger_rows(ledger: Json) -> list[dict[str, str]]:
    """One row for each amount of a ledger in public JSON, those that are summed first.

    Only rows of the place `summed` are to be added up.
    """
    lines = [line for total in ledger["totals"] for line in total["lines"]]
    lines += [part for one in ledger["envelopes"] for part in one["parts"] if part["place"] == "part"]
    lines += [line for place in _APART for line in ledger[place]]
    return [_row(LEDGER_COLUMNS, _line_cells(line)) for line in lines]


def _line_cells(line: Json) -> dict[str, Any]:
    whole = line["belongs_to"]
    return {
        **{name: line[name] for name in ("place", "stage", "currency", "value", "qualifier", "quote", "why")},
        **{name: line[name] for name in ("sentence", "letter", "statement", "stage_doubt")},
        "partners": " ".join(line["partners"]),
        "others": "yes" if line["others"] else "no",
        "amount": line["index"],
        "start": line["spans"][0][0],
        "end": line["spans"][-1][1],
        "belongs_to": whole and f"{whole['statement']} {whole['index']}",
    }


def move_rows(moves: Json) -> list[dict[str, str]]:
    """One row for each sum of two letters' ledgers compared, in public JSON."""
    return [_row(MOVE_COLUMNS, _move_cells(move)) for move in moves["moves"]]


def _move_cells(move: Json) -> dict[str, Any]:
    before, after = move["before"] or {}, move["after"] or {}
    return {
        **{name: move[name] for name in ("kind", "currency", "difference", "item")},
        "partners": " ".join((after or before)["partners"]),
        "stage_before": before.get("stage"),
        "stage_after": after.get("stage"),
        "value_before": before.get("value"),
        "value_after": after.get("value"),
        "old_words": before.get("sentence"),
        "new_words": after.get("sentence"),
        "old_letter": before.get("letter"),
        "new_letter": after.get("letter"),
    }


def promise_rows(slippage: Json) -> list[dict[str, str]]:
    """One row for each promise and the letter after it, in public JSON."""
    return [_row(PROMISE_COLUMNS, _promise_cells(promise)) for promise in slippage["promises"]]


def _promise_cells(promise: Json) -> dict[str, Any]:
    days = promise["days"] or (None, None)
    return {
        **{name: promise[name] for name in ("outcome", "in_time", "label", "item")},
        "days_min": days[0],
        "days_max": days[1],
        "partners": " ".join(promise["partners"]),
        "parts": "; ".join(promise["parts"]),
        **{f"deadline_{end}": (promise["deadline"] or {}).get(end) for end in ("earliest", "latest")},
        **{
            f"deadline_after_{end}": (promise["deadline_after"] or {}).get(end)
            for end in ("earliest", "latest")
        },
        "next_step": "yes" if promise["next_step"] else "no",
        "old_words": said_words(promise["before"]),
        "new_words": said_words(promise["after"]),
        "changes": "; ".join(change["kind"] for change in promise["changes"]),
        "old_letter": promise["old"],
        "new_letter": promise["new"],
    }


def _row(columns: tuple[str, ...], cells: Mapping[str, Any]) -> dict[str, str]:
    return {column: safe_cell(cells.get(column)) for column in columns}
