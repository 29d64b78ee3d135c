"""Rows of column headings on a page without rules, known by their words and by the room between them.

Words of one line that stand further from each other than blanks do are of different columns. Lines close
below each other are one row of headings when what stands in each column, read downwards, names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from snapshots.column_words import Role, roles_named
from snapshots.layout.pdf_lines import Line
from snapshots.layout.pdf_page import Word

__all__ = ["HeadingCell", "HeadingRow", "find_heading_rows", "stretches"]

# In parts of the font size. Blanks are 0.25 to 0.35 wide, in justified lines now and then twice that; cells
# are padded by 5 points on each side, which is a whole size or more between two.
_BETWEEN_COLUMNS = 0.75
# From baseline to baseline within a heading: faces are set at 1.15 to 1.3.
_SAME_HEADING = 1.45
_OTHER_SIZE = 0.1
# "Follow-up to the commitments of the letter of October" in a narrow column.
_MOST_LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingCell:
    """The heading of one column: what it says, from where to where it goes, what the column is for."""

    text: str
    left: float
    right: float
    role: Role | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRow:
    """Headings side by side; `lines` are the numbers of the page's lines that hold them."""

    cells: tuple[HeadingCell, ...]
    lines: range
    marked: bool

    @property
    def words(self) -> tuple[str, ...]:
        """What the headings say, in a form that is the same on each page which repeats them."""
        return tuple(cell.text.casefold() for cell in self.cells)


def find_heading_rows(lines: Sequence[Line], *, known: HeadingRow | None = None) -> list[HeadingRow]:
    """The rows of column headings among the lines of a page, from the top down.

    The first one of a document is known by its words; a later one repeats those of `known`, or is marked as
    that one is: the words of headings come in the cells below them too.
    """
    parted = [stretches(line) for line in lines]
    found: list[HeadingRow] = []
    number = 0
    while number < len(lines):
        row = _heading_row(lines, parted, number)
        if row and (known is None or _is_another(row, known)):
            found.append(row)
            known = known or row
            number = row.lines.stop
        else:
            number += 1
    return found


def _is_another(row: HeadingRow, known: HeadingRow) -> bool:
    return row.words == known.words or (
        row.marked and known.marked and all(cell.role is not None for cell in row.cells)
    )


def stretches(line: Line) -> list[list[Word]]:
    """The words of a line, parted where there is room for the wall of a column."""
    parts = [[line.words[0]]]
    for word, following in pairwise(line.words):
        if following.left - word.right > _BETWEEN_COLUMNS * line.size:
            parts.append([])
        parts[-1].append(following)
    return parts


def _heading_row(lines: Sequence[Line], parted: Sequence[list[list[Word]]], first: int) -> HeadingRow | None:
    """The row of headings that begins with a line: as few lines as name columns, and what hangs on them."""
    for stop in range(first + 1, min(first + _MOST_LINES, len(lines)) + 1):
        if stop - first > 1 and not _goes_on(lines[stop - 2], lines[stop - 1]):
            return None
        if all(len(parts) == 1 for parts in parted[first:stop]):
            continue
        cells = _named(_columns([part for parts in parted[first:stop] for part in parts]))
        if cells:
            return _grown(lines, parted, range(first, stop), cells)
    return None


def _grown(
    lines: Sequence[Line],
    parted: Sequence[list[list[Word]]],
    rows: range,
    cells: tuple[HeadingCell, ...],
) -> HeadingRow:
    """The row with the lines below it that go on in its own columns."""
    while (
        rows.stop < len(lines)
        and len(rows) < _MOST_LINES
        and _goes_on(lines[rows.stop - 1], lines[rows.stop])
    ):
        if not all(_under_one(part, cells) for part in parted[rows.stop]):
            break
        longer = range(rows.start, rows.stop + 1)
        named = _named(_columns([part for number in longer for part in parted[number]]))
        if named is None or len(named) != len(cells):
            break
        rows, cells = longer, named
    return HeadingRow(cells=cells, lines=rows, marked=all(lines[number].marked for number in rows))


def _goes_on(upper: Line, lower: Line) -> bool:
    return (
        upper.marked == lower.marked
        and abs(upper.size - lower.size) <= _OTHER_SIZE * upper.size
        and lower.baseline - upper.baseline <= _SAME_HEADING * lower.size
        and not lower.glyph
    )


def _under_one(part: Sequence[Word], cells: Sequence[HeadingCell]) -> bool:
    return sum(part[0].left < cell.right and part[-1].right > cell.left for cell in cells) == 1


def _columns(parts: Sequence[list[Word]]) -> Iterator[list[list[Word]]]:
    """The stretches of several lines by the columns that they make: those that stand over each other."""
    column: list[list[Word]] = []
    right = 0.0
    for part in sorted(parts, key=lambda part: part[0].left):
        if column and part[0].left >= right:
            yield column
            column = []
        right = max(right, part[-1].right) if column else part[-1].right
        column.append(part)
    if column:
        yield column


def _named(columns: Iterator[list[list[Word]]]) -> tuple[HeadingCell, ...] | None:
    read = [sorted(column, key=lambda part: part[0].baseline) for column in columns]
    texts = {
        number: " ".join(word.text for part in column for word in part) for number, column in enumerate(read)
    }
    roles = roles_named(texts)
    if roles is None:
        return None
    return tuple(
        HeadingCell(
            text=texts[number],
            left=min(part[0].left for part in column),
            right=max(part[-1].right for part in column),
            role=roles[number],
        )
        for number, column in enumerate(read)
    )
