"""How well a linker did: shares of right pairs, of moves and of measures that went, all from 0 to 1. README.md defines them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from letter_pair import Said, TwoLetters

__all__ = ["Score", "score"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts, which add up over pairs of letters; the shares are made of the sums.

    A share of nothing is 1: who had nothing to find has missed nothing.
    """

    right: int = 0
    said: int = 0
    true: int = 0
    moves_found: int = 0
    moves: int = 0
    misses_found: int = 0
    misses_said: int = 0
    misses: int = 0

    def __add__(self, other: Self) -> Score:
        return Score(**{name: getattr(self, name) + getattr(other, name) for name in self.__slots__})

    @property
    def precision(self) -> float:
        """Of the pairs that were said, those that are true."""
        return _share(self.right, self.said)

    @property
    def recall(self) -> float:
        """Of the true pairs, those that were said."""
        return _share(self.right, self.true)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.right, self.said + self.true)

    @property
    def moves_recall(self) -> float:
        """Of the pairs that stand elsewhere, those that were said."""
        return _share(self.moves_found, self.moves)

    @property
    def unmentioned_recall(self) -> float:
        """Of the open statements that the newer letter leaves out, those that were said to be."""
        return _share(self.misses_found, self.misses)

    @property
    def false_alarms(self) -> float:
        """Of the open statements that were said to be left out, those that are not."""
        return 1 - _share(self.misses_found, self.misses_said)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def score(letters: TwoLetters, said: Said) -> Score:
    """What was said, held against what is true.

    Optional pairs count neither way. When a linker says which pairs have moved, only these count as moves found.
    What was done before may be missed by a linker or not.
    """
    truth = letters.truth
    pairs = said.pairs - truth.optional
    carried = {old for old, _ in said.pairs}
    missed = said.unmentioned if said.unmentioned is not None else _all_but(letters, carried)
    missed = missed - truth.closed - {old for old, _ in truth.optional}
    moved = said.pairs if said.moved is None else said.moved & said.pairs
    return Score(
        right=len(pairs & truth.pairs),
        said=len(pairs),
        true=len(truth.pairs),
        moves_found=len(moved & truth.moved),
        moves=len(truth.moved),
        misses_found=len(missed & truth.unmentioned),
        misses_said=len(missed),
        misses=len(truth.unmentioned),
    )


def _all_but(letters: TwoLetters, carried: Iterable[str]) -> frozenset[str]:
    return frozenset(one.id for one in letters.old) - frozenset(carried)
