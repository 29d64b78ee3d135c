"""Lines that stand below each other in one cell or on one page, parted into paragraphs.

What parts two lines, from the surest sign on: a bullet; a gap; another size; bold beside plain; room left on
the upper line for words of the lower one; another indentation. What speaks for one paragraph against the
weaker signs is a sentence that runs on: the upper line full, without an end, the lower in small letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median

from snapshots.layout.pdf_lines import TAB, Line
from snapshots.layout.sentence_end import ends_sentence
from snapshots.lexicon import load

__all__ = ["Column", "PageMeasure", "measure_columns", "part_paragraphs", "runs_on_over_page"]

# The places of a column's left and right wall, in whole points: a table that goes on over pages keeps them.
Column = tuple[int, int]

# In parts of the font size. Gaps are what is more than the usual leading: a bullet in a taller font adds
# 0.05, 0.2 is the least that word processors put between paragraphs, half a size is no accident.
_SOME_GAP = 0.12
_WIDE_GAP = 0.5
_OTHER_SIZE = 0.1
_INDENT = 0.5
_BLANK = 0.25
# What typefaces are made for where no line is wrapped, and the range of what people choose.
_USUAL_LEADING = 1.25
_LEADINGS = (0.9, 2.2)
# Hard blanks, which a PDF does not keep, hold up to three words together ("EUR 35 million").
_WORDS_HELD_TOGETHER = 3
# So many lines that end together do so at the margin.
_SEVERAL = 3

# A hyphen, a dash or a slash on the right of a word wants another.
_CUT_SHORT = re.compile(r"\w[-\u2010\u00ad/–—]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMeasure:
    """How text is set: `leading` is from baseline to baseline in sizes, `right` is where full lines end.

    `hang` is how far the later lines of paragraphs without bullets are indented against their first ones, 0
    where no habit shows; where it is negative, the first lines are indented, and begin at `indented`.
    """

    leading: float
    right: float
    hang: float = 0.0
    indented: float = 0.0

    def hangs(self, first: Line) -> bool:
        """Whether the line below a paragraph's first one would hang behind it, or stand out before it."""
        if not self.hang or first.mark or first.marked:
            return False
        return self.hang > 0 or abs(first.left - self.indented) <= _INDENT * first.size


def measure_columns(columns: Mapping[Column, Sequence[Sequence[Line]]]) -> dict[Column, PageMeasure]:
    """The measure of each column, given the lines of its cells or pages; all have the leading of one text."""
    rights = {column: _right_margin(column, [*chain(*cells)]) for column, cells in columns.items()}
    leading = _leading(
        (upper, lower)
        for column, cells in columns.items()
        for lines in cells
        for upper, lower in pairwise(lines)
        if _is_wrapped(upper, lower, rights[column])
    )
    return {column: _measure(cells, leading, rights[column]) for column, cells in columns.items()}


def _measure(cells: Sequence[Sequence[Line]], leading: float, right: float) -> PageMeasure:
    """The measure of a column, with the habit that most first lines show which are surely wrapped."""
    steps = [
        (upper.left, lower.left - upper.left, _INDENT * lower.size)
        for lines in cells
        for upper, lower in pairwise(lines)
        if not upper.mark and not upper.turned and _is_wrapped(upper, lower, right)
    ]
    for found in (
        [(left, step) for left, step, near in steps if step > near],
        [(left, step) for left, step, near in steps if step < -near],
    ):
        if len(found) >= _SEVERAL:
            first = min(left for left, _ in found)
            level = sum(abs(left - first) <= near and abs(step) <= near for left, step, near in steps)
            if level < len(found) / 2:
                hang = median(step for _, step in found)
                return PageMeasure(leading=leading, right=right, hang=hang, indented=first)
    return PageMeasure(leading=leading, right=right)


def _is_wrapped(upper: Line, lower: Line, right: float) -> bool:
    """Whether two lines are surely of one paragraph."""
    return (
        _same_size(upper, lower)
        and upper.marked == lower.marked
        and not lower.mark
        and not ends_sentence(upper.text)
        and _is_full(upper, lower, right)
    )


