"""Two wordings side by side: which words stayed, which went, which came, and which only stand elsewhere.

Both sides are given completely, so that each can be read by itself; `corrected_text.py` gives them as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from diffing.wording.moved_words import Moves, find_moves
from diffing.wording.word_runs import Run, bare, runs_of, words_of

__all__ = ["Aligned", "Mark", "Piece", "Redline", "align_words", "redline"]


class Mark(StrEnum):
    """What became of a piece."""

    SAME = "same"
    REMOVED = "removed"
    INSERTED = "inserted"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of words with the blanks that follow them; never empty.

    `move` is the number of a MOVED piece, which the piece with the same words in the other wording has too;
    any other piece has 0.
    """

    text: str
    mark: Mark
    move: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    """Both wordings in pieces: the texts of a side's pieces, joined, are that side's wording.

    `before` holds SAME, REMOVED and MOVED pieces, `after` SAME, INSERTED and MOVED ones; no two neighbours
    have the same mark and move. The SAME pieces of the two sides hold the same words in the same order; each
    move is one piece on either side, with the same words. `kept` is the share of the words of both sides that
    are SAME, from 0 to 1; it is 1 when neither side has a word. `found` counts the MOVED words too.
    """

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    kept: float
    found: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """The words of both wordings, each with the blanks behind it, and which of them belong together."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    runs: tuple[Run, ...]
    moves: Moves


def redline(before: str, after: str) -> Redline:
    """The two wordings, marked word by word."""
    aligned = align_words(before, after)
    words = sum(bool(word.strip()) for word in (*aligned.old, *aligned.new))
    same = 2 * sum(run.old[1] - run.old[0] for run in aligned.runs if run.same)
    moved = 2 * sum(number > 0 for number in aligned.moves.after)
    old_same, new_same = _marks_same(aligned)
    return Redline(
        before=_pieces(aligned.old, old_same, aligned.moves.before, Mark.REMOVED),
        after=_pieces(aligned.new, new_same, aligned.moves.after, Mark.INSERTED),
        kept=same / words if words else 1.0,
        found=(same + moved) / words if words else 1.0,
    )


def align_words(before: str, after: str) -> Aligned:
    """The words of the two wordings, aligned; joined, the words of a side are its wording."""
    old, new = words_of(before), words_of(after)
    bare_old, bare_new = [bare(word) for word in old], [bare(word) for word in new]
    runs = runs_of(bare_old, bare_new)
    return Aligned(
        old=tuple(old), new=tuple(new), runs=tuple(runs), moves=find_moves(bare_old, bare_new, runs)
    )


def _marks_same(aligned: Aligned) -> tuple[list[bool], list[bool]]:
    """For each word of either side whether it stayed where it was."""
    old, new = [False] * len(aligned.old), [False] * len(aligned.new)
    for run in aligned.runs:
        old[slice(*run.old)] = [run.same] * (run.old[1] - run.old[0])
        new[slice(*run.new)] = [run.same] * (run.new[1] - run.new[0])
    return old, new


def _pieces(
    words: Sequence[str], same: Sequence[bool], moves: Sequence[int], changed: Mark
) -> tuple[Piece, ...]:
    marked = [
        (Mark.SAME if kept else Mark.MOVED if move else changed, move, word)
        for word, kept, move in zip(words, same, moves, strict=True)
    ]
    return tuple(
        Piece(text="".join(word for _, _, word in group), mark=mark, move=move)
        for (mark, move), group in groupby(marked, key=lambda one: one[:2])
    )
