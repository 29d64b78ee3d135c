"""Where tables without rules begin and end: from their headings on, until prose runs over their walls.

A table goes on over the pages that follow, with its headings repeated or not. Pages with ruled tables end it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from snapshots.layout.pdf_gutters import crosses
from snapshots.layout.pdf_heading_rows import HeadingRow, find_heading_rows, stretches
from snapshots.layout.pdf_lines import Line
from snapshots.layout.pdf_regions import PageRegions
from snapshots.layout.sentence_end import ends_sentence

__all__ = ["TableLines", "Zone", "find_zones", "is_short_heading", "lines_in_table"]

# What spans the columns is a heading when it is as short as the names of parts are; prose is longer.
_LONGEST_HEADING = 10
_MOST_HEADING_LINES = 2
# Headings of one table stand at the same place on each page, to within this, in points.
_SAME_PLACE = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """The numbers of one page's lines that may stand in a table, and the headings that open them."""

    page: int
    lines: range
    heading: HeadingRow | None = None

    @property
    def headed(self) -> range:
        """The numbers of the lines that hold the column headings."""
        return self.heading.lines if self.heading else range(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """One table over the pages that it may go on over."""

    heading: HeadingRow
    stretches: list[_Stretch] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLines:
    """The lines of one page that stand in a table, by number: headings, those below, of them those across."""

    page: int
    headed: range
    below: tuple[int, ...]
    across: frozenset[int]


def find_zones(pages: Sequence[PageRegions]) -> list[Zone]:
    """The tables that column headings open on pages without ruled ones, and all lines that may be theirs."""
    zones: list[Zone] = []
    zone: Zone | None = None
    for at, page in enumerate(pages):
        if page.tables:
            zone = None
            continue
        headings = find_heading_rows(page.outside, known=zones[0].heading if zones else None)
        starts = [*(heading.lines.start for heading in headings), len(page.outside)]
        if zone:
            zone.stretches.append(_Stretch(page=at, lines=range(starts[0])))
        for heading, stop in zip(headings, starts[1:], strict=True):
            if zone is None or not _same_columns(heading, zone.heading):
                zone = Zone(heading=heading)
                zones.append(zone)
            zone.stretches.append(_Stretch(page=at, lines=range(heading.lines.start, stop), heading=heading))
    return zones


def _same_columns(one: HeadingRow, other: HeadingRow) -> bool:
    return len(one.cells) == len(other.cells) and all(
        abs(mine.left - its.left) < _SAME_PLACE or abs(mine.right - its.right) < _SAME_PLACE
        for mine, its in zip(one.cells, other.cells, strict=True)
    )


def lines_in_table(
    zone: Zone, walls: Sequence[float], pages: Sequence[PageRegions], running: Sequence[frozenset[int]]
) -> Iterator[TableLines]:
    """What stands in the table on each page, up to where prose runs over its walls."""
    ended = False
    for stretch in zone.stretches:
        if ended and not stretch.heading:
            continue
        page = pages[stretch.page]
        below = [n for n in stretch.lines if n not in stretch.headed and n not in running[stretch.page]]
        across = frozenset(n for n in below if crosses(page.outside[n], walls))
        end = next(
            (run[0] for run in _runs(below, across) if not is_short_heading([page.outside[n] for n in run])),
            None,
        )
        ended = end is not None
        kept = tuple(n for n in below if end is None or n < end)
        if stretch.headed or _goes_on(stretch, kept, page):
            yield TableLines(page=stretch.page, headed=stretch.headed, below=kept, across=across)


def _goes_on(stretch: _Stretch, kept: Sequence[int], page: PageRegions) -> bool:
    """Whether lines without headings go on with the table; those over a page's own may be their title."""
    if stretch.lines.stop == len(page.outside):
        return bool(kept)
    return any(len(stretches(page.outside[number])) > 1 for number in kept)


def _runs(below: Sequence[int], across: frozenset[int]) -> Iterator[list[int]]:
    """The numbers of lines over the walls that stand below each other."""
    for over, run in groupby(below, key=across.__contains__):
        if over:
            yield [*run]


def is_short_heading(lines: Sequence[Line]) -> bool:
    """Whether lines below each other are as short as the headings of parts."""
    words = " ".join(line.text for line in lines)
    return (
        len(lines) <= _MOST_HEADING_LINES
        and len(words.split()) <= _LONGEST_HEADING
        and not ends_sentence(words)
    )