def _leading(wrapped: Iterable[tuple[Line, Line]]) -> float:
    """The distance that most wrapped lines have from the next; of those as frequent, the smallest."""
    found = Counter(round((lower.baseline - upper.baseline) / lower.size, 2) for upper, lower in wrapped)
    within = [leading for leading in found if _LEADINGS[0] <= leading <= _LEADINGS[1]]
    return min(within, key=lambda leading: (-found[leading], leading), default=_USUAL_LEADING)


def _right_margin(column: Column, lines: Sequence[Line]) -> float:
    """Where full lines end: where several break off, else as far from the right wall as from the left one.

    Headings and short items below each other do not fill their lines: half the width is the least.
    """
    near = _INDENT * max((line.size for line in lines), default=0.0)
    left, wall = column
    start = min((line.left for line in lines), default=left)
    mirrored = wall - (start - left)
    prose = (line for line in lines if not (line.marked or line.turned))
    broken_off = sorted((line.right for line in prose if not ends_sentence(line.text)), reverse=True)
    for right, third in zip(broken_off, broken_off[_SEVERAL - 1 :], strict=False):
        if right - third <= near and right > (start + mirrored) / 2:
            return right
    return mirrored


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
        and not ends_sentence(last.text)
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
    if _is_full(last, line, measure.right) and (runs_on or _bold_goes_on(paragraph, line)):
        return False
    if gap > _SOME_GAP or last.marked != line.marked:
        return True
    held_together = 1 if ends_sentence(last.text) else _WORDS_HELD_TOGETHER
    if not _is_full(last, line, measure.right, words=held_together):
        return not runs_on or _stands_as_first(paragraph[0], line, measure)
    return _is_indented(paragraph, line, measure)


def _same_size(last: Line, line: Line) -> bool:
    return abs(last.size - line.size) <= _OTHER_SIZE * max(last.size, line.size)


def _runs_on(last: Line, line: Line) -> bool:
    if _CUT_SHORT.search(last.text):
        return True
    return line.text[0].islower() and not ends_sentence(last.text)


def _bold_goes_on(paragraph: Sequence[Line], line: Line) -> bool:
    """Whether words in bold that open a paragraph, a label mostly, fill its first line, and others follow.

    They end on the line below; or they are a label by its colon, with small letters or a bullet to show it.
    """
    last = paragraph[-1]
    if not last.marked or line.marked:
        return False
    is_label = last.text.endswith(":") and (line.text[0].islower() or bool(paragraph[0].mark))
    return line.words[0].bold or is_label


def _stands_as_first(first: Line, line: Line, measure: PageMeasure) -> bool:
    """Whether the line stands where the paragraph's first one does, though its later ones would not."""
    return measure.hangs(first) and abs(line.left - first.left) <= _INDENT * line.size


def _is_full(last: Line, line: Line, right: float, *, words: int = 1) -> bool:
    """Whether the upper line has no room for the lower one's first words; turned lines are taken for full."""
    first = line.words[:words]
    return line.turned or last.right + _BLANK * last.size + first[-1].right - first[0].left > right


def _is_bullet(last: Line, line: Line, measure: PageMeasure) -> bool:
    """Whether the line opens with a bullet, rather than with a dash or a letter that wrapping put there."""
    if not line.glyph:
        return bool(line.mark)
    if line.glyph not in {"o", ">", *load("layout")["dash_bullets"]} or len(line.words) == 1:
        return True
    glyph, word = line.words[:2]
    set_off = word.left - glyph.right > TAB * line.size
    return set_off or ends_sentence(last.text) or not _is_full(last, line, measure.right, words=2)


def _is_indented(paragraph: Sequence[Line], line: Line, measure: PageMeasure) -> bool:
    """Whether the line begins elsewhere than the paragraph's lines after its first one do."""
    first, *others = paragraph
    near = _INDENT * line.size
    if not others and measure.hangs(first):
        return abs(line.left - first.left - measure.hang) > near
    if _is_centred(paragraph[-1], line):
        return False
    if others:
        return abs(line.left - others[0].left) > near
    if first.mark:
        return line.left < first.left - near
    return line.left > first.left + near and ends_sentence(first.text)


def _is_centred(last: Line, line: Line) -> bool:
    return abs((last.left + last.right) - (line.left + line.right)) < _INDENT * line.size
