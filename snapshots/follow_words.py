"""Where the words of one text stand in another: two readings of the same bytes may lay them out differently.

A newer reader may join lines, mend hyphens, or take columns in another order. What moved as a whole is found
again by three words in a row that stand once in either text; around these, equal words follow one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Word", "follow_words", "words_of"]

# Two words in a row ("EUR 35", "will be") recur all over a letter; of threes, most stand once.
_IN_A_ROW = 3
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word, and the offset of its first character."""

    text: str
    start: int


def words_of(text: str) -> tuple[Word, ...]:
    """What stands between blanks, in the text's order."""
    return tuple(Word(text=match[0], start=match.start()) for match in _WORD.finditer(text))


def follow_words(old: str, new: str) -> dict[int, int]:
    """The offset in `new` of each word of `old` that is found again there, by its offset in `old`.

    No two words of `old` are found at the same place. Of equal texts, every word is found where it stands.
    The time it takes grows with the length of the texts, not with their product.
    """
    before, after = words_of(old), words_of(new)
    if old == new:
        return {word.start: word.start for word in before}
    found = _found_again([word.text for word in before], [word.text for word in after])
    return {before[one].start: after[other].start for one, other in found.items()}


def _found_again(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    found: dict[int, int] = {}
    taken: set[int] = set()
    there = _standing_once(after)
    for row, one in _standing_once(before).items():
        other = there.get(row)
        if other is None or one in found or other in taken:
            continue  # most often a row that its neighbour has led to already
        for step, start in ((1, 0), (-1, -1)):
            for here, place in _alongside(before, after, one + start, other + start, step):
                if here in found or place in taken:
                    break
                found[here] = place
                taken.add(place)
    return found


def _standing_once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int | None] = {}
    for place in range(len(words) - _IN_A_ROW + 1):
        row = tuple(words[place : place + _IN_A_ROW])
        places[row] = None if row in places else place
    return {row: place for row, place in places.items() if place is not None}


def _alongside(
    before: Sequence[str], after: Sequence[str], one: int, other: int, step: int
) -> Iterator[tuple[int, int]]:
    while 0 <= one < len(before) and 0 <= other < len(after) and before[one] == after[other]:
        yield one, other
        one, other = one + step, other + step
