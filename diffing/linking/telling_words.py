"""Which of its words tell what a statement is about: those that a letter does not spread over its headings.

Letters sign, survey and hand over under every heading, and build tide gauges under one. So what a word tells
is read from the two letters themselves, whatever their field. Only common words of acts are looked up: a
short letter has too few statements to show that it signs under every heading.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain

from diffing.words.ordinals import ordinal_words
from diffing.words.stems import stem, words
from diffing.words.terms import Terms, with_similar, words_of_acts
from snapshots.letter import Statement
from snapshots.lexicon import few_per_series

__all__ = ["telling_words"]

# A word in so many statements, less than half of them under one heading, tells what is done and not to what.
_SPREAD = 3


def telling_words(statements: Sequence[Statement], read: Sequence[Terms]) -> tuple[frozenset[str], ...]:
    """For each statement of either letter its terms that tell what it is about.

    Stems, groups of similar words, names and abbreviations; no partners, sums, days, figures, ordinals or
    acts. A name that stands under two headings is a place or a body that much happens in, and tells as little
    as a word that is spread; so does a group of similar words that its own heading has, such as "power" and
    "grid" under "Energy". Empty for a statement that has no other words.
    """
    said = frozenset(chain.from_iterable(one.terms for one in read))
    acts = ordinal_words() | words_of_acts()
    telling = frozenset(filter(_is_a_word, said)) - _spread(statements, read) - acts
    of_heading = [_groups_of(statement.part, statement.priority) for statement in statements]
    return tuple([telling.intersection(one.terms) - of for one, of in zip(read, of_heading, strict=True)])


@few_per_series(1024)
def _groups_of(*headings: str | None) -> frozenset[str]:
    """The groups of similar words to which words of the headings belong."""
    found = with_similar(stem(word) for word in words(" ".join(filter(None, headings))))
    return frozenset(term for term in found if term[0] == "~")


def _is_a_word(term: str) -> bool:
    return term.isalpha() or term[0] in "^~"


def _spread(statements: Sequence[Statement], read: Sequence[Terms]) -> frozenset[str]:
    names = frozenset().union(*(one.names for one in read)) - frozenset().union(*(one.own for one in read))
    return frozenset(
        term
        for term, times in _times_under_headings(statements, read).items()
        if (len(times) > 1 if term in names or term[0] == "^" else _is_spread(times))
    )


def _times_under_headings(statements: Sequence[Statement], read: Sequence[Terms]) -> dict[str, list[int]]:
    """For each term, how many statements have it under each of the headings that have it at all."""
    under: dict[str, list[str]] = defaultdict(list)
    for statement, terms in zip(statements, read, strict=True):
        heading = statement.priority or statement.part
        if heading is not None:
            under[heading] += terms.terms
    times: dict[str, list[int]] = defaultdict(list)
    for said in under.values():
        for term, count in Counter(said).items():
            times[term].append(count)
    return times


def _is_spread(times: Sequence[int]) -> bool:
    total = sum(times)
    return total >= _SPREAD and max(times) * 2 < total
