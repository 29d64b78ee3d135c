"""A change as one plain sentence, which says what the letters say and passes no verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from diffing.changes.plain_words import (
    listed,
    money,
    partner_name,
    place,
    quantity,
    slip,
    status,
    window,
    window_name,
)
from diffing.changes.typed_changes import (
    AmountChanged,
    Change,
    ContractSigned,
    DeadlineMoved,
    DeadlinePassed,
    DeadlineRemoved,
    DeadlineSet,
    ItemAdded,
    ItemCompleted,
    ItemMerged,
    ItemMoved,
    ItemProgressed,
    ItemResumed,
    ItemReworded,
    ItemSplit,
    ItemStalled,
    ItemUnmentioned,
    QuantityChanged,
)
from diffing.intervals import Shift
from snapshots.lexicon import words_of_letter

__all__ = ["describe", "whom"]

# More partners than this and the sentence would begin with a list.
_MOST_NAMED = 3


def describe(change: Change) -> str:
    """What moved, for whom, and in which measure.

    "Egypt: deadline moved from 30 November 2023 to 31 December 2023, 31 days later (Two boats …)."
    """
    side = change.after or change.before
    with words_of_letter(side.letter if side else ""):
        said = f"{whom(change.partners)}{_with_drift(change)} ({change.label})."
    return said[0].upper() + said[1:]


def whom(partners: Sequence[str]) -> str:
    """Whom it is about, and a colon: "Egypt and Libya: "; empty for nobody in particular."""
    names = [partner_name(code) for code in partners]
    if not names:
        return ""
    if len(names) > _MOST_NAMED:
        names = [*names[:_MOST_NAMED], f"{len(names) - _MOST_NAMED} more"]
    return f"{listed(names)}: "


def _with_drift(change: Change) -> str:
    """What moved, and how the promise drifted; that alone where nothing else but words did."""
    if change.drift is None:
        return _said(change)
    old, new = (" ".join(one.quote.split()) for one in (change.drift.before, change.drift.after))
    drift = f"promise {change.drift.direction} from “{old}” to “{new}”"
    return drift if isinstance(change, ItemReworded) else f"{_said(change)}; {drift}"


def _said(change: Change) -> str:  # noqa: C901, PLR0912 - one case for each kind, none to be left out
    match change:
        case ItemAdded():
            return f"new, {status(change.status)}"
        case ContractSigned():
            return f"contract signed, {money(change.amount)}" if change.amount else "contract signed"
        case ItemCompleted():
            return f"{status(change.status_before)} before, now reported done"
        case ItemProgressed() | ItemStalled():
            return f"{status(change.status_before)} before, now {status(change.status_after)}"
        case ItemUnmentioned():
            return f"{status(change.status)} before, no longer mentioned"
        case ItemResumed():
            seen = f"last seen in {change.last_seen}, {change.gone_days} days before"
            return f"mentioned again, {status(change.status)}; {seen}"
        case DeadlineSet():
            return f"deadline set: {window(change.deadline)}"
        case DeadlineMoved():
            stays = change.shift.least == change.shift.most == 0
            old, new = (
                window_name(time, only_its_end=not stays)
                for time in (change.deadline_before, change.deadline_after)
            )
            return f"deadline {'changed' if stays else 'moved'} from {old} to {new}{_by(change.shift)}"
        case DeadlinePassed():
            return f"deadline passed: {window(change.deadline)}, not reported done"
        case DeadlineRemoved():
            return f"no deadline any more; it was {window(change.deadline)}"
        case AmountChanged():
            return f"sum changed from {money(change.amount_before)} to {money(change.amount_after)}"
        case QuantityChanged():
            return (
                f"figure changed from {quantity(change.quantity_before)} to {quantity(change.quantity_after)}"
            )
        case ItemSplit():
            return "told in one statement before, now in several"
        case ItemMerged():
            return "told in several statements before, now in one"
        case ItemMoved():
            old, new = (listed([place(*one) for one in p]) for p in (change.place_before, change.place_after))
            return f"moved from {old} to {new}"
        case ItemReworded():
            return "the same facts in other words"
        case _:
            assert_never(change)


def _by(shift: Shift) -> str:
    """By how many days, unless it ends when it did, and what else became of the window."""
    by = "" if shift.least == shift.most == 0 else slip(shift)
    notes = {
        "narrower": shift.narrowed,
        "wider": shift.widened,
        "now firm": shift.firmed_up,
        "now to be confirmed": shift.became_tbc,
    }
    said = [by, *(note for note, holds in notes.items() if holds)]
    return "".join(f", {note}" for note in said if note)
