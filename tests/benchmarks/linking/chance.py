"""Seeded chance: the same letters from the same seed under every Python, now and in ten years.

Of `random.Random` only `random()` is promised to give the same numbers in later versions, so all else is made of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

__all__ = ["Chance"]

T = TypeVar("T")


class Chance:
    """What a generator asks when it has a choice."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random

    def happens(self, share: float) -> bool:
        """True in this share of all calls, 0 to 1."""
        return self._random() < share

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int(self._random() * (most - least + 1))

    def pick(self, among: Sequence[T]) -> T:
        """One of `among`, which is not empty."""
        return among[self.between(0, len(among) - 1)]

    def other(self, among: Sequence[T], than: T) -> T:
        """One of `among` that is not `than`; `than` where there is no other."""
        rest = [one for one in among if one != than]
        return self.pick(rest) if rest else than

    def shuffled(self, those: Sequence[T]) -> list[T]:
        """All of them in another order."""
        rest = list(those)
        return [rest.pop(self.between(0, len(rest) - 1)) for _ in those]
