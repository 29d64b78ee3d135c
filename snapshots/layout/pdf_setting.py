"""How one PDF is set, as its own lines show: columns, leading, indents, usual sizes, hyphens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from snapshots.layout.pdf_grid import CellBox
from snapshots.layout.pdf_hyphens import LineJoiner
from snapshots.layout.pdf_levels import known_indents
from snapshots.layout.pdf_lines import Line
from snapshots.layout.pdf_paragraphs import Column, PageMeasure, measure_columns, part_paragraphs
from snapshots.layout.pdf_regions import PageRegions

__all__ = ["Column", "Setting", "body_column", "cell_column", "read_setting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is usual in a document: of its text proper, and of its tables by column."""

    body: Mapping[Column, PageMeasure]
    cells: Mapping[Column, PageMeasure]
    indents: Mapping[Column, tuple[float, ...]]
    body_size: float
    cell_size: float
    joiner: LineJoiner


def cell_column(cell: CellBox) -> Column:
    """The column that a cell stands in."""
    return round(cell.left), round(cell.right)


def body_column(page: PageRegions) -> Column:
    """The one column of a page's text outside tables."""
    return 0, round(page.width)


def read_setting(pages: Sequence[PageRegions], bodies: Sequence[Sequence[Line]]) -> Setting:
    """The setting of a document, given the lines outside tables of each page without the running ones."""
    body_cells: dict[Column, list[Sequence[Line]]] = defaultdict(list)
    table_cells: dict[Column, list[Sequence[Line]]] = defaultdict(list)
    for page, body in zip(pages, bodies, strict=True):
        body_cells[body_column(page)].append(body)
        for cell, lines in page.cells.items():
            table_cells[cell_column(cell)].append(lines)
    cells = measure_columns(table_cells)
    return Setting(
        body=measure_columns(body_cells),
        cells=cells,
        indents=_indents(table_cells, cells),
        body_size=_usual_size(body_cells),
        cell_size=_usual_size(table_cells),
        joiner=_joiner(
            [lines for group in (body_cells, table_cells) for cell in group.values() for lines in cell]
        ),
    )


def _indents(
    columns: Mapping[Column, Sequence[Sequence[Line]]], measures: Mapping[Column, PageMeasure]
) -> dict[Column, tuple[float, ...]]:
    return {
        column: known_indents(
            paragraph for lines in cells for paragraph in part_paragraphs(lines, measures[column])
        )
        for column, cells in columns.items()
    }


def _usual_size(columns: Mapping[Column, Sequence[Sequence[Line]]]) -> float:
    sizes = [line.size for cells in columns.values() for lines in cells for line in lines]
    return median(sizes) if sizes else 0.0


def _joiner(regions: Sequence[Sequence[Line]]) -> LineJoiner:
    words = (word.text for lines in regions for line in lines for word in line.words)
    return LineJoiner(words, _cuts(regions))


def _cuts(regions: Sequence[Sequence[Line]]) -> Iterator[tuple[str, str]]:
    for lines in regions:
        for upper, lower in pairwise(lines):
            if upper.words[-1].text.endswith("-"):
                yield upper.text, lower.text
