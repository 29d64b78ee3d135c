"""Rows that no rule parts: where the white between lines goes through all columns, and something new begins.

Lines of all columns that overlap in height make a band; between two bands a row may end. It does beside a
heading across the columns and at a level rule. It does where the column that says what a row is about begins
anew beside another column that does. And it does where columns begin side by side below as much white as at
such places, when that is more than there is inside cells. It never does where a sentence runs on in small
letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from snapshots.layout.pdf_lines import Line
from snapshots.layout.sentence_end import ends_sentence

__all__ = ["Band", "RowWhite", "bands_of", "part_rows", "row_white", "stands_over_a_row"]

# Share of the font size above and below the baseline that letters fill.
_ABOVE, _BELOW = 0.72, 0.18
# Lines that begin side by side do so to within this share of the size.
_SIDE_BY_SIDE = 0.35
# White above a line, in sizes, that lets it begin anew: two lines of one paragraph have 0.1 to 0.6.
_ANEW = 0.9
# White below the title of a part: more than between two lines of one heading.
_TITLE = 0.6
# White between rows is more than that inside cells by at least this, in sizes; where nothing else is known,
# rows are a full line apart.
_MORE = 0.08
_UNKNOWN = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Lines that overlap in height: (column, line) from the top down; `across` when one spans the columns."""

    lines: tuple[tuple[int, Line], ...]
    across: bool = False

    @property
    def top(self) -> float:
        """Where its highest letters begin."""
        return min(_top(line) for _, line in self.lines)

    @property
    def bottom(self) -> float:
        """Where its lowest letters end."""
        return max(_bottom(line) for _, line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWhite:
    """How much white, in sizes, parts two rows of one table; `guides` are the columns that each row fills."""

    least: float
    guides: frozenset[int]


def _top(line: Line) -> float:
    return line.baseline - _ABOVE * line.size


def _bottom(line: Line) -> float:
    return line.baseline + _BELOW * line.size


def bands_of(columns: Sequence[Sequence[Line]], across: Sequence[Line]) -> list[Band]:
    """The bands of one page, from the top down, given the lines of each column and those that span them."""
    placed = [(number, line) for number, lines in enumerate(columns) for line in lines]
    bands = [Band(lines=((0, line),), across=True) for line in across]
    group: list[tuple[int, Line]] = []
    for column, line in sorted(placed, key=lambda at: (_top(at[1]), at[0])):
        if group and _top(line) >= max(_bottom(held) for _, held in group):
            bands.append(Band(lines=tuple(group)))
            group = []
        group.append((column, line))
    if group:
        bands.append(Band(lines=tuple(group)))
    return sorted(bands, key=lambda band: band.top)


def stands_over_a_row(bands: Sequence[Band], number: int, *, next_page: Band | None = None) -> bool:
    """Whether a band is one line at the left that begins anew, right above a row that begins there too."""
    (column, line), *others = bands[number].lines
    lower = bands[number + 1] if number + 1 < len(bands) else next_page
    if column or others or lower is None or not _begins_anew(bands[:number], column, line):
        return False
    below = _first_lines(lower)
    first = next((begun for at, begun in below if at == column), None)
    apart = lower is next_page or (first and _top(first) - _bottom(line) >= _TITLE * line.size)
    return len(below) > 1 and first is not None and bool(apart)


def row_white(pages: Sequence[Sequence[Band]], guides: frozenset[int]) -> RowWhite:
    """What parts the rows of a table, as the pages that it stands on show."""
    inside = sorted(white for bands in pages for white in _white_inside(bands))
    most = inside[int(0.95 * (len(inside) - 1))] if inside else None
    between = [
        _white(upper, lower)
        for bands in pages
        for number, (upper, lower) in enumerate(pairwise(bands))
        if _is_opening(bands[: number + 1], lower, guides)
    ]
    if most is None:
        return RowWhite(least=min(between, default=_UNKNOWN), guides=guides)
    wider = [white for white in between if white > most + _MORE]
    if between and not wider:
        return RowWhite(least=float("inf"), guides=guides)
    return RowWhite(least=min(wider, default=max(_UNKNOWN, most + 2 * _MORE)) - _MORE / 2, guides=guides)


def part_rows(bands: Sequence[Band], white: RowWhite, rules: Sequence[float]) -> Iterator[list[Band]]:
    """The bands of one page by row; `rules` are the heights of level rules that run along the table."""
    row: list[Band] = []
    for number, band in enumerate(bands):
        if row and _parts(bands[:number], band, white, rules):
            yield row
            row = []
        row.append(band)
    if row:
        yield row


def _parts(above: Sequence[Band], band: Band, white: RowWhite, rules: Sequence[float]) -> bool:
    upper = above[-1]
    if upper.across or band.across:
        return not (upper.across and band.across)
    if any(upper.bottom - 1 <= rule <= band.top + 1 for rule in rules):
        return True
    if _runs_on(above, band):
        return False
    # Words of one column alone go on below cells that are shorter.
    side_by_side = len(_first_lines(band)) > 1
    return side_by_side and (_white(upper, band) >= white.least or _is_opening(above, band, white.guides))


def _white(upper: Band, lower: Band) -> float:
    return (lower.top - upper.bottom) / max(line.size for _, line in lower.lines)


def _is_opening(above: Sequence[Band], band: Band, guides: frozenset[int]) -> bool:
    """Whether a guiding column begins anew at the top of a band, side by side with another column."""
    if above[-1].across or band.across or _runs_on(above, band):
        return False
    first = _first_lines(band)
    if len(first) < 2 or not any(column in guides for column, _ in first):  # noqa: PLR2004 - side by side
        return False
    return all(
        _begins_anew(above, column, line) if column in guides else _may_begin(above, column, line)
        for column, line in first
    )


def _first_lines(band: Band) -> list[tuple[int, Line]]:
    """The lines of a band that stand side by side at its top."""
    highest = min(line.baseline for _, line in band.lines)
    return [(c, line) for c, line in band.lines if line.baseline - highest <= _SIDE_BY_SIDE * line.size]


def _begins_anew(above: Sequence[Band], column: int, line: Line) -> bool:
    """Whether there is no line of the same text right above."""
    last = _last_line(above, column)
    return last is None or (_top(line) - _bottom(last)) >= _ANEW * line.size


def _may_begin(above: Sequence[Band], column: int, line: Line) -> bool:
    last = _last_line(above, column)
    return last is None or bool(line.glyph) or ends_sentence(last.text) or line.marked or last.marked


def _last_line(above: Sequence[Band], column: int) -> Line | None:
    """The lowest line of a column since the last heading across the columns."""
    for band in reversed(above):
        if band.across:
            return None
        if lines := [line for at, line in band.lines if at == column]:
            return max(lines, key=lambda line: line.baseline)
    return None


def _runs_on(above: Sequence[Band], band: Band) -> bool:
    """Whether a sentence of a column goes on, in small letters, in the band below."""
    return any(
        last is not None
        and line.text[0].islower()
        and not line.glyph
        and not ends_sentence(last.text)
        and _top(line) - _bottom(last) < _ANEW * line.size
        for column, line in _top_lines(band)
        for last in [_last_line(above, column)]
    )


def _top_lines(band: Band) -> list[tuple[int, Line]]:
    """The highest line of each column of a band."""
    highest: dict[int, Line] = {}
    for column, line in band.lines:
        if column not in highest or line.baseline < highest[column].baseline:
            highest[column] = line
    return sorted(highest.items())


def _white_inside(bands: Sequence[Band]) -> Iterator[float]:
    """The white between lines of one column that is surely inside a cell: beside it are words."""
    for band in bands:
        by_column: dict[int, list[Line]] = {}
        for column, line in band.lines:
            by_column.setdefault(column, []).append(line)
        for lines in by_column.values():
            yield from (
                (_top(lower) - _bottom(upper)) / lower.size
                for upper, lower in pairwise(sorted(lines, key=lambda line: line.baseline))
            )
    for upper, lower in pairwise(bands):
        if not (upper.across or lower.across) and _runs_on([upper], lower):
            yield _white(upper, lower)
