"""Arithmetic on deadlines that are windows of days, with an end open where the words leave it open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from snapshots.letter import Certainty, TimeExpression

__all__ = ["Shift", "has_a_date", "lapsed", "last_day", "same_window", "shift_between"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """How far a window moved: `least` and `most` days, later when positive, by its two ends.

    An end that is open on either side does not count, so "by 30 November" to "by 31 December" is 31 days,
    no more and no less. `narrowed` and `widened` compare the lengths of two closed windows; `firmed_up` and
    `became_tbc` the certainties.
    """

    least: int
    most: int
    narrowed: bool = False
    widened: bool = False
    firmed_up: bool = False
    became_tbc: bool = False


def has_a_date(time: TimeExpression | None) -> bool:
    """Whether it names any day: "soon" and "date tbc" do not, and count as no deadline."""
    return time is not None and (time.earliest is not None or time.latest is not None)


def last_day(time: TimeExpression) -> date | None:
    """The last day on which it still holds: the latest, or the only day named; None when none is."""
    return time.latest or time.earliest


def lapsed(time: TimeExpression, on: date) -> bool:
    """Whether the last day of the window has gone by, seen from `on`."""
    last = time.latest
    return last is not None and last < on


def same_window(before: TimeExpression, after: TimeExpression) -> bool:
    """Whether both end on the same day and, where both say when they begin, begin on the same.

    So "by 31 December" and "in December" are one deadline, "in the fourth quarter" and "in December" two.
    """
    open_start = before.latest is not None and (before.earliest is None or after.earliest is None)
    return before.latest == after.latest and (open_start or before.earliest == after.earliest)


def shift_between(before: TimeExpression, after: TimeExpression) -> Shift:
    """The shift from one window that names a day to another."""
    shifts = _shifts(before, after)
    lengths = _length(before), _length(after)
    return Shift(
        least=min(shifts),
        most=max(shifts),
        narrowed=None not in lengths and lengths[1] < lengths[0],  # type: ignore[operator]
        widened=None not in lengths and lengths[1] > lengths[0],  # type: ignore[operator]
        firmed_up=before.certainty is not Certainty.FIRM and after.certainty is Certainty.FIRM,
        became_tbc=before.certainty is not Certainty.TBC and after.certainty is Certainty.TBC,
    )


def _shifts(before: TimeExpression, after: TimeExpression) -> list[int]:
    ends = ((before.earliest, after.earliest), (before.latest, after.latest))
    shifts = [(new - old).days for old, new in ends if old is not None and new is not None]
    if shifts:
        return shifts
    old, new = last_day(before), last_day(after)
    return [(new - old).days] if old is not None and new is not None else [0]


def _length(time: TimeExpression) -> int | None:
    if time.earliest is None or time.latest is None:
        return None
    return (time.latest - time.earliest).days
