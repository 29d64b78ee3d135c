"""What is told of letters that are read anew: what differs in each, and what moves between neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from diffing.compare_readings import ReadingDifference, difference_to_json

__all__ = ["Outcome", "PairCounts", "ReadAnew", "SeriesReadAnew", "rereadings_to_json"]


class Outcome(StrEnum):
    """What became of a letter, or would become of it."""

    READ_ANEW = "read_anew"
    THE_SAME = "the_same"
    OLDER_READER = "older_reader"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAnew:
    """One letter, by its key; `before` and `after` are versions of the reader.

    `difference` is there where it is read anew; `why` where it is refused, since the newer reader finds no
    letter in the bytes, or another date than the letter's key has.
    """

    key: str
    outcome: Outcome
    before: str
    after: str | None
    difference: ReadingDifference | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairCounts:
    """The changes between a letter and the next by date, by kind: by the readings before, and by these."""

    old: str
    new: str
    before: Mapping[str, int]
    after: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesReadAnew:
    """The letters of a series that were chosen, oldest first, and pairs of neighbours with one of them."""

    series: str
    letters: tuple[ReadAnew, ...]
    pairs: tuple[PairCounts, ...]


def rereadings_to_json(told: Sequence[SeriesReadAnew], *, rehearsed: bool) -> dict[str, Any]:
    """What is told, for programs; `rehearsed` says that nothing of it was written."""
    return {
        "rehearsed": rehearsed,
        "series": [
            {
                "series": one.series,
                "letters": [_letter_to_json(letter) for letter in one.letters],
                "comparisons": [
                    {"old": pair.old, "new": pair.new, "before": dict(pair.before), "after": dict(pair.after)}
                    for pair in one.pairs
                ],
            }
            for one in told
        ],
    }


def _letter_to_json(letter: ReadAnew) -> dict[str, Any]:
    return {
        "letter": letter.key,
        "outcome": letter.outcome.value,
        "reader": {"before": letter.before, "after": letter.after},
        "why": letter.why or None,
        "difference": None if letter.difference is None else difference_to_json(letter.difference),
    }
