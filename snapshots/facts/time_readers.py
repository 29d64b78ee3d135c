"""The patterns of times, sorted by the words without which none of them can match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from snapshots.facts.calendar_names import PhraseReader
from snapshots.facts.word_patterns import DIGIT, fewest, lowered

__all__ = ["ReadersOfHints", "readers_by_hints", "readers_for"]

_Reader = tuple[re.Pattern[str], PhraseReader]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadersOfHints:
    """Patterns, and what reads their matches, for texts that hold one of the hints in small letters.

    `in_digits` says that every hint has a digit, so that a text without one need not be looked at.
    """

    hints: tuple[str, ...]
    in_digits: bool
    readers: tuple[_Reader, ...]


def readers_by_hints(
    readers: Iterable[tuple[tuple[str, ...], re.Pattern[str], PhraseReader]],
) -> tuple[ReadersOfHints, ...]:
    """The readers in their order, those with the same hints together where the first of them stands."""
    groups: dict[tuple[str, ...], list[_Reader]] = {}
    for hints, pattern, read in readers:
        groups.setdefault(fewest(hints), []).append((pattern, read))
    return tuple(
        ReadersOfHints(hints=hints, in_digits=all(map(DIGIT.search, hints)), readers=tuple(group))
        for hints, group in groups.items()
    )


def readers_for(groups: Iterable[ReadersOfHints], text: str) -> Iterator[_Reader]:
    """The readers, in their order, of which a hint stands in the text: all that can find a time in it."""
    lower, has_digits = lowered(text), DIGIT.search(text) is not None
    for group in groups:
        if (has_digits or not group.in_digits) and any(map(lower.__contains__, group.hints)):
            yield from group.readers
