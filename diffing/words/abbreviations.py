"""Abbreviations that two letters use, and the words that they stand for, found in the letters themselves.

Nothing is looked up: an abbreviation is explained where its letters are the initials of a run of words, in
either letter ("Emergency Transit Mechanism (ETM)", or "ETM" here and the words there).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from diffing.words.stems import words
from snapshots.lexicon import load, per_series

__all__ = ["expansions", "light_words"]

_ABBREVIATION = re.compile(r"\b(?:[A-Z][a-z]?){1,6}[A-Z]s?\b")
# Two initials fit too many words ("of it" for OI).
_SHORTEST = 3
_LONGEST = 7
# A run that is never capitalised explains an abbreviation only when it is a set phrase ("search and rescue").
_SET_PHRASE = 3


@per_series
def light_words() -> frozenset[str]:
    """Words that say nothing about which measure is meant, case-folded."""
    return frozenset(load("light_words")["words"].split())


def expansions(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Each abbreviation, case-folded, with the words that it stands for; sorted by abbreviation.

    Only runs within one of `texts` are looked at. Where several runs fit, the one written most often wins,
    then the one that comes first in the alphabet.
    """
    kept = tuple(texts)
    wanted = frozenset(key for text in kept for key in _abbreviations(text))
    found: dict[str, Counter[tuple[str, ...]]] = {key: Counter() for key in sorted(wanted)}
    for text in kept:
        _collect(text, wanted, found)
    return {
        key: min(runs, key=lambda run: (-runs[run], run))
        for key, counted in found.items()
        if (runs := {run: times for run, times in counted.items() if times >= _SET_PHRASE})
    }


def _abbreviations(text: str) -> list[str]:
    found = (match.group().removesuffix("s").casefold() for match in _ABBREVIATION.finditer(text))
    return [key for key in found if _SHORTEST <= len(key) <= _LONGEST]


def _collect(text: str, wanted: frozenset[str], found: dict[str, Counter[tuple[str, ...]]]) -> None:
    cut = words(text)
    initials = "".join([word[0] for word in cut])
    for key, counted in found.items():
        at = initials.find(key)
        while at >= 0:
            run = cut[at : at + len(key)]
            if _explains(run, wanted):
                counted[run] += _SET_PHRASE if _is_a_name(run, text) else 1
            at = initials.find(key, at + 1)


def _explains(run: tuple[str, ...], wanted: frozenset[str]) -> bool:
    """A run that begins or ends in a word like "of" is a coincidence."""
    light = light_words()
    bounded = run[0] not in light and run[-1] not in light
    return bounded and all(word.isalpha() and len(word) > 1 and word not in wanted for word in run)


def _is_a_name(run: tuple[str, ...], text: str) -> bool:
    """Whether the run is written with capitals, but for words like "of"."""
    light = light_words()
    pattern = r"\W+".join(re.escape(word) if word in light else re.escape(word.capitalize()) for word in run)
    return re.search(rf"\b{pattern}", text) is not None
