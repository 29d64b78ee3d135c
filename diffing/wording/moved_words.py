"""Runs of words that stand in both wordings, at another place.

Where two wordings are aligned, words that changed places are left over on both sides. A run of them is worth
telling from words that went and words that came when it is long enough to be no coincidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from diffing.wording.word_runs import Run

__all__ = ["Moves", "find_moves"]

# Three words with something in them stand in both for a reason. Within one replaced stretch the words passed
# none that stayed, so more of them must speak for it. On 107 linked statements of two real letters this marks
# 14 runs, all of them phrases; with three words everywhere 75, mostly names, dates and sums in new sentences.
_FEWEST_WORDS = 3
_FEWEST_LETTERS = 12
_FEWEST_IN_PLACE = 5
# In a text that repeats itself a run may begin anywhere: so many places are looked at for each three words.
_MOST_PLACES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """For each word of either side the number of the move that it is part of, 0 where it is part of none.

    Moves are numbered from 1 in the order of the newer wording; each is one run on either side.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    """As many words from `old` and from `new` on are the same."""

    old: int
    new: int
    size: int


def find_moves(old: Sequence[str], new: Sequence[str], runs: Sequence[Run]) -> Moves:
    """The moves among the words that the runs leave over; `old` and `new` are bare words."""
    taken = _without_overlap(_matches(old, new, [run for run in runs if not run.same]))
    before, after = [0] * len(old), [0] * len(new)
    for number, match in enumerate(sorted(taken, key=lambda match: match.new), 1):
        before[match.old : match.old + match.size] = [number] * match.size
        after[match.new : match.new + match.size] = [number] * match.size
    return Moves(before=tuple(before), after=tuple(after))


def _matches(old: Sequence[str], new: Sequence[str], gaps: Sequence[Run]) -> Iterator[_Match]:
    places: dict[tuple[str, ...], list[tuple[int, int, int]]] = defaultdict(list)
    for gap_number, gap in enumerate(gaps):
        for start in range(gap.old[0], gap.old[1] - _FEWEST_WORDS + 1):
            places[tuple(old[start : start + _FEWEST_WORDS])].append((gap_number, start, gap.old[1]))
    for gap_number, gap in enumerate(gaps):
        for start in range(gap.new[0], gap.new[1] - _FEWEST_WORDS + 1):
            seed = tuple(new[start : start + _FEWEST_WORDS])
            for other, place, end in places.get(seed, ())[:_MOST_PLACES]:
                size = _common(old[place:end], new[start : gap.new[1]])
                match = _trimmed(old, _Match(old=place, new=start, size=size))
                if _tells(old[match.old : match.old + match.size], in_place=other == gap_number):
                    yield match


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words both begin with."""
    for place, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return place
    return min(len(old), len(new))


def _trimmed(old: Sequence[str], match: _Match) -> _Match:
    """The match without signs at its ends: a comma belongs to where it stands."""
    start, end = match.old, match.old + match.size
    while start < end and not _is_word(old[start]):
        start += 1
    while start < end and not _is_word(old[end - 1]):
        end -= 1
    return _Match(old=start, new=match.new + start - match.old, size=end - start)


def _tells(words: Sequence[str], *, in_place: bool) -> bool:
    real = [word for word in words if _is_word(word)]
    fewest = _FEWEST_IN_PLACE if in_place else _FEWEST_WORDS
    return len(real) >= fewest and sum(len(word) for word in real) >= _FEWEST_LETTERS


def _is_word(word: str) -> bool:
    return any(sign.isalnum() for sign in word)


def _without_overlap(matches: Iterable[_Match]) -> list[_Match]:
    """The longest first, then as the older wording has them; what shares a word with one taken is left."""
    taken: list[_Match] = []
    old_used: set[int] = set()
    new_used: set[int] = set()
    for match in sorted(matches, key=lambda match: (-match.size, match.old, match.new)):
        olds, news = (range(at, at + match.size) for at in (match.old, match.new))
        if old_used.isdisjoint(olds) and new_used.isdisjoint(news):
            taken.append(match)
            old_used.update(olds)
            new_used.update(news)
    return taken
