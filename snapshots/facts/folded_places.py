"""The way back from folded words (`phrase_search.fold`) to the text as it was written.

Folding keeps most texts at their length. It shortens "U.K." and puts a letter and its loose accent together;
what is quoted has to be cut from the text as it stands.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import accumulate

from snapshots.facts.phrase_search import INITIALS, Words

__all__ = ["place_of_words"]


def place_of_words(text: str, words: Words, first: int, last: int) -> tuple[int, int] | None:
    """Where the words `first` to `last`, inclusive, of `split_words(text)` stand in `text`.

    None for the rare text (of conjoining Hangul, say) whose folding cannot be followed.
    """
    start, end = words.starts[first], words.ends[last]
    if words.stands_in(text):
        return start, end
    back = _way_back(text)
    if len(back) != len(words.text):
        return None
    last = back[end - 1]
    return back[start], last + _width(text, last)


@lru_cache(maxsize=64)
def _way_back(text: str) -> tuple[int, ...]:
    """For each character of the folded text, where it comes from."""
    clusters = _clusters(text)
    composed = [unicodedata.normalize("NFC", cluster) for cluster in clusters]
    starts = accumulate((len(cluster) for cluster in clusters), initial=0)
    places = [start for start, shown in zip(starts, composed, strict=False) for _ in shown]
    whole = "".join(composed)
    lost = {
        at
        for initials in INITIALS.finditer(_plain(whole))
        for at in range(initials.start(), initials.end())
        if whole[at] == "."
    }
    return tuple(place for at, place in enumerate(places) if at not in lost)


def _plain(text: str) -> str:
    """Of the same length, with A to Z where folding sees one."""
    return "".join(unicodedata.normalize("NFD", character)[0] for character in text)


def _clusters(text: str) -> list[str]:
    """The text as letters with their loose accents."""
    clusters: list[str] = []
    for character in text:
        if clusters and unicodedata.combining(character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _width(text: str, at: int) -> int:
    """How many characters the letter at `at` has with its loose accents."""
    end = at + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end - at
