"""Regular expressions made from the words of a vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["any_of"]


def any_of(words: Iterable[str]) -> str:
    """A group that matches any of the words, the longest first; a blank in a word matches any run of blanks.

    Never empty: no words give a group that matches nowhere.
    """
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    patterns = [r"\s+".join(re.escape(piece) for piece in word.split(" ")) for word in longest_first]
    return f"(?:{'|'.join(patterns)})" if patterns else r"(?!)"
