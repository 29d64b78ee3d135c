"""A part's name that stands over its table becomes the table's first row: so all layouts name parts alike.

An annex names its parts in a row across the table, or in a heading over a table for each part. What is known
of the second is in this file; `table_rows` reads the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from snapshots.layout.blocks import Block, Cell, Layout, Paragraph, Row, Table
from snapshots.lexicon import load, per_series
from snapshots.sentences import ends_sentence, has_finite_verb

__all__ = ["LONGEST_PART", "opens_a_part", "with_part_rows"]

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


def opens_a_part(words: str) -> bool:
    """Whether the words begin as the names of parts do: "Part II", "Pillar B"."""
    return _part_opener().match(words) is not None


def _is_title(text: str, block: Block) -> bool:
    """Whether a paragraph is a short name, marked as a heading by the format or by the way it is written."""
    if not isinstance(block, Paragraph) or block.level:
        return False
    words = text[block.span.start : block.span.end]
    if len(words.split()) > LONGEST_PART or ends_sentence(words) or has_finite_verb(words):
        return False
    return block.heading or _is_written_as_a_part(words)


def _is_written_as_a_part(words: str) -> bool:
    capitals = words == words.upper() and any(map(str.isalpha, words))
    return capitals or opens_a_part(words) or _NUMBERED.match(words) is not None


def _is_the_first_part(layout: Layout, at: int, titled: int) -> bool:
    block = layout.blocks[at - 1]
    words = layout.text[block.span.start : block.span.end] if isinstance(block, Paragraph) else ""
    if words.lower().startswith(tuple(load("columns")["annexes"])):
        return False
    return titled > 1 or _is_written_as_a_part(words)


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
