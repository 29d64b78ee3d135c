"""Which of its words tell what a statement is about: those that a letter does not spread over its headings.

Letters sign, survey and hand over under every heading, and build tide gauges under one. So what a word tells
is read from the two letters themselves, whatever their field: nothing is looked up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from diffing.words.ordinals import ordinal_words
from diffing.words.terms import Terms
from snapshots.letter import Statement

__all__ = ["telling_words"]

# A word in so many statements, less than half of them under one heading, tells what is done and not to what.
_SPREAD = 3


def telling_words(statements: Sequence[Statement], read: Sequence[Terms]) -> tuple[frozenset[str], ...]:
    """For each statement of either letter its terms that tell what it is about.

    Stems, groups of similar words, names and abbreviations; no partners, sums, days, figures or ordinals. A
    name that stands under two headings is a place or a body that much happens in, and tells as little as a
    word that is spread. Empty for a statement that has no other words.
    """
    spread = _spread(statements, read) | ordinal_words()
    return tuple(
        frozenset([term for term in one.terms if _is_a_word(term) and term not in spread]) for one in read
    )


def _is_a_word(term: str) -> bool:
    return term.isalpha() or term[0] in "^~"


def _spread(statements: Sequence[Statement], read: Sequence[Terms]) -> frozenset[str]:
    under: dict[str, Counter[str]] = {}
    for statement, terms in zip(statements, read, strict=True):
        heading = statement.priority or statement.part
        if heading is not None:
            for term in terms.terms:
                under.setdefault(term, Counter())[heading] += 1
    names = frozenset().union(*(one.names for one in read)) - frozenset().union(*(one.own for one in read))
    return frozenset(
        term
        for term, found in under.items()
        if (len(found) > 1 if term in names or term[0] == "^" else _is_spread(found))
    )


def _is_spread(found: Mapping[str, int]) -> bool:
    total = sum(found.values())
    return total >= _SPREAD and max(found.values()) * 2 < total
