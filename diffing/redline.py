"""Two wordings side by side: which words stayed, which went, which came.

Words are compared whole, a figure with its separators ("58 940", "4.5") is one word. Both sides are given
completely, so that each can be read by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from rapidfuzz.distance import Levenshtein

__all__ = ["Mark", "Piece", "Redline", "redline"]

# A figure whose thousands are set apart is one word; so is a word with its inner apostrophe or hyphen.
_WORD = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?:[.,]\d+)?(?!\w)|\d+(?:[.,]\d+)*"
    r"|\w+(?:['\u2019\u2011-]\w+)*|[^\w\s]"
)


class Mark(StrEnum):
    """What became of a piece."""

    SAME = "same"
    REMOVED = "removed"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of words with the blanks that follow them; never empty."""

    text: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    """Both wordings in pieces: the texts of a side's pieces, joined, are that side's wording.

    `before` holds SAME and REMOVED pieces, `after` SAME and INSERTED ones, and no two neighbours have the
    same mark. The SAME pieces of the two sides hold the same words in the same order. `kept` is the share of
    the words of both sides that are SAME, from 0 to 1; it is 1 when neither side has a word.
    """

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    kept: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A stretch of words in both lists, either the same in both or replaced."""

    same: bool
    old: tuple[int, int]
    new: tuple[int, int]

    @property
    def size(self) -> int:
        return max(self.old[1] - self.old[0], self.new[1] - self.new[0])


def redline(before: str, after: str) -> Redline:
    """The two wordings, marked word by word."""
    old, new = _words(before), _words(after)
    runs = _settled(_runs([_bare(word) for word in old], [_bare(word) for word in new]))
    return Redline(
        before=_pieces(old, [(run.same, run.old) for run in runs], Mark.REMOVED),
        after=_pieces(new, [(run.same, run.new) for run in runs], Mark.INSERTED),
        kept=_share_kept(runs, sum(bool(word.strip()) for word in (*old, *new))),
    )


def _words(text: str) -> list[str]:
    """The words, each with the blanks up to the next; the first also has those before it."""
    starts = [match.start() for match in _WORD.finditer(text)]
    if not starts:
        return [text] if text else []
    bounds = [0, *starts[1:], len(text)]
    return [text[start:end] for start, end in pairwise(bounds)]


def _bare(word: str) -> str:
    return " ".join(word.split())


def _runs(old: Sequence[str], new: Sequence[str]) -> list[_Run]:
    found: list[_Run] = []
    for code in Levenshtein.opcodes(old, new):
        run = _Run(
            same=code.tag == "equal",
            old=(code.src_start, code.src_end),
            new=(code.dest_start, code.dest_end),
        )
        if found and found[-1].same == run.same:
            found[-1] = _joined(found[-1], run)
        else:
            found.append(run)
    return found


def _joined(first: _Run, last: _Run) -> _Run:
    return _Run(
        same=first.same and last.same,
        old=(first.old[0], last.old[1]),
        new=(first.new[0], last.new[1]),
    )


def _settled(runs: list[_Run]) -> list[_Run]:
    """Drop a match that is no longer than the replaced stretches on both of its sides.

    Such a match ("of the" between two other sentences) is a coincidence and makes a redline unreadable. The
    rule is the semantic cleanup of Neil Fraser's diff-match-patch.
    """
    settled: list[_Run] = []
    for run in runs:
        settled.append(run)
        while len(settled) >= 3 and _coincides(*settled[-3:]):  # noqa: PLR2004 - the match and its two sides
            settled[-3:] = [_joined(settled[-3], settled[-1])]
    return settled


def _coincides(left: _Run, middle: _Run, right: _Run) -> bool:
    return middle.same and not left.same and middle.size <= min(left.size, right.size)


def _pieces(words: list[str], runs: list[tuple[bool, tuple[int, int]]], changed: Mark) -> tuple[Piece, ...]:
    parts = (
        (Mark.SAME if same else changed, "".join(words[start:end]))
        for same, (start, end) in runs
        if start < end
    )
    return tuple(
        Piece(text="".join(text for _, text in group), mark=mark)
        for mark, group in groupby(parts, key=lambda part: part[0])
    )


def _share_kept(runs: list[_Run], words: int) -> float:
    kept = sum(run.old[1] - run.old[0] for run in runs if run.same)
    return 2 * kept / words if words else 1.0
