"""Stretches of the calendar: days, months, quarters, seasons, halves and years, with or without a year.

A stretch says which days of a year it covers; a year makes an interval of it. Nothing here knows about words.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

__all__ = [
    "Interval",
    "Stretch",
    "add_months",
    "days_of",
    "edtf_of",
    "join",
    "months",
    "on_day",
    "part_of_month",
]

_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Days from `earliest` to `latest`, both inclusive; an end that is open is None."""

    earliest: date | None
    latest: date | None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"an interval that ends before it starts: {self.earliest}..{self.latest}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From a day of one year to a day of the same year or of one `years` later; `year` is None where unsaid.

    A day of 0 is the last of its month, a negative one as many days before that.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    year: int | None = None
    years: int = 0

    def on(self, year: int) -> Interval:
        """The interval that the stretch covers when it starts in this year."""
        return Interval(earliest=_day(year, *self.first), latest=_day(year + self.years, *self.last))

    def in_year(self, year: int | None) -> Stretch:
        """The same days of that year."""
        return replace(self, year=year)


def on_day(month: int, day: int, year: int | None = None) -> Stretch:
    """One day of the year."""
    return Stretch(first=(month, day), last=(month, day), year=year)


def months(first: int, last: int, year: int | None = None) -> Stretch:
    """Whole months, into the next year where the last comes before the first."""
    return Stretch(first=(first, 1), last=(last, 0), year=year, years=int(last < first))


def part_of_month(month: int, first: int, last: int, year: int | None = None) -> Stretch:
    """The days first to last of a month."""
    return Stretch(first=(month, first), last=(month, last), year=year)


def days_of(first: date, last: date) -> Stretch:
    """The stretch of two given days."""
    return Stretch(
        first=(first.month, first.day),
        last=(last.month, last.day),
        year=first.year,
        years=last.year - first.year,
    )


def join(first: Stretch, last: Stretch) -> Stretch | None:
    """The stretch from the start of one to the end of the other, or None where that runs backwards.

    A year that one of them lacks is the other's.
    """
    backwards = _order(last.last) < _order(first.first)
    if first.year is None and last.year is None:
        return Stretch(first=first.first, last=last.last, years=max(int(backwards), last.years))
    start = (
        first.year
        if first.year is not None
        else (last.year or 0) - int(_order(last.first) < _order(first.first))
    )
    if last.year is not None:
        end = last.year + last.years
    else:
        end = start + first.years + int(backwards and not first.years) + last.years
    if (end, _order(last.last)) < (start, _order(first.first)):
        return None
    return Stretch(first=first.first, last=last.last, year=start, years=end - start)


def add_months(day: date, count: int) -> date:
    """The same day of the month `count` months on, or that month's last where it is shorter."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + count, _MONTHS)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def edtf_of(interval: Interval) -> str:
    """The interval in the Extended Date/Time Format (ISO 8601-2:2019 level 1); empty when both ends are open.

    An open start is written "..": a bare slash would be read as unknown.
    """
    first, last = interval.earliest, interval.latest
    if first is None and last is None:
        return ""
    if first is None or last is None:
        return f"{first or '..'}/{last or '..'}"
    if first == last:
        return first.isoformat()
    if first.day == 1 and last == _day(first.year, first.month, 0):
        return f"{first:%Y-%m}"
    if (first.month, first.day) == (1, 1) and last == date(first.year, _MONTHS, 31):
        return f"{first:%Y}"
    return f"{first}/{last}"


def _order(month_and_day: tuple[int, int]) -> tuple[int, int]:
    month, day = month_and_day
    return month, day if day > 0 else 31 + day


def _day(year: int, month: int, day: int) -> date:
    """The day of the month, counted from its end when not positive; no later than its last."""
    length = calendar.monthrange(year, month)[1]
    if day > 0:
        return date(year, month, min(day, length))
    return date(year, month, length) + timedelta(days=day)
