"""What every layout reader gives: the canonical text, and where its paragraphs, tables, rows and cells stand.

The readers of the formats differ; from here on a letter goes one way. All offsets are into `Layout.text`.
"""

from __future__ import annotations

from dataclasses import dataclass

from snapshots.letter import Box, Finding, Span

__all__ = ["Block", "Cell", "Layout", "Paragraph", "Row", "Table"]


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
