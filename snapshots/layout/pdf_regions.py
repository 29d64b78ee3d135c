"""A page's words where they belong: in the cells of its tables, beside them, or in its margins askew."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from snapshots.layout.pdf_grid import CellBox, GridTable, find_tables
from snapshots.layout.pdf_lines import Line, Underlines, read_lines
from snapshots.layout.pdf_page import PdfPage, Word

__all__ = ["PageRegions", "read_regions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRegions:
    """A page's tables from the top down, the lines of each cell that has any, and the lines outside them.

    `marginal` are words that run across or up the page outside tables: watermarks, stamps in the margin.
    """

    number: int
    width: float
    height: float
    tables: tuple[GridTable, ...]
    cells: dict[CellBox, list[Line]]
    outside: tuple[Line, ...]
    marginal: tuple[str, ...]


def read_regions(page: PdfPage, *, tables: tuple[GridTable, ...] | None = None) -> PageRegions:
    """The page's words by region; every word is in one line, or in `marginal`.

    `tables` are those to be read, where they are not all that the page's rules draw.
    """
    tables = find_tables(page.rules) if tables is None else tables
    underlines = Underlines(page.rules)
    in_cells, outside = _sorted_out(page.words, tables)
    upright = [word for word in outside if word.turn == 0]
    turned = [word for word in outside if word.turn not in (0, None)]
    askew = [word for word in page.words if word.turn is None]
    return PageRegions(
        number=page.number,
        width=page.width,
        height=page.height,
        tables=tables,
        cells={
            cell: read_lines(words, page=page.number, underlines=underlines)
            for cell, words in in_cells.items()
        },
        outside=tuple(read_lines(upright, page=page.number, underlines=underlines)),
        marginal=(
            *(line.text for line in read_lines(turned, page=page.number, underlines=underlines)),
            *([" ".join(word.text for word in askew)] if askew else []),
        ),
    )


def _sorted_out(
    words: Sequence[Word], tables: Sequence[GridTable]
) -> tuple[dict[CellBox, list[Word]], list[Word]]:
    """The straight words by the cell that their middle is in, and those that are in none."""
    finders = [_CellFinder(table) for table in tables]
    in_cells: dict[CellBox, list[Word]] = {}
    outside: list[Word] = []
    for word in words:
        if word.turn is None:
            continue
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        cell = next((found for finder in finders if (found := finder.at(x, y))), None)
        if cell:
            in_cells.setdefault(cell, []).append(word)
        else:
            outside.append(word)
    return in_cells, outside


class _CellFinder:
    """A table's cells by the squares of its finest grid."""

    def __init__(self, table: GridTable) -> None:
        self._xs = sorted({x for cell in table.cells for x in (cell.left, cell.right)})
        self._ys = sorted({y for cell in table.cells for y in (cell.top, cell.bottom)})
        self._cells: dict[tuple[int, int], CellBox] = {}
        for cell in table.cells:
            for column in range(bisect_right(self._xs, cell.left), bisect_right(self._xs, cell.right)):
                for row in range(bisect_right(self._ys, cell.top), bisect_right(self._ys, cell.bottom)):
                    self._cells[column, row] = cell

    def at(self, x: float, y: float) -> CellBox | None:
        """The cell that a point is in."""
        return self._cells.get((bisect_right(self._xs, x), bisect_right(self._ys, y)))
