"""Lines that stand below each other in one cell or on one page, parted into paragraphs.

What parts two lines, from the surest sign on: a bullet; a gap; another size; bold beside plain; room left on
the upper line for words of the lower one; another indentation. What speaks for one paragraph against the
weaker signs is a sentence that runs on: the upper line full, without an end, the lower in small letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from snapshots.layout.pdf_lines import Line
from snapshots.lexicon import load

__all__ = ["PageMeasure", "measure_columns", "part_paragraphs", "runs_on_over_page"]

Column = TypeVar("Column", bound=Hashable)

# In parts of the font size. Gaps are what is more than the usual leading: a bullet in a taller font adds
# 0.05, 0.2 is the least that word processors put between paragraphs, half a size is no accident.
_SOME_GAP = 0.12
_WIDE_GAP = 0.5
_OTHER_SIZE = 0.1
_INDENT = 0.5
_BLANK = 0.25
# A word and the dash or "o" before it are a blank apart; a bullet is set off by a tab.
_TAB = 0.4
# What typefaces are made for where no line is wrapped, and the range of what people choose.
_USUAL_LEADING = 1.25
_LEADINGS = (0.9, 2.2)
# Hard blanks, which a PDF does not keep, hold up to three words together ("EUR 35 million").
_WORDS_HELD_TOGETHER = 3

_SENTENCE_END = re.compile(r"[.!?:;…][\"'’”»)\]]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMeasure:
    """How text is set: `leading` is from baseline to baseline in sizes, `right` is where full lines end."""

    leading: float
    right: float


def measure_columns(columns: Mapping[Column, Sequence[Sequence[Line]]]) -> dict[Column, PageMeasure]:
    """The measure of each column, given the lines of its cells or pages; all have the leading of one text."""
    rights = {
        column: _right_margin([line for lines in cells for line in lines])
        for column, cells in columns.items()
    }
    pairs = [
        (upper, lower, _is_full(upper, lower, rights[column]))
        for column, cells in columns.items()
        for lines in cells
        for upper, lower in pairwise(lines)
        if _same_size(upper, lower) and not lower.glyph and upper.marked == lower.marked
    ]
    leading = _leading(pairs)
    return {column: PageMeasure(leading=leading, right=right) for column, right in rights.items()}


def _leading(pairs: Iterable[tuple[Line, Line, bool]]) -> float:
    """The distance that most wrapped lines have from the next; of those as frequent, the smallest."""
    found: Counter[float] = Counter()
    smallest = _USUAL_LEADING
    for upper, lower, wrapped in pairs:
        leading = round((lower.baseline - upper.baseline) / lower.size, 2)
        if _LEADINGS[0] <= leading <= _LEADINGS[1]:
            smallest = min(smallest, leading)
            found[leading] += wrapped
    return min(
        (leading for leading in found if found[leading]), key=lambda n: (-found[n], n), default=smallest
    )


def _right_margin(lines: Sequence[Line]) -> float:
    """The furthest place to the right where two lines end; of lines that all end elsewhere, the furthest."""
    rights = sorted((line.right for line in lines), reverse=True)
    near = _INDENT * max((line.size for line in lines), default=0.0)
    return next(
        (lower for upper, lower in pairwise(rights) if upper - lower <= near), max(rights, default=0.0)
    )


def part_paragraphs(lines: Iterable[Line], measure: PageMeasure) -> Iterator[list[Line]]:
    """The lines, in their order, by paragraph."""
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _parts(paragraph, line, measure):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def runs_on_over_page(paragraph: Sequence[Line], line: Line, measure: PageMeasure) -> bool:
    """Whether a paragraph that ends a page goes on with the first line of the next one."""
    last = paragraph[-1]
    return (
        _same_size(last, line)
        and last.marked == line.marked
        and not _is_bullet(last, line, measure)
        and not _SENTENCE_END.search(last.text)
        and (line.text[0].islower() or _is_full(last, line, measure.right, words=1))
    )


def _parts(paragraph: Sequence[Line], line: Line, measure: PageMeasure) -> bool:
    last = paragraph[-1]
    gap = (line.baseline - last.baseline) / line.size - measure.leading
    if _is_bullet(last, line, measure) or gap > _WIDE_GAP or gap < -measure.leading:
        return True
    if not _same_size(last, line):
        return True
    runs_on = _runs_on(last, line)
    if _is_full(last, line, measure.right) and runs_on:
        return False
    if gap > _SOME_GAP or last.marked != line.marked:
        return True
    if not _is_full(last, line, measure.right, words=_WORDS_HELD_TOGETHER):
        return not runs_on
    return _is_indented(paragraph, line)


def _same_size(last: Line, line: Line) -> bool:
    return abs(last.size - line.size) <= _OTHER_SIZE * max(last.size, line.size)


def _runs_on(last: Line, line: Line) -> bool:
    return line.text[0].islower() and not _SENTENCE_END.search(last.text)


def _is_full(last: Line, line: Line, right: float, *, words: int = 1) -> bool:
    """Whether the upper line has no room for the first words of the lower one."""
    first = line.words[:words]
    width = first[-1].right - first[0].left if first[0].turn == 0 else line.right - line.left
    return last.right + _BLANK * last.size + width > right


def _is_bullet(last: Line, line: Line, measure: PageMeasure) -> bool:
    """Whether the line opens with a bullet, rather than with a dash or a letter that wrapping put there."""
    if not line.glyph:
        return False
    if line.glyph not in {"o", ">", *load("layout")["dash_bullets"]} or len(line.words) == 1:
        return True
    glyph, word = line.words[:2]
    set_off = word.left - glyph.right > _TAB * line.size
    return (
        set_off or bool(_SENTENCE_END.search(last.text)) or not _is_full(last, line, measure.right, words=2)
    )


def _is_indented(paragraph: Sequence[Line], line: Line) -> bool:
    """Whether the line begins elsewhere than the paragraph's lines after its first one do."""
    first, *others = paragraph
    if _is_centred(paragraph[-1], line):
        return False
    if others:
        return abs(line.left - others[0].left) > _INDENT * line.size
    return bool(first.glyph) and line.left < first.left - _INDENT * line.size


def _is_centred(last: Line, line: Line) -> bool:
    return abs((last.left + last.right) - (line.left + line.right)) < _INDENT * line.size
