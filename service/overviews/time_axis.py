"""Days along a strip: one axis for all rows of a chart, with the months, quarters or years that fit it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from service.overviews.svg_strip import WHOLE, Label, Mark, Shape, Strip

__all__ = ["Axis", "axis_over"]

# More names than this run into each other on a narrow screen.
_MOST_TICKS = 8
# By how many months ticks may be apart; the first that leaves few enough is taken.
_STEPS = (1, 3, 6, 12, 24, 60, 120, 600)
# Of so many days one at either end may lie beyond it.
_ONE_OF_SO_MANY = 25
# What is a month wide when nothing else says how wide an axis is.
_ROOM = timedelta(days=15)
_HEIGHT = 22
# A name that begins further right would not end within the strip.
_LAST_NAME = WHOLE * 94 // 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """From the first day to the last, both inside; `ticks` are first days of months, quarters, years."""

    first: date
    last: date
    ticks: tuple[date, ...]

    def at(self, day: date) -> int:
        """Where a day begins, in ten-thousandths of the width; days beyond an end stand at that end."""
        days = (self.last - self.first).days + 1
        return min(max(round(WHOLE * (day - self.first).days / days), 0), WHOLE)

    def behind(self, day: date) -> int:
        """Where a day ends."""
        return WHOLE if day >= self.last else self.at(day + timedelta(days=1))

    def grid(self) -> tuple[Shape, ...]:
        """A line at each tick, for every row."""
        return tuple(Mark(name="tick", at=self.at(tick)) for tick in self.ticks)

    def head(self, marks: Iterable[tuple[str, date]] = ()) -> Strip:
        """The head of the column: the names of the ticks, and lines at `marks`, given (class, day)."""
        names = tuple(
            Label(name="tick-name", at=self.at(tick), top=_HEIGHT - 8, words=self._name(tick))
            for tick in self.ticks
            if self.at(tick) < _LAST_NAME
        )
        lines = tuple(
            Mark(name=name, at=self.at(day)) for name, day in marks if self.first <= day <= self.last
        )
        return Strip(height=_HEIGHT, shapes=(*self.grid(), *lines, *names))

    def _name(self, tick: date) -> str:
        if all(one.month == 1 for one in self.ticks):
            return str(tick.year)
        return f"{tick:%b %Y}" if tick.month == 1 or tick == self.ticks[0] else f"{tick:%b}"


def axis_over(days: Iterable[date | None], *, always: Iterable[date | None] = ()) -> Axis | None:
    """An axis with room for nearly all of these days, None where there is none.

    Of many days the outermost are left out: one far away would make all others too small to be seen. Days
    that are given as `always` are never left out.
    """
    said = sorted(day for day in days if day is not None)
    if not said:
        return None
    outer = len(said) // _ONE_OF_SO_MANY
    said = sorted([*said[outer : len(said) - outer], *(day for day in always if day is not None)])
    first, last = _earlier(said[0]), _later(said[-1])
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((step for step in _STEPS if months / step <= _MOST_TICKS), _STEPS[-1])
    return Axis(first=first, last=last, ticks=tuple(_ticks(first, last, step)))


def _earlier(day: date) -> date:
    return day - _ROOM if day > date.min + _ROOM else day


def _later(day: date) -> date:
    return day + _ROOM if day < date.max - _ROOM else day


def _ticks(first: date, last: date, step: int) -> Iterator[date]:
    """First days of months that `step` divides, within the axis."""
    month = first.year * 12 + first.month - 1
    month += -month % step
    while month // 12 < date.max.year:
        tick = date(month // 12, month % 12 + 1, 1)
        if tick > last:
            return
        if tick >= first:
            yield tick
        month += step
