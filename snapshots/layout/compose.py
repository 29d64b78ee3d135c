"""Drafts of blocks, which have words but no place yet, to a layout with offsets into its canonical text.

The formats differ in how their words are found; that every paragraph's span re-slices to its words, and that
nothing stands in the text twice or in none of the blocks, is seen to here, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from snapshots.errors import EmptyLetter
from snapshots.layout.blocks import Block, Cell, Layout, Paragraph, Row, Table
from snapshots.letter import Box, Finding, Span

__all__ = ["DraftBlock", "DraftCell", "DraftParagraph", "DraftRow", "DraftRunning", "DraftTable", "compose"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftParagraph:
    """A paragraph to be; `words` are plain and not empty, without their bullet."""

    words: str
    level: int = 0
    heading: bool = False
    page: int | None = None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRunning:
    """A page's header, footer or number: it stands in the text, and in no block."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCell:
    """A cell to be, at `column` and `width` columns wide."""

    column: int
    paragraphs: tuple[DraftParagraph, ...] = ()
    width: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A row to be, its cells from left to right."""

    cells: tuple[DraftCell, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTable:
    """A table to be."""

    rows: tuple[DraftRow, ...]


DraftBlock = DraftParagraph | DraftTable | DraftRunning


@dataclass(slots=True, kw_only=True)
class _Text:
    """The canonical text while it grows: its lines, and where the next one begins."""

    lines: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, words: str) -> Span:
        start = self.length
        self.lines.append(words)
        self.length += len(words) + 1
        return Span(start=start, end=start + len(words))


def compose(
    drafts: Iterable[DraftBlock],
    *,
    flattened: bool = False,
    page_count: int | None = None,
    findings: Sequence[Finding] = (),
) -> Layout:
    """The layout of the drafts, in their order: one line of text for each paragraph and running line.

    Tables without a paragraph are left out. Raises EmptyLetter when no block has words.
    """
    text, blocks, running = _Text(), list[Block](), list[Span]()
    for draft in drafts:
        if isinstance(draft, DraftRunning):
            running.append(text.add(draft.words))
        else:
            blocks += _placed(draft, text)
    if not blocks:
        raise EmptyLetter("the document holds no words; when it is a scan, recognise its text first (OCR)")
    return Layout(
        text="\n".join(text.lines),
        blocks=tuple(blocks),
        flattened=flattened,
        page_count=page_count,
        running=tuple(running),
        findings=tuple(findings),
    )


def _placed(draft: DraftParagraph | DraftTable, text: _Text) -> Iterator[Block]:
    if isinstance(draft, DraftParagraph):
        yield _paragraph(draft, text)
    elif any(cell.paragraphs for row in draft.rows for cell in row.cells):
        yield Table(rows=tuple(_row(row, text) for row in draft.rows))


def _row(draft: DraftRow, text: _Text) -> Row:
    return Row(
        cells=tuple(
            Cell(column=c.column, width=c.width, paragraphs=tuple(_paragraph(p, text) for p in c.paragraphs))
            for c in draft.cells
        ),
        page=draft.page,
    )


def _paragraph(draft: DraftParagraph, text: _Text) -> Paragraph:
    return Paragraph(
        span=text.add(draft.words),
        level=draft.level,
        heading=draft.heading,
        page=draft.page,
        boxes=draft.boxes,
    )
