"""Where numbers name a document, a law or a web page: "2021/1147", "COM(2023) 755", "S/RES/2231".

A year or a count read out of such a name would be wrong.
"""

from __future__ import annotations

import re
from functools import lru_cache

from snapshots.facts.taken_text import TakenText
from snapshots.facts.word_patterns import any_of, holds_any, lowered
from snapshots.lexicon import load

__all__ = ["find_references", "without_references"]

_REFERENCE = re.compile(
    r"""
      \b(?:DOCUMENTS)\s?\(\s?(?:19|20)\d\d\s?\)(?:\s?\d+)?    # COM(2023) 755, Ares (2023)
    | \b[A-Z]{1,8}(?:/[A-Z0-9.]+)+\b                               # S/RES/2231, A/73/L.1
    | \b(?:19|20)\d\d/(?!(?:19|20)\d\d\b)\d{3,5}(?:/[A-Z]{2,5})?\b                    # 2021/1147
    | \b(?:19|20)\d\d/\d{1,4}/[A-Z]{2,5}\b                         # 2013/33/EU
    | (?<![\d/])\d{2,5}/(?:19|20)\d\d(?:/[A-Z]{2,5})?\b(?<!\b0\d/\d{4})(?<!\b1[0-2]/\d{4})  # 810/2009
    | \b\d{4}/\d{4}\(\w+\)
    | \b(?i:resolutions?|decision|directive|regulation)\s(?:\([A-Z]+\)\s)?(?:No\.?\s)?\d+(?:\s?\(\d{4}\))?
    """.replace("DOCUMENTS", any_of(load("references")["documents"])),
    re.VERBOSE,
)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+")
_DIGIT = re.compile(r"\d")
_HINTS = ("/", "@", "www.", "resolution", "decision", "directive", "regulation")
_YEAR_IN_BRACKETS = re.compile(r"\(\s?(?:19|20)\d\d")


@lru_cache(maxsize=64)
def find_references(text: str) -> tuple[tuple[int, int], ...]:
    """The [start, end) of every such name, in order, none overlapping; times and counts both ask for them."""
    if not holds_any(lowered(text), _HINTS) and not _YEAR_IN_BRACKETS.search(text):
        return ()
    found = [match.span() for match in _REFERENCE.finditer(text)]
    if not any(mark in text for mark in ("@", "://", "www.")):
        return tuple(found)
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    taken = TakenText(len(text), addresses)
    return tuple(sorted(addresses + [span for span in found if not taken.holds_any_of(*span)]))


def without_references(text: str) -> str:
    """The text with the digits of such names blanked out: offsets stay, and no number is read from them."""
    stretches = find_references(text)
    if not stretches:
        return text
    pieces, at = [], 0
    for start, end in stretches:
        pieces += [text[at:start], _DIGIT.sub(" ", text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])
