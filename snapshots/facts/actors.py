"""The organisations that a statement names, each under one name."""

from __future__ import annotations

from collections.abc import Iterator

from snapshots.facts.phrase_search import PhraseIndex, Words, split_words
from snapshots.lexicon import load, per_series

__all__ = ["actor_places", "find_actors"]


def find_actors(text: str) -> tuple[str, ...]:
    """The names, as listed in actors.toml, of the organisations in `text`, in order of first mention."""
    return tuple(dict.fromkeys(actor for _, _, actor in actor_places(split_words(text))))


def actor_places(words: Words) -> Iterator[tuple[int, int, str]]:
    """(first word, word after the last, name) of each organisation, in order."""
    for start, end, (actor, generic) in _names().find(words):
        if not generic or _names_no_other_body(words, start, end):
            yield start, end, actor


@per_series
def _names() -> PhraseIndex[tuple[str, bool]]:
    return PhraseIndex(_phrases())


def _phrases() -> Iterator[tuple[str, tuple[str, bool]]]:
    vocabulary = load("actors")
    for group, generic in (("actors", False), ("generic", True)):
        for actor, phrases in vocabulary[group].items():
            for phrase in phrases:
                yield phrase, (actor, generic)


@per_series
def _rules() -> tuple[frozenset[str], frozenset[str]]:
    rules = load("actors")["generic_rules"]
    return frozenset(rules["not_before"]), frozenset(rules["light"])


def _names_no_other_body(words: Words, start: int, end: int) -> bool:
    """Whether "Council" and its like stand alone: no "Refugee" before them, no "of Ministers" after."""
    not_before, light = _rules()
    if end < len(words.keys) and words.joined[end] and words.keys[end] in not_before:
        return False
    named_before = start > 0 and words.joined[start] and words.forms[start - 1][0].isupper()
    return not named_before or words.keys[start - 1] in light
