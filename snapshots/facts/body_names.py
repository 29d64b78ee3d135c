"""Words that only name who acts: "the Harbour Fund", "the Loan Guarantee Agency", "the grid operator"."""

from __future__ import annotations

from functools import cache

from snapshots.facts.phrase_search import Words
from snapshots.lexicon import load

__all__ = ["names_a_body"]


def names_a_body(words: Words, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` (exclusive) stand in the name of a body, or before its noun.

    A noun that names bodies and things alike ("fund", "mission") needs a name: two capitals in a row.
    """
    return _ends_a_name(words, start) or _before_a_body(words, end)


def _ends_a_name(words: Words, at: int) -> bool:
    """Whether the word at `at` ends a name as the noun of a body: "the Border Mission"."""
    named = at > 0 and words.gaps[at] == " " and words.keys[at] in _named()
    return named and words.forms[at][0].isupper() and words.forms[at - 1][0].isupper()


def _before_a_body(words: Words, end: int) -> bool:
    """Whether the noun of a body follows at once, or ends the capitals that go on."""
    if end >= len(words.keys) or words.gaps[end] != " ":
        return False
    if words.keys[end] in _nouns():
        return True
    at = end
    while at < len(words.keys) and words.gaps[at] == " " and words.forms[at][0].isupper():
        at += 1
    last = words.keys[at - 1]
    named = words.forms[end - 1][0].isupper() and at > end
    return named and (last in _nouns() or last in _named())


@cache
def _nouns() -> frozenset[str]:
    return frozenset(load("kind")["bodies"]["nouns"])


@cache
def _named() -> frozenset[str]:
    return frozenset(load("kind")["bodies"]["named"])
