"""The words of a statement, brought to a form in which two wordings of one thing meet.

`words` cuts and folds, `stem` takes endings off. Neither knows a vocabulary: what means the same in other
words is data, in `snapshots/lexicon/similar_words.toml`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["stem", "words"]

_WORD = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f,]\d{3})+(?!\d)"  # 35 036
    r"|\d+(?:\.\d+)?%?(?:st|nd|rd|th|m|km)?\b%?"  # 11m, 4th, 26%
    r"|[a-z]\d+"  # Q4, A380
    r"|[^\W\d_]+(?:['\u2019](?!s\b)[^\W\d_]+)*"
    r"|\w+"
)

_THOUSANDS = re.compile(r"[ \u00a0\u202f,](?=\d{3})")

# Longest first: the first ending that fits is taken off. Endings of English as official letters use it;
# "-s" is gone before. Only a remainder of three letters or more may stay.
_ENDINGS = (
    ("isational", ""),
    ("izational", ""),
    ("isation", ""),
    ("ization", ""),
    ("ational", ""),
    ("ement", "e"),
    ("ating", ""),
    ("ation", ""),
    ("ative", ""),
    ("ating", ""),
    ("ition", ""),
    ("ional", ""),
    ("ising", ""),
    ("izing", ""),
    ("ised", ""),
    ("ized", ""),
    ("ated", ""),
    ("ment", ""),
    ("ness", ""),
    ("able", ""),
    ("ible", ""),
    ("ance", ""),
    ("ence", ""),
    ("ally", ""),
    ("ical", ""),
    ("ator", ""),
    ("ting", "t"),
    ("ing", ""),
    ("ion", ""),
    ("ate", ""),
    ("ise", ""),
    ("ize", ""),
    ("ive", ""),
    ("ity", ""),
    ("ous", ""),
    ("ful", ""),
    ("ant", ""),
    ("ent", ""),
    ("ial", ""),
    ("ied", "y"),
    ("ed", ""),
    ("er", ""),
    ("or", ""),
    ("al", ""),
    ("ic", ""),
    ("ly", ""),
)
_SHORTEST_STEM = 4
_LONGEST_S_WORD = 3  # "gas", "bus" keep their s


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of `text` in order, case, accents and compatibility forms folded, possessives gone.

    Hyphens cut. Figures keep their thousands together: "35 036" is one word, written 35036.
    """
    found = _WORD.findall(_folded(text))
    return tuple([_figure(word) if word[0].isdigit() else word for word in found])


def _folded(text: str) -> str:
    if text.isascii():
        return text.casefold()
    folded = unicodedata.normalize("NFKD", text.replace("\u2019", "'")).casefold()
    return "".join([char for char in folded if not unicodedata.combining(char)])


def _figure(word: str) -> str:
    return _THOUSANDS.sub("", word)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """`word` without its grammatical and derivational endings; figures and short words come back as they are.

    Two passes at most, so that "organisations" and "organised" meet; no attempt at a word that exists.
    """
    if not word.isalpha() or len(word) <= _LONGEST_S_WORD:
        return word
    return _without_e(_without_ending(_without_ending(_singular(word))))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > _SHORTEST_STEM:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_ending(word: str) -> str:
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _SHORTEST_STEM:
            return _undoubled(word[: -len(ending)] + instead)
    return word


def _undoubled(word: str) -> str:
    doubled = word[-1] == word[-2] and word[-1] not in "lsz"
    return word[:-1] if doubled else word


def _without_e(word: str) -> str:
    if len(word) > _SHORTEST_STEM and word[-1] in "ey":
        return word[:-1]
    return word
