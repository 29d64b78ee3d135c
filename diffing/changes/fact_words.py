"""The words around each fact of a statement: those near it, and those that say what it is for.

A long sentence names several sums or days, and all its words are near all of them. What one is for stands on
one side of it, up to the next: behind "EUR 8 million for", before "(EUR 8 million)" and before "by June".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diffing.words.abbreviations import light_words
from diffing.words.stems import stem, words
from diffing.words.terms import with_similar
from snapshots.letter import Amount, Quantity, Statement, TimeExpression
from snapshots.lexicon import load, per_series

__all__ = ["CLAUSE_END", "FactWords", "words_around"]

# Where a clause certainly ends: what follows is said of something else. A comma may only set words apart.
CLAUSE_END = re.compile(r"[;.](?=\s|$)")
# Where a phrase ends that follows a fact.
_PHRASE_END = re.compile(r"[,)](?=\s|$)")
# How many words on either side of a fact are near it. With 5 four changes of two real letters are lost, with
# 20 none is better.
_AROUND = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FactWords:
    """The text before and after a fact, and the stems of telling words with what these are similar to.

    `near` are those within ten words in its clause, `about` those of them that say what it is for; empty
    where no word does.
    """

    start: str
    end: str
    near: frozenset[str]
    about: frozenset[str]


def words_around(said: Statement, facts: Sequence[Amount | Quantity | TimeExpression]) -> Iterator[FactWords]:
    """Of each of these facts, of one sort, the words around it."""
    text = said.text
    places = _places(text, facts)
    for fact, (start, end) in zip(facts, places, strict=True):
        first, last = _clause(text, start, end)
        behind = max((stop for _, stop in places if stop <= start), default=0)
        ahead = min((other for other, _ in places if other >= end), default=len(text))
        yield FactWords(
            start=text[:start],
            end=text[end:],
            near=_telling(words(text[first:start])[-_AROUND:], words(text[end:last])[:_AROUND]),
            about=_about(fact, text[max(first, behind) : start], text[end : min(last, ahead)]),
        )


def _places(text: str, facts: Sequence[Amount | Quantity | TimeExpression]) -> list[tuple[int, int]]:
    """Where each quote begins and ends, one after the other; one that the text does not have, at its end."""
    places: list[tuple[int, int]] = []
    for fact in facts:
        start = text.find(fact.quote, places[-1][1] if places else 0)
        start = start if start >= 0 else text.find(fact.quote)
        places.append((start, start + len(fact.quote)) if start >= 0 else (len(text), len(text)))
    return places


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause begins and ends in which a fact stands."""
    first = max((stop.end() for stop in CLAUSE_END.finditer(text, 0, start)), default=0)
    stop = CLAUSE_END.search(text, end)
    return first, stop.start() if stop else len(text)


def _about(fact: Amount | Quantity | TimeExpression, left: str, right: str) -> frozenset[str]:
    """The telling words of the side on which it is said what it is for; the other's where that has none.

    Behind a fact these end with its phrase: what is said of all comes after ("and EUR 20 million for lines,
    is being negotiated").
    """
    behind = words(_PHRASE_END.split(right, maxsplit=1)[0])[:_AROUND]
    before, after = _telling(words(left)[-_AROUND:]), _telling(behind)
    if isinstance(fact, Quantity) or not _purposes().isdisjoint(behind[:1]):
        return after or before
    return before or after


def _telling(*sides: Sequence[str]) -> frozenset[str]:
    light = light_words()
    return with_similar(stem(word) for side in sides for word in side if word not in light)


@per_series
def _purposes() -> frozenset[str]:
    return frozenset(load("purposes")["words"])
