"""Statements made ready for comparison: their words weighed, their place in the letter noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diffing.stems import stem, words
from diffing.abbreviations import light_words
from diffing.terms import read_terms, weigh
from snapshots.letter import Statement

__all__ = ["Subject", "read_subjects"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A statement with what comparing needs.

    `weights` are its terms with how much each tells, `total` their sum, `at` its place in reading order,
    `surroundings` the stems of the headings that govern it.
    """

    statement: Statement
    weights: Mapping[str, float]
    total: float
    at: int
    surroundings: frozenset[str]


def read_subjects(
    old: Sequence[Statement], new: Sequence[Statement]
) -> tuple[tuple[Subject, ...], tuple[Subject, ...]]:
    """Both letters' statements, in their order, weighed against each other's vocabulary."""
    weighed = weigh(read_terms((*old, *new)))
    found = [
        Subject(
            statement=statement,
            weights=weights.of,
            total=weights.total,
            at=at if at < len(old) else at - len(old),
            surroundings=_surroundings(statement),
        )
        for at, (statement, weights) in enumerate(zip((*old, *new), weighed, strict=True))
    ]
    return tuple(found[: len(old)]), tuple(found[len(old) :])


def _surroundings(statement: Statement) -> frozenset[str]:
    headings = " ".join(filter(None, (statement.part, statement.priority, statement.topic)))
    light = light_words()
    return frozenset(stem(word) for word in words(headings) if word not in light)
