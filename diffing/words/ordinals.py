"""Which one of a kind a statement speaks of: the second instalment, lot 3, phase II."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from diffing.words.abbreviations import light_words
from diffing.words.stems import stem, words
from snapshots.lexicon import load, per_series

__all__ = [
    "Numbered",
    "another_of_its_kind",
    "is_the_next",
    "is_the_stage_before",
    "ordinal_words",
    "read_numbered",
    "the_same_of_its_kind",
]

# What is counted, by its stem, and the numbers that a statement gives it.
Numbered = Mapping[str, frozenset[int]]

# The words behind an ordinal, up to a comma or the end of the phrase.
_BEHIND = re.compile(r"[ \u00a0]([^\W\d_][\w/-]*)")
_NUMBER = r"[ \u00a0](?P<number>[IVX]{1,4}|\d{1,2})\b(?![.,:/%]?\d)"
_NAMED = re.compile(rf"\b(?P<noun>[^\W\d_][\w-]+){_NUMBER}")
_A_NUMBER = re.compile(_NUMBER)
# The number of the stage before what is numbered from one on: "pre-feasibility study".
_BEFORE = 0
# "The third short-range radar battery": a noun has two words before it at most.
_PHRASE = 3
# "Norway: the next meeting": a label and an article before it at most.
_OPENING = 3


def read_numbered(text: str) -> Numbered:
    """What the text numbers; empty for most, which a glance at words and figures tells."""
    found: dict[str, set[int]] = {}
    ordinal = _by_ordinal(text) if _has_an_ordinal(text) else ()
    name = _by_name(text) if _A_NUMBER.search(text) else ()
    before = _by_prefix(text) if "-" in text or "\u2010" in text or "\u2011" in text else ()
    for noun, number in (*ordinal, *name, *before):
        found.setdefault(noun, set()).add(number)
    return {noun: frozenset(numbers) for noun, numbers in found.items()}


def another_of_its_kind(one: Numbered, other: Numbered) -> bool:
    """Whether both number the same thing and no number is the same: the fourth lot and the fifth."""
    if not one or not other:
        return False
    return any(one[noun].isdisjoint(other[noun]) for noun in one.keys() & other.keys())


def the_same_of_its_kind(one: Numbered, other: Numbered) -> bool:
    """Whether both number the same thing alike, and nothing otherwise."""
    return not one.keys().isdisjoint(other.keys()) and not another_of_its_kind(one, other)


def is_the_stage_before(one: Numbered, other: Numbered, named: Container[str]) -> bool:
    """Whether one is the stage before a thing that the other names: a pre-feasibility, a feasibility study.

    `named` has the stems of the other's words. What it puts that prefix to as well is the same stage.
    """
    return any(
        _BEFORE in numbers and noun in named and _BEFORE not in other.get(noun, ())
        for noun, numbers in one.items()
    )


def is_the_next(text: str) -> bool:
    """Whether it opens with the next one of its kind: "The next meeting will be held in May"."""
    return not _words("next").isdisjoint(text.lower().split()[:_OPENING])


@per_series
def ordinal_words() -> frozenset[str]:
    """The stems of ordinals: "first" says which of a kind, not what."""
    return frozenset(stem(word) for word in _ordinals())


def _ordinals() -> Mapping[str, int]:
    known: Mapping[str, int] = load("ordinals")["ordinals"]
    return known


@per_series
def _ordinal() -> re.Pattern[str]:
    endings = "|".join(load("ordinals")["endings"])
    return re.compile(rf"\b(?P<number>{'|'.join(_ordinals())}|\d{{1,2}}(?:{endings}))\b", re.IGNORECASE)


@per_series
def _in_figures() -> re.Pattern[str]:
    return re.compile(rf"\d(?:{'|'.join(load('ordinals')['endings'])})\b", re.IGNORECASE)


@per_series
def _prefixed() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(load('ordinals')['before'])})[-\u2010\u2011](?P<noun>[a-z]+)", re.IGNORECASE
    )


@per_series
def _words(name: str) -> frozenset[str]:
    return frozenset(load("ordinals")[name])


def _has_an_ordinal(text: str) -> bool:
    return not _ordinals().keys().isdisjoint(words(text)) or _in_figures().search(text) is not None


def _by_ordinal(text: str) -> Iterator[tuple[str, int]]:
    for match in _ordinal().finditer(text):
        number = _value(match["number"].lower())
        if number is not None:
            yield from ((stem(noun), number) for noun in _phrase(text, match.end()))


def _value(word: str) -> int | None:
    if word[0].isdigit():
        return int(word[:-2])
    return _ordinals().get(word)


def _phrase(text: str, at: int) -> list[str]:
    """The nouns that an ordinal in front of `at` may count: the words up to a preposition or participle."""
    nouns: list[str] = []
    while len(nouns) < _PHRASE and (match := _BEHIND.match(text, at)):
        word, at = match[1].lower(), match.end()
        if word in _words("between"):
            continue
        if word in _words("uncounted") and not nouns:
            break
        if word in light_words() or word.endswith("ed") or word in _ordinals():
            break
        nouns.append(word)
    return nouns


def _by_name(text: str) -> Iterator[tuple[str, int]]:
    for match in _NAMED.finditer(text):
        roman: Mapping[str, int] = load("ordinals")["roman"]
        number = roman.get(match["number"]) or (int(match["number"]) if match["number"].isdigit() else None)
        # "I" and "V" say more than a number, and figures follow all sorts of words.
        is_roman = match["number"] in roman and len(match["number"]) > 1
        named = is_roman or match["noun"].lower() in _words("counted")
        if number is not None and named:
            yield stem(match["noun"].lower()), number


def _by_prefix(text: str) -> Iterator[tuple[str, int]]:
    for match in _prefixed().finditer(text):
        if match["noun"].lower() in _words("staged"):
            yield stem(match["noun"].lower()), _BEFORE
