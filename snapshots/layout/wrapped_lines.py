"""Lines of a text to paragraphs, where a page's width broke them: what the extraction of a PDF leaves.

A line that was broken is full: the word behind it had no room any more, as lines are filled greedily. So
where the next word would have fitted, the writer ended the line, and a paragraph ends. Letters have not all
one width, so a little room counts as none; what begins small behind words without an end goes on in any case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from snapshots.layout.bullets import glyph_levels, split_bullet
from snapshots.layout.sentence_end import ends_sentence
from snapshots.letter import Span
from snapshots.lexicon import load

__all__ = [
    "TextLine",
    "WrappedParagraph",
    "are_wrapped",
    "begins_small",
    "goes_on",
    "join_lines",
    "keep_lines",
]

# Of the lines below each other without a bullet, 57 to 70 in 100 begin small behind words without an end in
# three letters as they were extracted from a PDF; in six that have a line for each paragraph, 13 at most.
_SHARE_BROKEN = 0.25
_FEWEST_BROKEN = 3
# Of the widest line of a block, so much is full: letters are not all of one width.
_FULL = 0.92
# The words that stand over bullets are a few; a line of more goes on.
_LONGEST_LABEL = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A line that is not empty; `apart` says that an empty line, or a page's end, stands before it."""

    start: int
    words: str
    apart: bool

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.start + len(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrappedParagraph:
    """Where a paragraph's words stand, without their bullet, the level of that, 0 for none, and its lines."""

    span: Span
    level: int
    lines: tuple[TextLine, ...]


def are_wrapped(lines: Sequence[TextLine]) -> bool:
    """Whether a page's width broke these lines, and not their writer."""
    pairs = ((one.words, other.words) for one, other in pairwise(lines) if not other.apart)
    below = [(before, after) for before, after in pairs if not _opens_with_bullet(after)]
    broken = sum(begins_small(before, after) for before, after in below)
    return broken >= max(_FEWEST_BROKEN, _SHARE_BROKEN * len(below))


def join_lines(lines: Sequence[TextLine], *, in_head: bool) -> Iterator[WrappedParagraph]:
    """The paragraphs of the lines, in order; `in_head`, above the first sentences, each line is one."""
    for block in _blocks(lines):
        in_head = in_head and not _has_sentences(block)
        yield from _paragraphs(block, joined=not in_head)


def keep_lines(lines: Sequence[TextLine]) -> Iterator[WrappedParagraph]:
    """Each line as a paragraph."""
    for block in _blocks(lines):
        yield from _paragraphs(block, joined=False)


def _has_sentences(block: Sequence[TextLine]) -> bool:
    words = sum(len(line.words.split()) for line in block)
    return words > _LONGEST_LABEL and any(ends_sentence(line.words) for line in block)


def _blocks(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    block: list[TextLine] = []
    for line in lines:
        if block and line.apart:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _paragraphs(block: Sequence[TextLine], *, joined: bool) -> Iterator[WrappedParagraph]:
    width = max(len(line.words) for line in block)
    runs: list[list[TextLine]] = []
    for at, line in enumerate(block):
        following = block[at + 1].words if at + 1 < len(block) else ""
        if joined and runs and goes_on(runs[-1][-1].words, line.words, following, width):
            runs[-1].append(line)
        else:
            runs.append([line])
    opened = [(run, *split_bullet(run[0].words)) for run in runs]
    levels = glyph_levels(glyph for _, glyph, _ in opened)
    for (run, _, rest), level in zip(opened, levels, strict=True):
        begin = run[0].end - len(rest)
        yield WrappedParagraph(span=Span(start=begin, end=run[-1].end), level=level, lines=tuple(run))


def goes_on(before: str, after: str, following: str, width: int) -> bool:
    """Whether a line is the rest of the one above it, by the line below it and the width of its column."""
    if _opens_with_bullet(after):
        return False
    if begins_small(before, after):
        return True
    if ends_sentence(before) and _is_label(after, following):
        return False
    return len(before) + 1 + len(after.split(None, 1)[0]) > _FULL * width


def begins_small(before: str, after: str) -> bool:
    """Whether a line begins with a small letter behind words without an end."""
    return after[0].islower() and not ends_sentence(before) and not _opens_with_bullet(after)


def _is_label(words: str, following: str) -> bool:
    """Whether a few words without an end stand over a bullet."""
    return _opens_with_bullet(following) and not ends_sentence(words) and len(words.split()) <= _LONGEST_LABEL


def _opens_with_bullet(words: str) -> bool:
    """Whether a line opens with a bullet; a dash before a small letter may stand within a sentence."""
    glyph, rest = split_bullet(words)
    return bool(glyph) and not (glyph in load("layout")["dash_bullets"] and rest[:1].islower())
