"""The lists of a vocabulary as words: phrases cut into their words, or words that stand alone.

Cut as statements are cut, so that an entry is found however it is written.
"""

from __future__ import annotations

from collections.abc import Iterator

from diffing.words.stems import words
from snapshots.lexicon import load, per_series

__all__ = ["Phrases", "begins_with", "ends_of_phrases", "phrases_of", "single_words_of"]

Phrases = tuple[tuple[str, ...], ...]


@per_series
def phrases_of(vocabulary: str, name: str) -> Phrases:
    """The entries of the list `name` of `<vocabulary>.toml`, each as its words."""
    return tuple(words(phrase) for phrase in load(vocabulary)[name])


@per_series
def single_words_of(vocabulary: str, name: str) -> frozenset[str]:
    """The entries of a list that is asked for one word at a time, in small letters.

    Raises ValueError where an entry is not one word: it would be passed over in silence.
    """
    found = phrases_of(vocabulary, name)
    longer = [" ".join(entry) for entry in found if len(entry) != 1]
    if longer:
        raise ValueError(f"{vocabulary}.toml: {name} holds single words, and {', '.join(longer)} is not one")
    return frozenset(entry[0] for entry in found)


def begins_with(cut: tuple[str, ...], phrases: Phrases, at: int = 0) -> bool:
    """Whether one of the phrases stands in the words from `at` on."""
    return any(cut[at : at + len(phrase)] == phrase for phrase in phrases)


def ends_of_phrases(cut: tuple[str, ...], phrases: Phrases) -> Iterator[int]:
    """The place behind each phrase that stands in the words, in the order of their beginnings."""
    for at in range(len(cut)):
        for phrase in phrases:
            if cut[at : at + len(phrase)] == phrase:
                yield at + len(phrase)
