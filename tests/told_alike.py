"""One letter in five formats, and what a reading of it tells but for where it stands."""

import re

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


WRITERS = {"html": as_html, "md": as_markdown, "docx": as_docx, "pdf": as_pdf, "txt": as_text}


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
