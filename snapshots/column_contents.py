"""What a column of an annex holds, known by what stands in it: what is to come, or what has been done.

For columns whose headings no words explain. The verbs tell: "to be signed", "Publish the call" are to come,
"was signed", "continues" are not; what has no verb tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from snapshots.column_words import Role
from snapshots.facts.status import governing_clause, is_order
from snapshots.inline_bullets import find_inline_bullets
from snapshots.letter import Column, Span, Status
from snapshots.sentences import sentence_spans

__all__ = ["Contents", "contents_of"]

# Of the verbs in 58 columns of what has been done, in 16 letters of ten fields and up to five formats, 23 in
# 100 at most told of what is to come; of those in 58 columns of next steps, 50 at least. Their middle.
_SHARE_TO_COME = 0.37
# One or two verbs are chance: columns of next steps with four had a share of 0.5 to 0.75.
_FEWEST_VERBS = 3
# Columns of labels had 9 words in a cell at most, columns of reports 10 at least.
_MOST_WORDS_OF_LABELS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What the cells of one column say: verbs, how many tell of what is to come, and words in a cell."""

    verbs: int
    to_come: int
    words: float

    @property
    def tells(self) -> bool:
        """Whether there are verbs enough to tell."""
        return self.verbs >= _FEWEST_VERBS

    @property
    def is_terse(self) -> bool:
        """Whether the cells have the few words of labels."""
        return self.words <= _MOST_WORDS_OF_LABELS

    @property
    def role(self) -> Role | None:
        """What the column is for, as its verbs tell; None when they are too few."""
        if not self.tells:
            return None
        return Role.NEXT_STEPS if self.to_come >= _SHARE_TO_COME * self.verbs else Role.ONGOING


def contents_of(cells: Iterable[str]) -> Contents:
    """What the cells of one column hold; a line of a cell is a paragraph of it."""
    held = [*cells]
    told = [status for cell in held for line in cell.split("\n") for status in _verbs_in(line)]
    return Contents(
        verbs=len(told),
        to_come=told.count(Status.PLANNED),
        words=sum(len(cell.split()) for cell in held) / max(1, len(held)),
    )


def _verbs_in(line: str) -> Iterator[Status]:
    """What the verb of each sentence or bullet says of it; those without a verb are passed over."""
    for words in _pieces(line):
        clause = governing_clause(words, column=Column.BODY)
        if is_order(words):
            yield Status.PLANNED
        elif clause is not None:
            yield clause[1].status


def _pieces(line: str) -> Iterator[str]:
    marks = find_inline_bullets(line)
    starts = [0, *(mark.end for mark in marks)]
    ends = [*(mark.start for mark in marks), len(line)]
    for start, end in zip(starts, ends, strict=True):
        for sentence in sentence_spans(line, Span(start=start, end=end)) if start < end else ():
            yield line[sentence.start : sentence.end]
