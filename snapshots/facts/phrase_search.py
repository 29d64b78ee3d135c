"""Words of a statement, and the phrases of a vocabulary found among them: longest first, at word boundaries.

A statement has some tens of words and a vocabulary thousands of phrases, so each word is looked up once in a
table of first words, then of second ones; nearly all stop there. That costs about 15 microseconds a statement
and nothing to build at start-up beyond the table, where one regular expression of all the phrases costs a
hundred times as much.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress, count
from typing import Generic, TypeVar

__all__ = ["INITIALS", "PhraseIndex", "Words", "fold", "split_words"]

T = TypeVar("T")
# The words of a phrase in small letters; as written, where that asks for capitals; its value.
_Entry = tuple[tuple[str, ...], tuple[str | bool, ...] | None, T]

_WORD = re.compile(r"[^\W_]+|&")
_WORD_KEPT = re.compile(rf"({_WORD.pattern})")
_JOINING = " \t\n\r\u00a0\u202f-\u2010\u2011\u2013'\u2018\u2019\u02bc/"
_LETTERS_WITH_MARKS = range(0xC0, 0x250)


def _plain_letters() -> dict[int, str]:
    """Latin letters with marks -> the letter without them."""
    bare = {code: unicodedata.normalize("NFD", chr(code))[0] for code in _LETTERS_WITH_MARKS}
    return {code: letter for code, letter in bare.items() if letter.isascii()}


_PLAIN = _plain_letters() | {0x02BC: "'"}  # the apostrophe that Unicode counts as a letter
INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}")


def fold(text: str) -> str:
    """`text` with the accents taken off Latin letters, and "U.K." as "UK"."""
    plain = text if text.isascii() else unicodedata.normalize("NFC", text).translate(_PLAIN)
    if plain.count(".") <= 1:
        return plain
    return INITIALS.sub(lambda initials: initials.group().replace(".", ""), plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a text, in order, as parallel tuples.

    `text` is the folded text, into which `starts` and `ends` are offsets. `forms` are the words as
    written there, `keys` in small letters. `gaps` stand before each word, "" before the first. `joined`
    says that no more than a blank, hyphen or apostrophe stands between a word and the one before.
    """

    text: str
    forms: tuple[str, ...]
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    gaps: tuple[str, ...]
    joined: tuple[bool, ...]

    def stands_in(self, text: str) -> bool:
        """Whether the offsets are offsets into `text` too, of which these are the words; mostly they are."""
        return self.text == text or (len(self.text) == len(text) and unicodedata.is_normalized("NFC", text))

    def gap(self, index: int) -> str:
        """What stands before word `index`, from the word before it; "" before the first."""
        return self.gaps[index] if 0 <= index < len(self.gaps) else ""


@lru_cache(maxsize=1024)
def split_words(text: str) -> Words:
    """The words of `text`: runs of letters and digits, and "&".

    The last ones are kept: partners, actors, status and kind each ask for the words of one statement, and
    headings are tried with the same words several times.
    """
    text = fold(text)
    pieces = _WORD_KEPT.split(text)  # what stands before the first word, that word, what stands behind it ...
    edges = tuple(accumulate(map(len, pieces)))
    forms, gaps = tuple(pieces[1::2]), pieces[2:-1:2]
    joined = list(map(" ".__eq__, gaps))
    for at in compress(count(), map(" ".__ne__, gaps)):
        joined[at] = _joins(gaps[at], forms[at])
    return Words(
        text=text,
        forms=forms,
        keys=tuple(map(str.lower, forms)),
        starts=edges[:-1:2],
        ends=edges[1::2],
        gaps=("", *gaps) if forms else (),
        joined=(False, *joined) if forms else (),
    )


def _joins(gap: str, before: str) -> bool:
    """Whether a name can run on over `gap`; a full stop only ends an abbreviation: "St. Lucia", "U.S."."""
    rest = gap.strip(_JOINING)
    return not rest or (rest == "." and len(before) <= 2)  # noqa: PLR2004 (St, Dr, a single letter)


