"""A change with all that a filter looks at: its public JSON, and what it takes from its letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from diffing.change_json import change_to_json
from diffing.changes.typed_changes import Change, Side
from diffing.comparison import Comparison
from snapshots.letter import Letter, Statement

__all__ = ["detailed_change", "said_besides"]

Json = dict[str, Any]


def detailed_change(change: Change, comparison: Comparison) -> Json:
    """The public JSON of a change, with what a filter looks at and a subscriber has to know besides.

    `series`, `old` and `new` (letter keys), `amounts`, the sums that its statements name, `columns`, where
    they stand, and `statuses`, what the newer letter says (the older where it is silent).
    """
    before, after = _statements(change.before, comparison.old), _statements(change.after, comparison.new)
    return change_to_json(change) | {
        "series": comparison.new.series,
        "old": comparison.old.key,
        "new": comparison.new.key,
        **said_besides(before, after),
    }


def said_besides(before: Sequence[Statement], after: Sequence[Statement]) -> Json:
    """`amounts`, `columns` and `statuses` of what the two letters say, by the names of the published JSON."""
    said = [*before, *after]
    return {
        "amounts": _amounts(said),
        "columns": _each_once(statement.column.value for statement in said),
        "statuses": _each_once(statement.status.value for statement in after or before),
    }


def _statements(side: Side | None, letter: Letter) -> list[Statement]:
    wanted = set(side.statements) if side is not None else set()
    return [statement for statement in letter.statements if statement.id in wanted]


def _amounts(said: Sequence[Statement]) -> list[Json]:
    """Each sum once: value and currency, as in the letter's JSON; what cannot be read is no sum."""
    sums = dict.fromkeys(
        (amount.value, amount.currency)
        for statement in said
        for amount in statement.amounts
        if amount.value is not None
    )
    return [{"value": format(value.normalize(), "f"), "currency": currency} for value, currency in sums]


def _each_once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
