"""A series as a line in time: its letters, those named and not held or withdrawn, and the years between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from service.projections.letters import HeldLetter
from service.projections.named_letters import NamedLetter
from service.showing.plain_words import day, letter_name

__all__ = ["SeriesLine", "TimePoint", "YearMark", "series_line"]

# Where the first and the last letter stand, in hundredths of the width: at the edge a mark is cut in half.
_FROM, _TO = 1.5, 98.5


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePoint:
    """A letter on the line: its place as a share of the width, and what it is."""

    at: str
    state: Literal["held", "newest", "missing", "withdrawn"]
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearMark:
    """The first day of a year on the line."""

    at: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesLine:
    """Letters by their days, held, withdrawn or missing, and the years that begin between them."""

    points: tuple[TimePoint, ...]
    years: tuple[YearMark, ...]


def series_line(
    letters: Sequence[HeldLetter], missing: Sequence[NamedLetter], withdrawn: Sequence[HeldLetter] = ()
) -> SeriesLine | None:
    """The line of a series, its letters given oldest first; None where there are not two days to join."""
    days = [*(letter.date for letter in (*letters, *withdrawn)), *(gap.latest for gap in missing)]
    first, last = min(days), max(days)
    if first == last:
        return None
    span = _Span(first=first, last=last)
    held = [
        (letter.date, "newest" if letter is letters[-1] else "held", letter_name(letter.key))
        for letter in letters
    ]
    gaps = [
        (gap.latest, "missing", f"{gap.words} (not held), {day(gap.latest)} at the latest") for gap in missing
    ]
    gone = [(one.date, "withdrawn", f"{letter_name(one.key)} (withdrawn)") for one in withdrawn]
    years = range(first.year + 1, last.year + 1)
    return SeriesLine(
        points=tuple(
            TimePoint(at=span.share(when), state=state, name=name)  # type: ignore[arg-type]
            for when, state, name in sorted(held + gaps + gone)
        ),
        years=tuple(YearMark(at=span.share(date(year, 1, 1)), year=year) for year in years),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    first: date
    last: date

    def share(self, when: date) -> str:
        """Where a day stands, as a share of the width."""
        part = (when - self.first) / (self.last - self.first)
        return f"{_FROM + part * (_TO - _FROM):.2f}%"