class PhraseIndex(Generic[T]):
    """Phrases with a value each, to be found in `Words`.

    A word of a phrase that is written in small letters fits any case; with a first capital it needs one; one
    with further capitals (BiH, UAE) must stand exactly so. Of two equal phrases the first given holds.
    """

    __slots__ = ("_by_first_word", "_last_words")

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        by_first: dict[str, dict[str, list[_Entry[T]]]] = {}
        last_words: set[str] = set()
        for phrase, value in phrases:
            forms = tuple(_WORD.findall(fold(phrase)))
            keys = tuple([form.lower() for form in forms])
            second = keys[1] if len(keys) > 1 else ""
            capitals = tuple(map(_capitals_of, forms)) if forms != keys else None
            entry = (keys, capitals, value)
            by_first.setdefault(keys[0], {}).setdefault(second, []).append(entry)
            last_words.add(keys[-1])
        for by_second in by_first.values():
            for entries in by_second.values():
                entries.sort(key=lambda entry: -len(entry[0]))
        self._by_first_word = by_first
        self._last_words = frozenset(last_words)

    def first_words(self) -> frozenset[str]:
        """The words, in small letters, with which the phrases begin."""
        return frozenset(self._by_first_word)

    def may_begin_among(self, keys: tuple[str, ...]) -> bool:
        """Whether one of the words, in small letters, is a phrase's first: a quick look before a search."""
        return not self._by_first_word.keys().isdisjoint(keys)

    def beginnings(self, keys: tuple[str, ...]) -> list[int]:
        """The places of the words, in small letters, with which a phrase may begin."""
        return list(compress(count(), map(self._by_first_word.__contains__, keys)))

    def find(self, words: Words) -> Iterator[tuple[int, int, T]]:
        """(first word, word after the last, value) of each phrase, from left to right, none overlapping."""
        at, table, keys = 0, self._by_first_word, words.keys
        if table.keys().isdisjoint(keys):
            return
        following = (*keys[1:], "")
        for index in self.beginnings(keys):
            by_second = table[keys[index]]
            if index < at or not ("" in by_second or following[index] in by_second):
                continue
            hit = self.at(words, index)
            if hit is not None:
                at = hit[0]
                yield index, at, hit[1]

    def at(self, words: Words, index: int) -> tuple[int, T] | None:
        """(word after the last, value) of the longest phrase that begins at word `index`."""
        keys = words.keys
        by_second = self._by_first_word.get(keys[index])
        if by_second is None:
            return None
        if index + 1 < len(keys) and (entries := by_second.get(keys[index + 1])):
            longer = _fitting(words, index, entries)
            if longer is not None:
                return longer
        entries = by_second.get("")
        return _fitting(words, index, entries) if entries else None

    def ends_at(self, words: Words, at: int, *, within: int) -> tuple[int, T] | None:
        """(first word, value) of the longest phrase, of `within` words at most, that ends before `at`."""
        if words.keys[at - 1] not in self._last_words:
            return None
        for first in range(max(0, at - within), at):
            hit = self.at(words, first)
            if hit is not None and hit[0] == at:
                return first, hit[1]
        return None


def _fitting(words: Words, index: int, entries: Iterable[_Entry[T]]) -> tuple[int, T] | None:
    """The end and value of the first phrase that stands at `index`, joined by blanks and hyphens alone."""
    for keys, capitals, value in entries:
        end = index + len(keys)
        if len(keys) > 1 and (words.keys[index:end] != keys or not all(words.joined[index + 1 : end])):
            continue
        if capitals is None or all(map(_written_as, words.forms[index:end], capitals)):
            return end, value
    return None


def _capitals_of(form: str) -> str | bool:
    """How a word of a phrase must be written: just so, or whether it must begin with a capital."""
    return form if form[1:] != form[1:].lower() else form[0].isupper()


def _written_as(form: str, capitals: str | bool) -> bool:
    if capitals is True:
        return form[0].isupper()
    return capitals is False or form == capitals
