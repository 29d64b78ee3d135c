"""Which statement of a newer reading is which of the one before: whoever has most of its words has its id.

Ids lead from feeds, pages and items to statements, so a newer reading of a letter takes them over. An id that
was given once never names anything else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import chain, count

from snapshots.follow_words import follow_words, words_of
from snapshots.letter import Letter, Statement
from snapshots.letter_events import GoneStatement

__all__ = ["NamedAnew", "statements_with_words", "take_over_ids"]

# A statement is the same as long as one of the two has most of the other's words: less than half of either,
# and more of both is elsewhere.
_MOST = 0.5
_NUMBERED = re.compile(r"s(\d{1,9})")

_Shared = Counter[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAnew:
    """A newer reading under the ids of the one before it, and which of these it no longer has."""

    letter: Letter
    gone: tuple[GoneStatement, ...]


def take_over_ids(before: Letter, after: Letter, *, used: AbstractSet[str]) -> NamedAnew:
    """The reading `after` with the ids of `before` for statements that have most of each other's words.

    `used` are all ids that any reading of the letter ever gave; a statement that takes over none gets one
    that none of them had. Equal readings get equal ids.
    """
    shared = _shared_words(before, after)
    pairs = dict(_pairs(before, after, shared))
    fresh = _fresh_ids(used)
    names = [
        before.statements[pairs[place]].id if place in pairs else next(fresh)
        for place in range(len(after.statements))
    ]
    kept = set(pairs.values())
    gone = tuple(
        GoneStatement(statement=statement.id, heir=None if heir is None else names[heir])
        for place, statement in enumerate(before.statements)
        if place not in kept
        for heir in [_heir(place, shared)]
    )
    return NamedAnew(letter=replace(after, statements=_renamed(after.statements, names)), gone=gone)


def statements_with_words(before: Letter, after: Letter) -> dict[str, str | None]:
    """For each statement of `before`, by id, that of `after` with most of its words; None for no such one.

    The two may be readings of one letter, or two issues of it; each keeps its own ids.
    """
    shared = _shared_words(before, after)
    places: dict[int, int | None] = {old: new for new, old in _pairs(before, after, shared)}
    heirs = (places.get(old, _heir(old, shared)) for old in range(len(before.statements)))
    return {
        statement.id: None if heir is None else after.statements[heir].id
        for statement, heir in zip(before.statements, heirs, strict=True)
    }


def _pairs(before: Letter, after: Letter, shared: _Shared) -> Iterator[tuple[int, int]]:
    """Places in `after` and in `before` of the same statement: equal ones first, then by words in common."""
    by_words = ((new, old) for old, new in sorted(shared, key=lambda pair: (-shared[pair], *pair)))
    named, taken = set[int](), set[int]()
    for new, old in chain(_equal(before, after), by_words):
        if new not in named and old not in taken:
            named.add(new)
            taken.add(old)
            yield new, old


def _equal(before: Letter, after: Letter) -> Iterator[tuple[int, int]]:
    """Of statements that stand at the same place in the same text, the first of either, and so on."""
    if before.text != after.text:
        return
    places: dict[object, list[int]] = {}
    for old in reversed(range(len(before.statements))):
        statement = before.statements[old]
        places.setdefault((statement.spans, statement.text), []).append(old)
    for new, statement in enumerate(after.statements):
        if same := places.get((statement.spans, statement.text)):
            yield new, same.pop()


def _shared_words(before: Letter, after: Letter) -> _Shared:
    """How many characters of words two statements, by their places, have in common, where these are most."""
    sizes = _sizes(before), _sizes(after)
    owners: dict[int, list[int]] = {}
    for new, word, _ in _owned(after):
        owners.setdefault(word, []).append(new)
    places = follow_words(before.text, after.text)
    shared: _Shared = Counter()
    for old, word, length in _owned(before):
        for new in owners.get(places.get(word, -1), ()):
            shared[old, new] += length
    return Counter(
        {
            (old, new): common
            for (old, new), common in shared.items()
            if common >= _MOST * min(sizes[0][old], sizes[1][new])
        }
    )


def _sizes(letter: Letter) -> Counter[int]:
    sizes: Counter[int] = Counter()
    for place, _, length in _owned(letter):
        sizes[place] += length
    return sizes


def _owned(letter: Letter) -> Iterator[tuple[int, int, int]]:
    """For each word that begins within a statement: the statement's place, the word's start and length."""
    words = words_of(letter.text)
    starts = [word.start for word in words]
    for place, statement in enumerate(letter.statements):
        for span in statement.spans:
            for number in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                yield place, starts[number], len(words[number].text)


def _heir(old: int, shared: _Shared) -> int | None:
    """The place of the statement that has most of a gone one's words; None where they are in none."""
    heirs = [(-common, new) for (place, new), common in shared.items() if place == old]
    return min(heirs)[1] if heirs else None


def _fresh_ids(used: AbstractSet[str]) -> Iterator[str]:
    """Ids like those that the reader gives, behind the last that was."""
    numbers = (int(match[1]) for match in map(_NUMBERED.fullmatch, used) if match)
    return (f"s{number:03}" for number in count(1 + max(numbers, default=0)))


def _renamed(statements: Sequence[Statement], names: Sequence[str]) -> tuple[Statement, ...]:
    named = {statement.id: name for statement, name in zip(statements, names, strict=True)}
    return tuple(
        replace(statement, id=name, parent=named.get(statement.parent) if statement.parent else None)
        for statement, name in zip(statements, names, strict=True)
    )
