"""What every layout reader gives: the canonical text, and where its paragraphs, tables, rows and cells stand.

The readers of the formats differ; from here on a letter goes one way. All offsets are into `Layout.text`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from snapshots.letter import Box, Finding, Span

__all__ = ["Block", "Cell", "Layout", "Paragraph", "ReadingOrder", "Row", "Table", "reading_order"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A run of words that the format keeps together.

    `level` is 0 for plain text, 1 for a bullet, 2 for a bullet below it, and so on; the bullet glyph itself,
    where the text has one, stands before `span`, not in it. `heading` says that the format marks the whole
    paragraph as a heading (a heading style, or wholly bold or underlined). `joins` says that it is the rest
    of the paragraph before it, with words of other cells between the two.
    """

    span: Span
    level: int = 0
    heading: bool = False
    joins: bool = False
    page: int | None = None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a row: `column` counts from 0 from the left, `width` is the number of columns it covers."""

    column: int
    paragraphs: tuple[Paragraph, ...] = ()
    width: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row as it stands on its page: cells from left to right, empty ones too."""

    cells: tuple[Cell, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows from top to bottom. A table that goes on after a page break may come as one or as several."""

    rows: tuple[Row, ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A whole document in reading order.

    `flattened` says that line breaks inside cells are lost, so that headings are glued to sentences and
    bullets stand inside a paragraph. `running` are the page headers, footers and page numbers in `text`.
    """

    text: str
    blocks: tuple[Block, ...]
    flattened: bool = False
    page_count: int | None = None
    running: tuple[Span, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOrder:
    """In which order a reader comes to places of the text: cell after cell, though their lines lie between.

    `starts` are where paragraphs begin, ascending, `ranks` the number of each in the order of the blocks.
    `rests` are the starts of those that are the rest of the paragraph before them.
    """

    starts: tuple[int, ...]
    ranks: tuple[int, ...]
    rests: frozenset[int] = frozenset()

    def key(self, offset: int) -> tuple[int, int]:
        """By this, places are in reading order."""
        at = bisect_right(self.starts, offset)
        return self.ranks[at - 1] if at else -1, offset


def reading_order(layout: Layout) -> ReadingOrder:
    """The order of a layout's blocks: that of their offsets, but where the lines of cells lie between."""
    paragraphs = [paragraph for block in layout.blocks for paragraph in _paragraphs_of(block)]
    ranked = sorted((paragraph.span.start, rank) for rank, paragraph in enumerate(paragraphs))
    return ReadingOrder(
        starts=tuple(start for start, _ in ranked),
        ranks=tuple(rank for _, rank in ranked),
        rests=frozenset(paragraph.span.start for paragraph in paragraphs if paragraph.joins),
    )


def _paragraphs_of(block: Block) -> Iterable[Paragraph]:
    return (block,) if isinstance(block, Paragraph) else _paragraphs_in(block)


def _paragraphs_in(table: Table) -> Iterator[Paragraph]:
    return (paragraph for row in table.rows for cell in row.cells for paragraph in cell.paragraphs)
