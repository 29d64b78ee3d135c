"""The days that letters name next, seen from today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.addresses import item_path
from service.projections.deadlines import HeldDeadline
from service.showing.plain_words import window
from snapshots.letter import Status

__all__ = ["DayAhead", "DaysAhead", "days_ahead"]

# As many as one takes in beside what moved; the others are on the page of deadlines.
_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAhead:
    """A measure that something is due in: when, the words of the letter, and its page."""

    window: str
    words: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysAhead:
    """The next days of a series, the nearest first; how many are `further` off, and how many have `gone_by`.

    `last_by` are the last of these, where nothing lies ahead. Days of what is reported done, and of what the
    newest letter is silent on, are none of them.
    """

    series: str
    days: tuple[DayAhead, ...]
    further: int
    gone_by: int
    last_by: tuple[DayAhead, ...]


def days_ahead(held: Sequence[HeldDeadline], *, series: str, today: date) -> DaysAhead:
    """The deadlines of a series that are open, as seen on a day."""
    due = sorted(
        (one.deadline.latest, one.item.place, one.place, one)
        for one in held
        if one.current and one.statement.status is not Status.DONE and one.deadline.latest is not None
    )
    ahead = [one for latest, *_, one in due if latest >= today]
    gone = [one for latest, *_, one in due if latest < today]
    return DaysAhead(
        series=series,
        days=tuple(map(_day, ahead[:_SHOWN])),
        further=max(0, len(ahead) - _SHOWN),
        gone_by=len(gone),
        last_by=() if ahead else tuple(map(_day, gone[: -_SHOWN - 1 : -1])),
    )


def _day(one: HeldDeadline) -> DayAhead:
    return DayAhead(
        window=window(one.deadline.earliest, one.deadline.latest),
        words=" ".join(one.statement.text.split()),
        path=item_path(one.item.id),
    )
