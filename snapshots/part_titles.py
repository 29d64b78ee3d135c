"""A part's name that stands over its table becomes the table's first row: so all layouts name parts alike.

An annex names its parts in a row across the table, or in a heading over a table for each part. What makes
such a row or heading a part's is known here; `table_rows` reads the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from snapshots.layout.blocks import Block, Cell, Layout, Paragraph, Row, Table
from snapshots.letter import Span
from snapshots.lexicon import load, per_series
from snapshots.sentences import ends_sentence, has_finite_verb

__all__ = ["LONGEST_PART", "is_written_as_a_part", "lone_title", "names_a_part", "with_part_rows"]

# Parts have names, not sentences; ten words hold every name seen ("OUTREACH AND BROADER COOPERATION": four).
LONGEST_PART = 10
# As in: II. Waterways and ports; B) Returns; 3 Training.
_NUMBERED = re.compile(r"(?:[IVX]{1,5}|[A-H]|\d{1,2})(?:[.):]\s*|\s+[–—-]\s+|\s+)[^\W\d_]")


def with_part_rows(layout: Layout) -> Layout:
    """The layout with each paragraph that names the part of the table below it as that table's first row.

    Over the first table stands the annex's own title more often than a part's: it names a part when it is
    written as parts are, or when other tables have such a heading too and it does not say "annex".
    """
    tables = [at for at, block in enumerate(layout.blocks) if isinstance(block, Table)]
    titled = [at for at in tables if at and _is_title(layout.text, layout.blocks[at - 1])]
    parts = {at for at in titled if at != tables[0] or _is_the_first_part(layout, at, len(titled))}
    return replace(layout, blocks=tuple(_blocks(layout.blocks, parts))) if parts else layout


def lone_title(row: Row, text: str) -> tuple[Cell, Span] | None:
    """The only filled cell of a row, where it holds one short paragraph without an end; else None."""
    filled = [cell for cell in row.cells if cell.paragraphs]
    if len(filled) != 1 or len(filled[0].paragraphs) != 1:
        return None
    span = filled[0].paragraphs[0].span
    words = text[span.start : span.end]
    return None if len(words.split()) > LONGEST_PART or ends_sentence(words) else (filled[0], span)


def names_a_part(row: Row, following: Row | None, text: str, *, among_titles: bool) -> bool:
    """Whether the title that stands alone in a row is a part's.

    It is across the table, in capitals, or as parts open. A row that lost its width may hold it in ordinary
    letters: `among_titles` says that the table opened with such a row, or could. Then it has neither verb nor
    figure, and the next row begins with what it is about, as the first row of a part does.
    """
    found = lone_title(row, text)
    if found is None:
        return False
    cell, span = found
    words = text[span.start : span.end]
    across = cell.width > 1 and cell.width >= sum(c.width for c in row.cells)
    capitals = words == words.upper() and any(map(str.isalpha, words))
    if across or capitals or _opens_a_part(words):
        return True
    return (
        among_titles
        and words[0].isupper()
        and not _REPORTS.search(words)
        and not has_finite_verb(words)
        and _begins_anew(following, text)
    )


_REPORTS = re.compile(r"\d|:$")


def _begins_anew(row: Row | None, text: str) -> bool:
    """Whether a row has words in its first column, with a capital, and others beside them."""
    if row is None or not row.cells or not row.cells[0].paragraphs:
        return False
    start = row.cells[0].paragraphs[0].span.start
    return text[start].isupper() and sum(bool(cell.paragraphs) for cell in row.cells) > 1


def _opens_a_part(words: str) -> bool:
    """Whether the words begin as the names of parts do: "Part II", "Pillar B"."""
    return _part_opener().match(words) is not None


def _is_title(text: str, block: Block) -> bool:
    """Whether a paragraph is a short name, marked as a heading by the format or by the way it is written."""
    if not isinstance(block, Paragraph) or block.level:
        return False
    words = text[block.span.start : block.span.end]
    if len(words.split()) > LONGEST_PART or ends_sentence(words) or has_finite_verb(words):
        return False
    return block.heading or is_written_as_a_part(words)


def is_written_as_a_part(words: str) -> bool:
    """Whether a name is in capitals, or opens or is numbered as the names of parts are."""
    capitals = words == words.upper() and any(map(str.isalpha, words))
    return capitals or _opens_a_part(words) or _NUMBERED.match(words) is not None


def _is_the_first_part(layout: Layout, at: int, titled: int) -> bool:
    block = layout.blocks[at - 1]
    words = layout.text[block.span.start : block.span.end] if isinstance(block, Paragraph) else ""
    if words.lower().startswith(tuple(load("columns")["annexes"])):
        return False
    return titled > 1 or is_written_as_a_part(words)


def _blocks(blocks: tuple[Block, ...], parts: set[int]) -> Iterator[Block]:
    for at, block in enumerate(blocks):
        if isinstance(block, Table) and at in parts:
            title = blocks[at - 1]
            width = max((cell.column + cell.width for row in block.rows for cell in row.cells), default=1)
            across = Cell(column=0, width=max(width, 2), paragraphs=(title,))  # type: ignore[arg-type]
            yield replace(block, rows=(Row(cells=(across,), page=title.page), *block.rows))  # type: ignore[union-attr]
        elif at + 1 not in parts:
            yield block


@per_series
def _part_opener() -> re.Pattern[str]:
    openers = "|".join(map(re.escape, load("columns")["part_openers"]))
    return re.compile(rf"(?:{openers})\s+(?:[IVX]+|[A-Z]|\d+|one|two|three|four|five|six)\b", re.IGNORECASE)
