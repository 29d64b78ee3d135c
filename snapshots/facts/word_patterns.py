"""Regular expressions made from the words of a vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = [
    "DIGIT",
    "REACH",
    "any_of",
    "fewest",
    "holds_any",
    "last_words",
    "lowered",
    "stands_before",
    "stands_in",
]

# The longest words that patterns look back for ("compared with the same months of the first year ") are
# shorter; looking further back costs time in long statements.
REACH = 64


def any_of(words: Iterable[str]) -> str:
    """A group that matches any of the words, the longest first; a blank in a word matches any run of blanks.

    Never empty: no words give a group that matches nowhere. Words that begin alike share their beginning,
    so that a place is tried once for each letter and not once for each word.
    """
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    if not longest_first:
        return r"(?!)"
    return f"(?:{'|'.join(_branches([[_element(letter) for letter in word] for word in longest_first]))})"


def _element(letter: str) -> str:
    return r"\s+" if letter == " " else re.escape(letter)


def _branches(words: Sequence[Sequence[str]]) -> list[str]:
    """The words as alternatives, in their order among those with the same first letter in any case.

    Words with different first letters never match at one place, so their order says nothing.
    """
    groups: dict[str, list[Sequence[str]]] = {}
    for word in words:
        groups.setdefault(word[0].casefold() if word else "", []).append(word)
    found: list[str] = []
    for group in groups.values():
        if len(group) == 1 or len({word[0] for word in group}) > 1:
            found += map("".join, group)
        else:
            rest = _branches([word[1:] for word in group])
            found.append(group[0][0] + (rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})"))
    return found


DIGIT = re.compile(r"\d")
"""A digit: most of what is looked for in a statement has one, and many statements have none."""


def fewest(words: Iterable[str]) -> tuple[str, ...]:
    """The words without those that hold another of them: where "soon" is not, "very soon" is not either."""
    kept: list[str] = []
    for word in sorted(set(words), key=lambda word: (len(word), word)):
        if not holds_any(word, tuple(kept)):
            kept.append(word)
    return tuple(kept)


def lowered(text: str) -> str:
    """The text in lower case with every character at its place.

    Patterns on it run four times as fast as with re.IGNORECASE. Characters whose lower case is longer stay.
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


def last_words(*phrases: Iterable[str]) -> frozenset[str]:
    """The last words of all the phrases, in small letters: for `stands_before`."""
    return frozenset(phrase.lower().split()[-1] for each in phrases for phrase in each)


def stands_before(
    pattern: re.Pattern[str], text: str, at: int, reach: int = REACH, *, last: frozenset[str] | None = None
) -> re.Match[str] | None:
    """The match of a pattern that ends in "$" right before `at`; it looks back `reach` characters at most.

    The search tries every place in its reach, so a pattern of few words is given a short one; where a match
    can only end in one of the words `last` or in a mark, any other word before `at` spares the search.
    """
    if last is not None:
        word = text[max(0, at - REACH) : at].rsplit(None, 1)[-1:]
        if word and word[0].isalpha() and word[0].lower() not in last:
            return None
    return pattern.search(text, max(0, at - reach), at)


def stands_in(word: str, text: str) -> bool:
    """Whether the word, which is not empty, stands in the text at word boundaries, in just these letters."""
    at = text.find(word)
    while at >= 0:
        if _is_edge(text, at) and _is_edge(text, at + len(word)):
            return True
        at = text.find(word, at + 1)
    return False


def _is_edge(text: str, at: int) -> bool:
    """Whether a word begins or ends at `at`: a letter, digit or "_" stands on one side of it alone."""
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    return (before.isalnum() or before == "_") != (after.isalnum() or after == "_")


def holds_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands anywhere in the text: a cheap look before a pattern is tried."""
    return any(map(text.__contains__, words))  # six times as fast as over a generator
