"""Whom an end of a pair could have instead, and whether they would both rather.

A pair stands when no third statement and one of its ends would both rather have each other: a stable
matching (Gale and Shapley 1962). However like a statement is, when it has gone to something nearer it is no
rival.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

__all__ = ["Held"]

Edge = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The pairs taken so far, from old to new and `back`, and the evidence of all that was looked at."""

    pairs: Mapping[int, int]
    back: Mapping[int, int]
    evidence: Mapping[Edge, int]

    @classmethod
    def of(cls, pairs: Mapping[int, int], evidence: Mapping[Edge, int]) -> Self:
        """The same pairs seen from either side."""
        return cls(pairs=pairs, back={j: i for i, j in pairs.items()}, evidence=evidence)

    def would_rather(self, edge: Edge, pair: Edge) -> bool:
        """Whether both ends of `edge` would rather have it: the one that `pair` has too, and the other."""
        score = self.evidence[edge]
        return score > self.evidence[pair] and self.is_open(edge, pair)

    def is_open(self, edge: Edge, pair: Edge) -> bool:
        """Whether the end of `edge` that is not in `pair` is free, or has what scores less."""
        i, j = edge
        with_old, with_new = (self.back.get(j), j) if i == pair[0] else (i, self.pairs.get(i))
        if with_old is None or with_new is None:
            return True
        return self.evidence.get((with_old, with_new), 0) < self.evidence[edge]
