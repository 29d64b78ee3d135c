"""Two wordings as lists of words, and the stretches of them that are the same.

Words are compared whole, a figure with its separators ("58 940", "4.5") is one word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

__all__ = ["Run", "bare", "runs_of", "words_of"]

# A figure whose thousands are set apart is one word; so is a word with its inner apostrophe or hyphen.
_WORD = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?:[.,]\d+)?(?!\w)|\d+(?:[.,]\d+)*"
    r"|\w+(?:['\u2019\u2011-]\w+)*|[^\w\s]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of words in both lists, the same in both or replaced; `old` and `new` are half-open."""

    same: bool
    old: tuple[int, int]
    new: tuple[int, int]

    @property
    def size(self) -> int:
        """How many words it has on the side where it has more."""
        return max(self.old[1] - self.old[0], self.new[1] - self.new[0])


def words_of(text: str) -> list[str]:
    """The words, each with the blanks up to the next; the first also has those before it."""
    starts = [match.start() for match in _WORD.finditer(text)]
    if not starts:
        return [text] if text else []
    bounds = [0, *starts[1:], len(text)]
    return [text[start:end] for start, end in pairwise(bounds)]


def bare(word: str) -> str:
    """The word as it is compared: blanks around it and the sort of blank in it do not count."""
    return " ".join(word.split())


def runs_of(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """The two lists of bare words in runs, in order, no two neighbours alike in being the same or not."""
    return _settled(_runs(old, new))


def _runs(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    found: list[Run] = []
    for code in Levenshtein.opcodes(old, new):
        run = Run(
            same=code.tag == "equal",
            old=(code.src_start, code.src_end),
            new=(code.dest_start, code.dest_end),
        )
        if found and found[-1].same == run.same:
            found[-1] = _joined(found[-1], run)
        else:
            found.append(run)
    return found


def _joined(first: Run, last: Run) -> Run:
    return Run(
        same=first.same and last.same,
        old=(first.old[0], last.old[1]),
        new=(first.new[0], last.new[1]),
    )


def _settled(runs: list[Run]) -> list[Run]:
    """Drop a match that is no longer than the replaced stretches on both of its sides.

    Such a match ("of the" between two other sentences) is a coincidence and makes a redline unreadable. The
    rule is the semantic cleanup of Neil Fraser's diff-match-patch.
    """
    settled: list[Run] = []
    for run in runs:
        settled.append(run)
        while len(settled) >= 3 and _coincides(*settled[-3:]):  # noqa: PLR2004 - the match and its two sides
            settled[-3:] = [_joined(settled[-3], settled[-1])]
    return settled


def _coincides(left: Run, middle: Run, right: Run) -> bool:
    return middle.same and not left.same and middle.size <= min(left.size, right.size)
