"""Columns that stand side by side in a text, parted by blanks: what keeps the look of a page keeps no tabs.

Words of a line that stand two blanks or more from each other are of different columns. Between the headings
of two columns their edge lies where fewest words of the page reach over it; a row begins where the first
column does, but for a title that goes on from line to line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, pairwise

from snapshots.column_words import are_headings
from snapshots.layout.blocks import Cell, Paragraph, Row, Table
from snapshots.layout.bullets import split_bullet
from snapshots.layout.wrapped_lines import TextLine, begins_small, goes_on, join_lines
from snapshots.letter import Span

__all__ = ["find_table"]

# In blanks, at least.
_BETWEEN_COLUMNS = 2
# More stand side by side in no letter.
_MOST_COLUMNS = 6
# So many lines has a row of headings at most: a long one in a narrow column.
_HIGHEST_HEAD = 4
_FRAGMENT = re.compile(r"\S+(?: \S+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fragment:
    """Words of one line that stand together: where they begin in the text, and in their line."""

    start: int
    left: int
    words: str

    @property
    def right(self) -> int:
        """Where they end in their line."""
        return self.left + len(self.words)

    @property
    def end(self) -> int:
        """Where they end in the text."""
        return self.start + len(self.words)


_Line = tuple[_Fragment, ...]


@dataclass(slots=True, kw_only=True)
class _OpenRow:
    """A row while its lines are read: the lines of each of its columns, and the last line's columns."""

    cells: dict[int, list[TextLine]] = field(default_factory=dict)
    last: frozenset[int] = frozenset()

    def take(self, line: dict[int, TextLine]) -> None:
        for column, words in line.items():
            self.cells.setdefault(column, []).append(words)
        self.last = frozenset(line)


def find_table(lines: Sequence[re.Match[str]], turned: frozenset[int]) -> tuple[int, Table] | None:
    """The table that begins with the first line of headings, and the number of that line; None without one.

    `turned` are the numbers of the lines that a page begins with.
    """
    read = [tuple(_fragments(line)) for line in lines]
    heads = [at for at, line in enumerate(read) if _is_head(line)]
    if not heads:
        return None
    rows = tuple(_rows(read, heads, turned))
    return heads[0], Table(rows=rows)


def _is_head(line: _Line) -> bool:
    """Whether a line says what columns hold: in words that open no bullet and end no sentence ("No." may)."""
    words = _words(line)
    if any(split_bullet(one)[0] for one in words) or any(one.endswith(".") for one in words[1:]):
        return False
    return len(line) <= _MOST_COLUMNS and are_headings(words)


def _fragments(line: re.Match[str]) -> Iterator[_Fragment]:
    """The fragments of a line; a bullet stands with the words that it opens."""
    words = line.group()
    opened: re.Match[str] | None = None
    for match in _FRAGMENT.finditer(words):
        if opened is None and split_bullet(match.group() + " x")[1] == "x":
            opened = match
            continue
        begin = opened.start() if opened else match.start()
        yield _Fragment(start=line.start() + begin, left=begin, words=words[begin : match.end()])
        opened = None


# --- pages and their columns --------------------------------------------------------------------------------


def _rows(read: Sequence[_Line], heads: Sequence[int], turned: frozenset[int]) -> Iterator[Row]:
    headed = frozenset(heads)
    starts = sorted({*heads, *(at for at in turned if at > heads[0]), len(read)})
    height = _height_of_head(read, heads)
    head = read[heads[0]]
    for first, end in pairwise(starts):
        said = read[first:end]
        is_headed = first in headed
        if is_headed:
            head = said[0]
        edges = _edges(head, said)
        lines = [_in_columns(line, edges) for line in said]
        if is_headed:
            yield _row_of(lines[:height])
            lines = lines[height:]
        yield from _rows_of_page(lines, width=edges[0] - head[0].left - _BETWEEN_COLUMNS)


