"""The patterns of times, sorted by the words without which none of them can match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from snapshots.facts.calendar_names import PhraseReader
from snapshots.facts.phrase_search import split_words
from snapshots.facts.word_patterns import DIGIT, fewest, holds_any, lowered

__all__ = ["ReadersOfHints", "readers_by_hints", "readers_for"]

_Reader = tuple[re.Pattern[str], PhraseReader]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadersOfHints:
    """Patterns, and what reads their matches, for texts that hold one of the hints in small letters.

    `openings` are the first three letters of the longest word of each hint; empty where a hint has a digit.
    """

    hints: tuple[str, ...]
    openings: frozenset[str]
    readers: tuple[_Reader, ...]


def readers_by_hints(
    readers: Iterable[tuple[tuple[str, ...], re.Pattern[str], PhraseReader]],
) -> tuple[ReadersOfHints, ...]:
    """The readers in their order, those with the same hints together where the first of them stands."""
    groups: dict[tuple[str, ...], list[_Reader]] = {}
    for hints, pattern, read in readers:
        groups.setdefault(fewest(hints), []).append((pattern, read))
    return tuple(
        ReadersOfHints(hints=hints, openings=_openings(hints), readers=tuple(group))
        for hints, group in groups.items()
    )


def _openings(hints: tuple[str, ...]) -> frozenset[str]:
    if any(map(DIGIT.search, hints)):
        return frozenset()
    return frozenset(max(_LETTERS.findall(hint), key=len)[:_OPENING] for hint in hints)


_LETTERS = re.compile(r"[a-z]+")
_OPENING = 3
_first_letters = itemgetter(slice(_OPENING))


def readers_for(groups: Iterable[ReadersOfHints], text: str) -> Iterator[_Reader]:
    """The readers, in their order, of which a hint stands in the text: all that can find a time in it.

    Most hints are words, so it is asked first whether any word begins as theirs does; that does not serve in
    a text that has letters and digits in one word ("12Dec").
    """
    lower, has_digits = lowered(text), DIGIT.search(text) is not None
    openings = frozenset(map(_first_letters, split_words(text).keys))
    mixed = has_digits and _MIXED.search(lower) is not None
    for group in groups:
        possible = has_digits if not group.openings else mixed or not group.openings.isdisjoint(openings)
        if possible and holds_any(lower, group.hints):
            yield from group.readers


_MIXED = re.compile(r"\d[a-z]")
