"""What a number counts: the noun phrase after it ("Search and Rescue vessels"), as far as its plural."""

from __future__ import annotations

import re

from snapshots.facts.numbers import FIGURE, MAGNITUDE_WORD, NUMBER_WORDS
from snapshots.facts.word_patterns import any_of
from snapshots.lexicon import load

__all__ = ["counted_noun", "plural_before", "subject_before"]

_WORDS = load("counting")
_PLURALS = frozenset(word.lower() for word in _WORDS["plurals"])
_ALSO_INSIDE = frozenset(_WORDS["plural_also_inside"])
_NO_PLURALS = frozenset(word.lower() for word in _WORDS["no_plurals"]) - _ALSO_INSIDE
_STOPS = frozenset(_WORDS["stops"])
_FILLERS = frozenset(_WORDS["fillers"])
_PRONOUNS = frozenset(_WORDS["pronouns"])

_NUMBER = rf"(?:{FIGURE}|{NUMBER_WORDS})"
# " planned 120", " 3 million"
_WHOLE = rf"(?:\s[a-z]+e[dn])?\s(?>{_NUMBER})(?:\s{MAGNITUDE_WORD}\b)?"
_PARTITIVE = re.compile(
    rf"\s(?:{any_of(_WORDS['partitives'])}(?:{_WHOLE})?|of{_WHOLE})(?=\s)",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?:\s|\s?[“‘\"'])(?P<word>[^\W\d_][\w’'&./-]*|\d+(?:[.,]\d+)?-?\w*)[”’\"']?")
_PLURAL_LETTERS = re.compile(r"[a-z]{2,}s$|[A-Z]{2,}s$|[a-z]{2,}(?:men|people)$")
_ONE = re.compile(r"\b(?:1|one)$", re.IGNORECASE)
# How far back a sentence may name what its bare figures count.
_SENTENCE_REACH = 300
_SENTENCE = re.compile(r"[.!?;]\s")
# As in "13 EU-funded cross-border search and rescue training programmes": longer phrases are sentences.
_LONGEST = 9


def counted_noun(text: str, end: int, *, plural: bool = True) -> str | None:
    """The phrase that a number ending at `end` counts, without "additional" and the like; None where none is.

    It goes as far as the first plural, and never past what stops a phrase: a verb, a preposition, a comma.
    Without `plural`, the next word will do.
    """
    partitive = _PARTITIVE.match(text, end)
    words = _words_after(text, partitive.end() if partitive else end)
    for index, word in enumerate(words):
        if _is_plural(word) and not _goes_on(words, index):
            return _phrase(words[: index + 1])
    if not plural:
        return _phrase([word for word in words if word.lower() not in _FILLERS][:1])
    if words and _ONE.search(text, max(0, end - 4), end):
        return _phrase(words)
    return None


def plural_before(text: str, start: int) -> str | None:
    """The nearest plural before `start` in its sentence: "deployments" for "the deployments stand at 488"."""
    words_before = text[max(0, start - _SENTENCE_REACH) : start]
    words = re.findall(r"[^\W\d_][\w’'-]*", _SENTENCE.split(words_before)[-1])
    return next((word for word in reversed(words) if _is_plural(word)), None)


def subject_before(text: str, start: int) -> str | None:
    """The noun that a sentence begins with, before `start`: "membership"; None where none does."""
    sentence = _SENTENCE.split(text[max(0, start - _SENTENCE_REACH) : start])[-1]
    words = [word.lower() for word in re.findall(r"[^\W\d_][\w’'-]*", sentence.rsplit(": ", 1)[-1])]
    if words and words[0] in _PRONOUNS:
        return None
    return next((word for word in words if word not in _STOPS and word not in _FILLERS and word != "a"), None)


def _words_after(text: str, at: int) -> list[str]:
    """The words up to the first one that ends a phrase; "and" stays where a plural may still come."""
    words: list[str] = []
    while len(words) < _LONGEST and (match := _WORD.match(text, at)):
        word = match["word"]
        if word.lower() in _STOPS:
            break
        if word.lower() in ("and", "&") and (not words or _is_plural(words[-1])):
            break
        words.append(word.rstrip(".'’"))
        at = match.end()
        if word.endswith("."):
            break
    while words and words[-1].lower() in ("and", "&"):
        words.pop()
    return words


def _is_plural(word: str) -> bool:
    bare = word.lower()
    if bare in _PLURALS:
        return True
    if bare in _NO_PLURALS or bare.endswith(("ss", "us", "is", "'s", "’s")):
        return False
    return _PLURAL_LETTERS.search(word) is not None


def _goes_on(words: list[str], index: int) -> bool:
    """Whether the plural only describes the next word: "operations officers", "sales contracts"."""
    following = words[index + 1] if index + 1 < len(words) else None
    return following is not None and words[index].lower() in _ALSO_INSIDE and _is_plural(following)


def _phrase(words: list[str]) -> str | None:
    kept = list(words)
    if not kept:
        return None
    while len(kept) > 1 and (kept[0] in _FILLERS or kept[0].lower() in _FILLERS or kept[0][0].isdigit()):
        kept.pop(0)
    return None if kept[0].isdigit() else " ".join(kept)
