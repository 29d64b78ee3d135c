"""Counts that are told beside a larger whole: "60 of 120", "60/120", "half of the pumps"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from snapshots.facts.clauses import Sentence
from snapshots.facts.numbers import find_numerals
from snapshots.facts.phrase_search import PhraseIndex
from snapshots.facts.word_patterns import any_of
from snapshots.lexicon import load

__all__ = ["begins_part", "begins_part_loosely", "begins_share"]

_WORDS = load("status")["parts"]
_INTO = rf"(?:{any_of(_WORDS['into'])}\s)*(?:{any_of(_WORDS['about'])}\s)?"
_NOUN = r"(?:\s[a-z-]+){1,3}"
# "60 of the planned 120", "60 pumps out of 120"; in brackets "60 (of 120)", "60 pumps (target: 120)"
_BETWEEN = re.compile(
    rf"\s(?:out\s)?of\s{_INTO}|{_NOUN}\s(?:out\sof|of\s(?:a|the|its|their)\stotal\sof)\s{_INTO}"
    rf"|(?:{_NOUN})?\s\((?:(?:out\s)?of\s{_INTO}|{any_of(_WORDS['goals'])}:?\s)",
    re.IGNORECASE,
)
_MONEY = re.compile(rf"\b{any_of(load('currencies')['names'])}\b", re.IGNORECASE)
# No "2024/25", "3/2025", "Regulation 2021/90", "12/05/2025", which are years, dates and numbers of texts.
_DIVIDED = re.compile(r"(?<![\w/.-])(?P<part>\d{1,6})\s?/\s?(?P<whole>\d{1,6})(?![\w/]|\.\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")


def begins_part(sentence: Sentence, at: int) -> bool:
    """Whether a count that falls short of its whole begins with the word at `at`; "4 of them" is none."""
    return _offset(sentence, at) in _parts(sentence.words.text)


def begins_share(sentence: Sentence, at: int) -> bool:
    """Whether less than the whole is named at `at` without a count: "half of the pumps"."""
    return at < len(sentence.keys) and _shares().at(sentence.words, sentence.indexes[at]) is not None


def begins_part_loosely(sentence: Sentence, at: int) -> bool:
    """Whether a part or share begins at `at`, or behind an article and words such as "some", "the first"."""
    while sentence.key(at) in _LEADING:
        at += 1
    divided = _DIVIDED.match(sentence.words.text, _offset(sentence, at))
    if divided and not _YEAR.fullmatch(divided["part"]) and not _YEAR.fullmatch(divided["whole"]):
        return int(divided["part"]) < int(divided["whole"])
    return begins_part(sentence, at) or begins_share(sentence, at)


_LEADING = frozenset(word for phrase in (*_WORDS["about"], *_WORDS["leading"]) for word in phrase.split())


def _offset(sentence: Sentence, at: int) -> int:
    """Where the word at `at` stands in the folded text; its end behind the last word."""
    words = sentence.words
    return words.starts[sentence.indexes[at]] if at < len(sentence.indexes) else len(words.text)


@lru_cache(maxsize=64)
def _parts(text: str) -> frozenset[int]:
    """Where the counts stand whose whole follows."""
    numerals = list(find_numerals(text)) if " of " in text or "(" in text else []
    return frozenset(
        part.start
        for part, whole in pairwise(numerals)
        if part.value < whole.value and _is_between(text, part.end, whole.start)
    )


def _is_between(text: str, start: int, end: int) -> bool:
    between = _BETWEEN.fullmatch(text, start, end)
    return between is not None and not _MONEY.search(between.group())


@cache
def _shares() -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrase in _WORDS["shares"])