def _height_of_head(read: Sequence[_Line], heads: Sequence[int]) -> int:
    """Of how many lines a row of headings is: as many as pages repeat, or go on in small letters."""
    height = 1
    while height < _HIGHEST_HEAD:
        below = {_words(line) for at in heads for line in read[at + height : at + height + 1]}
        repeated = len(heads) > 1 and len(below) == 1
        small = below and all(words[0].islower() for line in below for words in line)
        if not repeated and not small:
            return height
        height += 1
    return height


def _words(line: _Line) -> tuple[str, ...]:
    return tuple(one.words for one in line)


def _edges(head: _Line, below: Sequence[_Line]) -> list[int]:
    """Where each column but the first begins on a page: the last place that fewest words reach over."""
    return [_edge(one.right, other.left, below) for one, other in pairwise(head)]


def _edge(first: int, last: int, lines: Sequence[_Line]) -> int:
    """The last of the places from `first` to `last` that fewest words reach over."""
    steps = Counter({first: 0})
    for one in (one for line in lines for one in line):
        begin, end = max(one.left + 1, first), min(one.right, last + 1)
        if begin < end:
            steps[begin] += 1
            steps[end] -= 1
    starts = sorted(start for start in steps if start <= last)
    reaching_over = accumulate(steps[start] for start in starts)
    _, edge = min((over, -end) for over, end in zip(reaching_over, [*starts[1:], last + 1], strict=True))
    return -edge - 1


def _in_columns(line: _Line, edges: Sequence[int]) -> dict[int, TextLine]:
    """What a line holds of each column."""
    held = groupby(line, key=lambda one: bisect_right(edges, one.left))
    return {column: _joined([*fragments]) for column, fragments in held}


def _joined(fragments: Sequence[_Fragment]) -> TextLine:
    """What fragments of one line say, with as many blanks as stand between them."""
    first = fragments[0]
    others = (" " * (after.start - before.end) + after.words for before, after in pairwise(fragments))
    return TextLine(start=first.start, words="".join((first.words, *others)), apart=False)


# --- rows ---------------------------------------------------------------------------------------------------


def _rows_of_page(lines: Sequence[dict[int, TextLine]], *, width: int) -> Iterator[Row]:
    """The rows of a page whose first column is so wide."""
    row = _OpenRow()
    for line in lines:
        if row.cells and _begins_row(row, line, width):
            yield _row(row)
            row = _OpenRow()
        row.take(line)
    if row.cells:
        yield _row(row)


def _row_of(lines: Sequence[dict[int, TextLine]]) -> Row:
    row = _OpenRow()
    for line in lines:
        row.take(line)
    return _row(row)


def _begins_row(row: _OpenRow, line: dict[int, TextLine], width: int) -> bool:
    """Whether a line begins another row: its first column has a title that is no rest of the last one."""
    if 0 not in line:
        return row.last == {0} and _is_shouted(row.cells[0][-1].words)
    if 0 not in row.last:
        return True
    above, here = row.cells[0][-1].words, line[0].words
    if _is_shouted(above) != _is_shouted(here):
        return True
    if goes_on(above, here, "", width):
        return False
    return not any(_is_cut(row, line, at) for at in row.last & line.keys())


def _is_cut(row: _OpenRow, line: dict[int, TextLine], column: int) -> bool:
    """Whether a sentence of the column runs from the row's last line into this one."""
    return column > 0 and begins_small(row.cells[column][-1].words, line[column].words)


def _is_shouted(words: str) -> bool:
    return words == words.upper() and any(map(str.isalpha, words))


def _row(row: _OpenRow) -> Row:
    return Row(cells=tuple(_cell(column, lines) for column, lines in sorted(row.cells.items())))


def _cell(column: int, lines: Sequence[TextLine]) -> Cell:
    return Cell(column=column, paragraphs=tuple(_paragraphs(lines)))


def _paragraphs(lines: Sequence[TextLine]) -> Iterator[Paragraph]:
    """Each line of a paragraph as one of its own that goes on from the one above: other cells lie between."""
    for paragraph in join_lines(lines, in_head=False):
        first, *others = paragraph.lines
        yield Paragraph(span=Span(start=paragraph.span.start, end=first.end), level=paragraph.level)
        for line in others:
            yield Paragraph(span=Span(start=line.start, end=line.end), joins=True)
