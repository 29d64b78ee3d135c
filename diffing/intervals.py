"""Arithmetic on deadlines that are windows of days, with an end open where the words leave it open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from snapshots.letter import Certainty, TimeExpression

__all__ = ["Shift", "has_a_date", "lapsed", "last_day", "names_days", "same_window", "shift_between"]


# Longer than any window that a letter gives, in days: a thousand years.
_OPEN = 365_000
# A conference lasts three days, a visit four.
_FEW_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """How far a window moved: `least` and `most` days, later when positive, by its two ends.

    An end that is open on either side does not count, so "by 30 November" to "by 31 December" is 31 days,
    no more and no less. `narrowed` and `widened` compare the lengths of the windows; an open one is longer
    than a closed one that it shares an end with. `firmed_up` and `became_tbc` compare the certainties.
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


def names_days(time: TimeExpression) -> bool:
    """Whether it names a day or a few in a row, not a month, a quarter or an end alone."""
    if time.earliest is None or time.latest is None:
        return False
    return (time.latest - time.earliest).days <= _FEW_DAYS


def last_day(time: TimeExpression) -> date | None:
    """The last day on which it still holds: the latest, or the only day named; None when none is."""
    return time.latest or time.earliest


def lapsed(time: TimeExpression, on: date) -> bool:
    """Whether the last day of the window has gone by, seen from `on`."""
    last = time.latest
    return last is not None and last < on


def same_window(before: TimeExpression, after: TimeExpression) -> bool:
    """Whether both name the same days."""
    return (before.earliest, before.latest) == (after.earliest, after.latest)


def shift_between(before: TimeExpression, after: TimeExpression) -> Shift:
    """The shift from one window that names a day to another."""
    shifts = _shifts(before, after)
    change = _longer(before, after)
    return Shift(
        least=min(shifts),
        most=max(shifts),
        narrowed=change < 0,
        widened=change > 0,
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


def _longer(before: TimeExpression, after: TimeExpression) -> int:
    """By how many days the window grew; an open one is compared only where both have an end in common."""
    lengths = _length(before), _length(after)
    one_end = after.latest == before.latest or after.earliest == before.earliest
    return lengths[1] - lengths[0] if _OPEN not in lengths or one_end else 0


def _length(time: TimeExpression) -> int:
    if time.earliest is None or time.latest is None:
        return _OPEN
    return (time.latest - time.earliest).days
