"""The lists of a vocabulary as words: phrases cut into their words, or words that stand alone.

Cut as statements are cut, so that an entry is found however it is written.
"""

from __future__ import annotations

from diffing.words.stems import words
from snapshots.lexicon import load, per_series

__all__ = ["phrases_of", "single_words_of"]


@per_series
def phrases_of(vocabulary: str, name: str) -> tuple[tuple[str, ...], ...]:
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
