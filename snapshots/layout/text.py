"""Flattened text to a layout: what is left when a document's text was extracted and its lines were lost.

One line is one paragraph; a line with tabs is one row of a table, its cells between the tabs. Nothing is
changed: the canonical text is the file decoded, without its byte order mark, with CRLF made LF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from snapshots.layout.blocks import Block, Cell, Layout, Paragraph, Row, Table
from snapshots.layout.decode import decode_text
from snapshots.letter import Span

__all__ = ["read_layout"]

_LINE = re.compile(r"[^\n]+")
# A line that is nothing but the mark of a page turned ("./..", "- 4 -") says nothing.
_PAGE_MARK = re.compile(
    # Spaces once taken are not tried again: a line of 100,000 of them took minutes.
    r"\s*+(\./\.\.|\.\.\./\.\.\.|[-–—]?\s*+\d{1,3}\s*+[-–—]?|page \d+( of \d+)?)\s*+",
    re.IGNORECASE,
)


def read_layout(data: bytes) -> Layout:
    """The layout of a text file: `flattened`, without pages; page marks are `running`.

    Rows on lines next to each other are one table. Raises UnreadableLetter when the bytes are no text.
    """
    text = decode_text(data)
    running = tuple(
        Span(start=m.start(), end=m.end()) for m in _LINE.finditer(text) if _PAGE_MARK.fullmatch(m.group())
    )
    skipped = {span.start for span in running}
    lines = [m for m in _LINE.finditer(text) if m.start() not in skipped and m.group().strip()]
    return Layout(text=text, blocks=tuple(_blocks(lines)), flattened=True, running=running)


def _blocks(lines: list[re.Match[str]]) -> Iterator[Block]:
    for in_table, group in groupby(lines, key=lambda line: "\t" in line.group()):
        if in_table:
            yield Table(rows=tuple(_row(line) for line in group))
        else:
            yield from (_paragraph(line.group(), line.start()) for line in group)


def _row(line: re.Match[str]) -> Row:
    cells: list[Cell] = []
    start = line.start()
    for column, words in enumerate(line.group().split("\t")):
        cells.append(Cell(column=column, paragraphs=(_paragraph(words, start),) if words.strip() else ()))
        start += len(words) + 1
    return Row(cells=tuple(cells))


def _paragraph(words: str, start: int) -> Paragraph:
    """The words without blanks around them; a blank in front is what a lost bullet leaves behind."""
    bare = words.strip()
    begin = start + words.index(bare)
    return Paragraph(span=Span(start=begin, end=begin + len(bare)), level=1 if words[0] == " " else 0)
