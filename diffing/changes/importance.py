"""How much a change matters, from 0 to 100, and why: what comes first in a list of changes.

The order of the kinds is a judgement, written down in DESIGN.md; within a kind, larger sums, longer slips
and larger shares come first. Nothing is learnt, and the reason stands with the number.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from diffing.changes.plain_words import money, slip
from diffing.changes.typed_changes import (
    AmountChanged,
    Change,
    ContractSigned,
    DeadlineMoved,
    ItemUnmentioned,
    QuantityChanged,
)
from snapshots.letter import Amount, Status

__all__ = ["ranked"]

_RANK: Final = {
    "contract.signed": (80, "a contract is signed"),
    "item.completed": (72, "it is reported done"),
    "item.stalled": (70, "it went back or came to a halt"),
    "deadline.passed": (68, "its deadline has passed and it is not reported done"),
    "item.unmentioned": (62, "it was open and is no longer mentioned"),
    "deadline.moved": (58, "its deadline moved"),
    "amount.changed": (56, "its sum changed"),
    "deadline.removed": (54, "it goes on without its deadline"),
    "item.resumed": (52, "it is mentioned again"),
    "item.progressed": (50, "it moved forward"),
    "quantity.changed": (44, "a figure changed"),
    "item.added": (40, "it is new"),
    "deadline.set": (36, "it has a deadline now"),
    "item.split": (14, "one statement became several"),
    "item.merged": (14, "several statements became one"),
    "item.moved": (6, "it stands elsewhere in the letter"),
    "item.reworded": (4, "the same facts in other words"),
}
# Other words that make a promise firmer or weaker: behind a new deadline, before what is only told otherwise.
_DRIFTED = (30, "the same facts in other words")
_PER_RUNG = 2
# A sum adds three points for each figure beyond the sixth, a slip one for each month, a count one for each
# tenth by which it changed; never more than twelve, so that a kind is overtaken by its neighbours only.
_MOST_ADDED = 12
_SIXTH_FIGURE = 6
_PER_FIGURE = 3
_MONTH = 30


def ranked(change: Change) -> Change:
    """The same change with its importance and the reason for it."""
    drift = change.drift
    rank, reason = _DRIFTED if drift and change.cosmetic else _RANK[change.kind]
    added, because = _added(change)
    why = f"{reason}: {because}" if because else reason
    if drift:
        added, why = added + abs(drift.rungs) * _PER_RUNG, f"{why}; its promise is {drift.direction}"
    return replace(change, importance=rank + min(added, _MOST_ADDED), why=why)


def _added(change: Change) -> tuple[int, str]:
    match change:
        case ContractSigned(amount=Amount(value=Decimal()) as amount):
            return _figures(amount.value), money(amount)
        case AmountChanged(amount_before=before, amount_after=after):
            return _figures(_difference(before, after)), f"{money(before)} to {money(after)}"
        case DeadlineMoved(shift=shift):
            return max(abs(shift.least), abs(shift.most)) // _MONTH, slip(shift)
        case QuantityChanged(quantity_before=before, quantity_after=after) if before.value:
            share = abs(after.value - before.value) * 100 / abs(before.value)
            return int(share) // 10, f"by {round(share)}%"
        case ItemUnmentioned(status=Status.PLANNED):
            return 2, "it was promised"
        case _:
            return 0, ""


def _difference(before: Amount, after: Amount) -> Decimal:
    return abs((after.value or Decimal(0)) - (before.value or Decimal(0)))


def _figures(value: Decimal | None) -> int:
    return max(0, len(f"{abs(value or 0):.0f}") - _SIXTH_FIGURE) * _PER_FIGURE
