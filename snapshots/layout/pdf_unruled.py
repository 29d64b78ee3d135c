"""Tables without rules: their columns by the headings over them, their rows by the white between them.

    column headings -> zones over pages -> walls between columns -> rows -> cells, as rules would draw them

Pages with ruled tables are left as they are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, zip_longest
from statistics import median

from snapshots.column_words import Role
from snapshots.layout.pdf_grid import CellBox, GridTable
from snapshots.layout.pdf_gutters import column_walls
from snapshots.layout.pdf_lines import Line, Underlines, read_lines
from snapshots.layout.pdf_page import PdfPage, Word
from snapshots.layout.pdf_regions import PageRegions
from snapshots.layout.pdf_white_rows import Band, bands_of, part_rows, row_white, stands_over_a_row
from snapshots.layout.pdf_zones import TableLines, Zone, find_zones, is_short_heading, lines_in_table

__all__ = ["find_unruled_tables"]

# A level rule along this much of a table parts its rows; a shorter one underlines words.
_RULE_ALONG = 0.6
# A heading in the middle is so to within this, and stands that far from the left of any column, in sizes: the
# edges of the table are where its words end, not where a rule would be. Capitals say so by themselves.
_CENTRED_WITHIN = 1.5
_CAPITALS_WITHIN = 6.0
_AWAY = 3.0
# Room that cells have around their words, in points.
_AROUND = 3.0
_LEAST_HEIGHT = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """What stands in a table on one page: its lines by number, its headings by column, the bands below."""

    page: int
    numbers: frozenset[int]
    heading: tuple[tuple[Line, ...], ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """What is taken out of one page's lines, and the cells that it is put in."""

    numbers: frozenset[int]
    cells: dict[CellBox, list[Line]]
    table: GridTable


def find_unruled_tables(
    sources: Sequence[PdfPage], pages: Sequence[PageRegions], running: Sequence[frozenset[int]]
) -> tuple[list[PageRegions], list[frozenset[int]]]:
    """The pages with the tables that no rules draw, and the numbers of their running lines outside tables.

    `running` are those before; column headings that each page repeats at one height are among them.
    """
    taken: dict[int, list[_Taken]] = defaultdict(list)
    for zone in find_zones(pages):
        for page, found in _tables(zone, sources, pages, running):
            taken[page].append(found)
    read = [_with_tables(page, running[at], taken.get(at, [])) for at, page in enumerate(pages)]
    return [page for page, _ in read], [numbers for _, numbers in read]


# --- pieces -------------------------------------------------------------------------------------------------


def _tables(
    zone: Zone, sources: Sequence[PdfPage], pages: Sequence[PageRegions], running: Sequence[frozenset[int]]
) -> Iterator[tuple[int, _Taken]]:
    """What the zone takes of each page."""
    lines = [line for s in zone.stretches for line in pages[s.page].outside[s.lines.start : s.lines.stop]]
    size = median(line.size for line in lines)
    walls = column_walls(zone.heading.cells, [word for line in lines for word in line.words], size=size)
    pieces = [
        _piece(found, walls, sources[found.page], pages[found.page])
        for found in lines_in_table(zone, walls, pages, running)
    ]
    places = _places(pieces, walls)
    pieces = [
        replace(piece, bands=tuple(_with_titles(piece, following, places, pages[piece.page].width)))
        for piece, following in zip_longest(pieces, pieces[1:])
    ]
    guides = [n for n, cell in enumerate(zone.heading.cells) if cell.role in (Role.REFERENCE, Role.DUE)]
    white = row_white([piece.bands for piece in pieces], frozenset(guides or [0]))
    for piece in pieces:
        rules = _rules_along(sources[piece.page], places)
        cells = _cells([*part_rows(piece.bands, white, rules)], piece.heading, places)
        table = GridTable(cells=tuple(sorted(cells)))
        filled = {cell: found for cell, found in cells.items() if found}
        yield piece.page, _Taken(numbers=piece.numbers, cells=filled, table=table)


def _places(pieces: Sequence[_Piece], walls: Sequence[float]) -> tuple[float, ...]:
    """The table's left edge, its walls, its right edge: as far from the words as its walls are."""
    lines = [
        (at, line) for piece in pieces for band in piece.bands for at, line in band.lines if not band.across
    ]
    lines += [(at, line) for piece in pieces for at, column in enumerate(piece.heading) for line in column]
    lefts = [min((line.left for n, line in lines if n == at), default=0.0) for at in range(len(walls) + 1)]
    right = max(line.right for at, line in lines)
    return lefts[0] - max(lefts[1] - walls[0], 0.0), *walls, right + max(lefts[-1] - walls[-1], 0.0)


def _rules_along(source: PdfPage, places: Sequence[float]) -> list[float]:
    """The heights of the level rules that run along most of a table."""
    least = _RULE_ALONG * (places[-1] - places[0])
    return [rule.top for rule in source.rules if rule.top == rule.bottom and rule.right - rule.left > least]


