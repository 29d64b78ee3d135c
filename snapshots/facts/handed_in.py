"""Documents that are handed in, tabled or published: what they are about is not what is done.

"The airport submitted its masterplan" reports on a document, "The airport was opened" on an airport.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from snapshots.facts.phrase_search import PhraseIndex, Words
from snapshots.lexicon import load

__all__ = ["documents_handed_in"]

_REACH = 5  # words from the verb to its object: "handed in its first and long awaited report"
_BLANK = frozenset({" ", "-"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lore:
    verbs: PhraseIndex[None]
    nouns: frozenset[str]
    prepositions: frozenset[str]
    behind_nouns: frozenset[str]


@cache
def _lore() -> _Lore:
    vocabulary, verbs, grammar = load("kind"), load("status")["verbs"], load("status")["grammar"]
    helping = [*verbs["have"], *verbs["be"], *verbs["be_past"], *verbs["modal"]]
    return _Lore(
        verbs=PhraseIndex((phrase, None) for phrase in vocabulary["documents"]["verbs"]),
        nouns=frozenset(vocabulary["documents"]["nouns"]),
        prepositions=frozenset(vocabulary["complement"]),
        behind_nouns=frozenset(
            [*vocabulary["complement"], *grammar["prepositions"], *grammar["relatives"], *helping]
        ),
    )


def documents_handed_in(words: Words) -> Iterator[int]:
    """The place of each document that is the object of such a verb, or the subject of its passive."""
    lore = _lore()
    if lore.nouns.isdisjoint(words.keys):
        return
    for start, end, _ in lore.verbs.find(words):
        at = _object(words, end)
        if at is None:
            at = _subject(words, start)
        if at is not None:
            yield at


def _object(words: Words, end: int) -> int | None:
    """The first document behind the verb, before a mark and a preposition; None where there is none."""
    lore = _lore()
    for at in range(end, min(end + _REACH, len(words.keys))):
        if words.gaps[at] not in _BLANK or words.keys[at] in lore.prepositions:
            return None
        if words.keys[at] in lore.nouns and _ends_its_phrase(words, at):
            return at
    return None


def _ends_its_phrase(words: Words, at: int) -> bool:
    """Whether nothing follows that the noun only describes: "study report", "survey vessel"."""
    following = at + 1
    if following == len(words.keys) or words.gaps[following] not in _BLANK:
        return True
    return words.keys[following] in _lore().behind_nouns


def _subject(words: Words, verb: int) -> int | None:
    """The document that opens the clause of the verb, before any preposition; None where there is none."""
    first = verb
    while first > 0 and words.gaps[first] in _BLANK:
        first -= 1
    lore = _lore()
    for at in range(first, verb):
        if words.keys[at] in lore.prepositions:
            return None
        if words.keys[at] in lore.nouns and (at + 1 == verb or _ends_its_phrase(words, at)):
            return at
    return None
