"""One letter in five formats, text in three manners, and what a reading of it tells but for where it stands."""

import re
import textwrap
from itertools import zip_longest

from layout_views import words_of
from written_letters import as_docx, as_html, as_markdown, as_pdf

from snapshots.layout.blocks import Table
from snapshots.letter_json import letter_to_json

BULLETS = {"bullet": "• ", "sub": "o "}


def as_text(letter):
    """The letter flattened: a row a line, its cells parted by tabs, what stands in a cell by blanks."""
    body, rows = letter
    paragraphs = [flat([paragraph]) for paragraph in body]
    table = ["\t".join(map(flat, row)) for row in rows]
    return "\n\n".join([*paragraphs, "\n".join(table)]).encode()


def flat(paragraphs):
    return " ".join(BULLETS.get(kind, "") + words for kind, words in paragraphs)


# In characters: prose, and the columns of a table from the left.
PAGE_WIDTH, COLUMN_WIDTHS = 96, (24, 60, 46)


def as_wrapped_text(letter):
    """The letter as programs extract it from a PDF: its lines broken, a table's cells one below the other."""
    body, rows = letter
    blocks = [wrapped([paragraph], PAGE_WIDTH) for paragraph in body]
    cells = [(words, width) for row in rows for words, width in zip(row, COLUMN_WIDTHS, strict=False)]
    blocks += [wrapped(cell, width) for cell, width in cells if cell]
    return "\n\n".join(blocks).encode()


def as_columns_of_text(letter):
    """The letter as programs write the look of a PDF: its lines broken, a table's cells side by side."""
    body, rows = letter
    blocks = [wrapped([paragraph], PAGE_WIDTH) for paragraph in body]
    return "\n\n".join([*blocks, "\n".join(map(side_by_side, rows))]).encode()


def side_by_side(row):
    cells = [wrapped(cell, width).split("\n") for cell, width in zip(row, COLUMN_WIDTHS, strict=False)]
    lines = zip_longest(*cells, fillvalue="")
    return "\n".join(
        "   ".join(words.ljust(width) for words, width in zip(line, COLUMN_WIDTHS, strict=False)).rstrip()
        for line in lines
    )


def wrapped(paragraphs, width):
    lines = [BULLETS.get(kind, "") + words for kind, words in paragraphs]
    return "\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in lines)


WRITERS = {
    "html": as_html,
    "md": as_markdown,
    "docx": as_docx,
    "pdf": as_pdf,
    "txt": as_text,
    "wrapped": as_wrapped_text,
    "columns": as_columns_of_text,
}


def letter_of(layout):
    """A layout as (body, rows) of cells of (kind, words), which the writers write."""
    body = [shown(layout, block) for block in layout.blocks if not isinstance(block, Table)]
    rows = [row for block in layout.blocks if isinstance(block, Table) for row in block.rows]
    width = max(cell.column + cell.width for row in rows for cell in row.cells)
    return body, [cells_of(layout, row, width) for row in rows]


def cells_of(layout, row, width):
    cells = [[] for _ in range(width)]
    for cell in row.cells:
        cells[cell.column] += [shown(layout, paragraph) for paragraph in cell.paragraphs]
    return cells


def shown(layout, paragraph):
    kind = "heading" if paragraph.heading else ("plain", "bullet", "sub")[min(paragraph.level, 2)]
    return kind, " ".join(words_of(layout, paragraph).split())


# --- what is told -------------------------------------------------------------------------------------------

PLACES = {"id", "parent", "spans", "start", "end", "page", "boxes", "quote"}


def told(letter):
    """Statements, facts and findings without places: [statement ...], {finding ...}; words without blanks."""
    said = letter_to_json(letter)
    statements = [without_places(statement) for statement in said["statements"]]
    findings = {(f["code"], re.sub(r"\bs\d+\b", "", f["message"])) for f in said["findings"]}
    return statements, findings


def without_places(value):
    if isinstance(value, dict):
        return {key: without_places(held) for key, held in value.items() if key not in PLACES}
    if isinstance(value, list):
        return [without_places(held) for held in value]
    return "".join(value.split()) if isinstance(value, str) else value