def _piece(found: TableLines, walls: Sequence[float], source: PdfPage, page: PageRegions) -> _Piece:
    underlines = Underlines(source.rules)
    in_columns = [page.outside[n] for n in found.below if n not in found.across]
    return _Piece(
        page=found.page,
        numbers=frozenset([*found.headed, *found.below]),
        heading=_columns([page.outside[n] for n in found.headed], walls, underlines),
        bands=tuple(
            bands_of(
                _columns(in_columns, walls, underlines),
                [page.outside[n] for n in found.below if n in found.across],
            )
        ),
    )


def _with_titles(
    piece: _Piece, following: _Piece | None, places: Sequence[float], width: float
) -> Iterator[Band]:
    """The bands, those that hold the title of a part taken to span the columns."""
    next_page = following.bands[0] if following and following.bands else None
    for number, band in enumerate(piece.bands):
        line = band.lines[0][1]
        is_title = line.marked and not line.glyph and is_short_heading([line])
        if is_title and stands_over_a_row(piece.bands, number, next_page=next_page):
            yield replace(band, across=True)
        else:
            yield _spread(band, places, width)


def _spread(band: Band, places: Sequence[float], width: float) -> Band:
    """The band, taken to span the columns when it is a heading set in the middle of the table or page."""
    (column, line), *others = band.lines
    middle = (line.left + line.right) / 2
    off = min(abs(middle - (places[0] + places[-1]) / 2), abs(middle - width / 2)) / line.size
    centred = (line.marked and off < _CENTRED_WITHIN) or (line.text.isupper() and off < _CAPITALS_WITHIN)
    away = line.left > places[column] + _AWAY * line.size
    stands_out = centred and away and is_short_heading([line])
    return replace(band, across=True) if stands_out and not others else band


def _columns(
    lines: Sequence[Line], walls: Sequence[float], underlines: Underlines
) -> tuple[tuple[Line, ...], ...]:
    """The words of lines by column, as lines of their own."""
    columns: list[list[Word]] = [[] for _ in range(len(walls) + 1)]
    for line in lines:
        for word in line.words:
            columns[bisect_right(walls, (word.left + word.right) / 2)].append(word)
    return tuple(
        tuple(read_lines(words, page=lines[0].page, underlines=underlines)) if words else ()
        for words in columns
    )


# --- cells --------------------------------------------------------------------------------------------------


def _cells(
    rows: Sequence[Sequence[Band]], heading: Sequence[Sequence[Line]], places: Sequence[float]
) -> dict[CellBox, list[Line]]:
    """The cells of one page's piece, empty ones too, with their lines."""
    filled: list[Sequence[Sequence[Line]]] = [heading] if any(heading) else []
    filled += [_row(row, places) for row in rows]
    tops = list(accumulate((min(line.box.top for lines in row for line in lines) for row in filled), _below))
    bottom = max(line.box.bottom for lines in filled[-1] for line in lines) + _AROUND
    cells: dict[CellBox, list[Line]] = {}
    for row, (top, end) in zip(filled, pairwise([*tops, bottom]), strict=True):
        walls = places if len(row) > 1 else (places[0], places[-1])
        for lines, (left, right) in zip(row, pairwise(walls), strict=True):
            cells[CellBox(top=top, left=left, bottom=end, right=right)] = list(lines)
    return cells


def _below(above: float, top: float) -> float:
    """The top of a row, below that of the one above: the letters of a larger face may reach into it."""
    return max(top, above + _LEAST_HEIGHT)


def _row(row: Sequence[Band], places: Sequence[float]) -> list[list[Line]]:
    """The lines of a row by column; of one that spans the columns, together."""
    columns = [
        sorted((line for band in row for at, line in band.lines if at == n), key=lambda line: line.baseline)
        for n in range(len(places) - 1)
    ]
    if row[0].across or _stands_across(columns):
        return [[line for lines in columns for line in lines]]
    return columns


def _stands_across(columns: Sequence[Sequence[Line]]) -> bool:
    """Whether a row is nothing but one short heading in bold at its left edge."""
    first, *others = columns
    return (
        bool(first)
        and not any(others)
        and is_short_heading(first)
        and all(line.marked for line in first)
        and not first[0].glyph
    )


# --- pages --------------------------------------------------------------------------------------------------


def _with_tables(
    page: PageRegions, running: frozenset[int], taken: Iterable[_Taken]
) -> tuple[PageRegions, frozenset[int]]:
    found = list(taken)
    if not found:
        return page, running
    gone = frozenset().union(*(piece.numbers for piece in found))
    left = [number for number in range(len(page.outside)) if number not in gone]
    read = replace(
        page,
        tables=tuple(sorted((piece.table for piece in found), key=lambda table: table.box)),
        cells={cell: lines for piece in found for cell, lines in piece.cells.items()},
        outside=tuple(page.outside[number] for number in left),
    )
    return read, frozenset(at for at, number in enumerate(left) if number in running)
