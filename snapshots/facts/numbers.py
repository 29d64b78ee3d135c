"""Figures in words and digits: "1 250 000", "1,250.5", "3½", "twenty-seven", "half a million"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import compress
from operator import itemgetter, or_

from snapshots.facts.phrase_search import split_words
from snapshots.facts.word_patterns import any_of, lowered
from snapshots.lexicon import load

__all__ = [
    "FIGURE",
    "MAGNITUDE_WORD",
    "NUMBER_WORDS",
    "Numeral",
    "find_numerals",
    "has_too_many_digits",
    "magnitude",
    "may_hold_numerals",
    "plain",
    "read_figure",
    "starts_of_numerals",
]

_WORDS = load("numbers")
_CARDINALS: dict[str, int] = _WORDS["cardinals"]
_MULTIPLIERS: dict[str, int] = _WORDS["multipliers"]
_MAGNITUDES: dict[str, int] = {**_WORDS["magnitude_words"], **_WORDS["magnitude_signs"]}
_FRACTIONS = {sign: Decimal(value) for sign, value in _WORDS["fractions"].items()}

_BLANK = "\u0020\u00a0\u202f\u2009"  # the blanks that group digits: space, no-break, narrow no-break, thin
_SIGNS = "".join(_FRACTIONS)
# Groups of three may be parted by one kind of mark; what follows the last group is a decimal part.
FIGURE = (
    rf"(?:\d{{1,3}}(?:(?:[{_BLANK}]\d{{3}})+|(?:['’]\d{{3}})+)(?![\d{_SIGNS}])(?:[.,]\d+)?"
    rf"|\d{{1,3}}(?:,\d{{3}})+(?![\d{_SIGNS}])(?:\.\d+)?|\d{{1,3}}(?:\.\d{{3}})+(?![\d{_SIGNS}])(?:,\d+)?"
    rf"|\d+(?:[.,]\d+)?[{_SIGNS}]?|[{_SIGNS}])"
)
"""A figure in digits, as the source of a regular expression without groups."""

_WORD = any_of([*_CARDINALS, *_MULTIPLIERS])
_ARTICLE = rf"(?:half\s+an?|an?)(?=[\s-]+{any_of(_MULTIPLIERS)}\b)"
NUMBER_WORDS = rf"\b(?:{_ARTICLE}|{any_of(_CARDINALS)})(?:(?:[\s-]+(?:and\s+)?){_WORD})*\b"
"""A run of number words, which may hold more than one number; matches in any case with re.IGNORECASE.

A bare multiplier is no number: "million" in "several million" says nothing.
"""

MAGNITUDE_WORD = any_of(_WORDS["magnitude_words"])
"""A written magnitude ("million"); matches in any case with re.IGNORECASE."""

_FIND = re.compile(
    rf"(?<![\w.,/’'])(?P<figure>{FIGURE})(?P<magnitude>\s*(?:{MAGNITUDE_WORD})\b)?"
    rf"|(?P<words>{NUMBER_WORDS})",
)
_DIGIT_OR_SIGN = re.compile(rf"[\d{_SIGNS}]")
_FIRST_LETTER = itemgetter(0)
_ANY_WORD = re.compile(r"[^\W_]+")
_OPENING_WORDS = frozenset((*(re.split(r"[\s-]", name)[0] for name in _CARDINALS), "a", "an", "half"))
_IN_NUMBERS = frozenset((*_CARDINALS, *_MULTIPLIERS))
_NEXT_CARDINAL = re.compile(rf"\b{any_of(_CARDINALS)}\b", re.IGNORECASE)
_LETTERS = re.compile(r"[a-z]+", re.IGNORECASE)
_HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number at text[start:end]. `spelled` says that it stands in words.

    `could_be_thousands` marks "4.500", which in other countries is four thousand five hundred.
    """

    start: int
    end: int
    value: Decimal
    spelled: bool
    could_be_thousands: bool = False


def plain(value: Decimal) -> Decimal:
    """The same value without an exponent or needless zeros."""
    whole = value.to_integral_value()
    return Decimal(int(whole)) if value == whole else value.normalize()


def magnitude(words: str) -> Decimal:
    """What a magnitude word or sign multiplies by: 1000000 for "million", "M" and "mn"; 1 for nothing at all.

    Raises KeyError for any other word.
    """
    words = words.strip().rstrip(".").lstrip("-").strip()
    if not words:
        return Decimal(1)
    return Decimal(_MAGNITUDES[words] if words in _MAGNITUDES else _MAGNITUDES[words.lower()])


def read_figure(figure: str) -> tuple[Decimal, bool]:
    """The value of a FIGURE, and whether a single point before three digits could be a thousands mark.

    A comma before three digits parts thousands, as English has it; before one or two it is a decimal comma.
    Where both marks stand, the last one starts the decimals.
    """
    fraction = _FRACTIONS.get(figure[-1], Decimal(0))
    digits = _NO_DIGITS.sub("", figure)
    if not digits:
        return fraction, False
    point, comma = digits.rfind("."), digits.rfind(",")
    if point >= 0 and comma >= 0:
        thousands, decimal = (",", ".") if point > comma else (".", ",")
        return Decimal(digits.replace(thousands, "").replace(decimal, ".")), False
    if comma >= 0:
        in_threes = _IN_THREES.fullmatch(digits)
        return Decimal(digits.replace(",", "" if in_threes else ".")) + fraction, False
    if digits.count(".") > 1:
        return Decimal(digits.replace(".", "")), False
    doubtful = _ONE_THREE.fullmatch(digits) is not None
    return Decimal(digits) + fraction, doubtful


_NO_DIGITS = re.compile(rf"[{_BLANK}'’{_SIGNS}]")
_IN_THREES = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_ONE_THREE = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def has_too_many_digits(figure: str) -> bool:
    """Whether a figure is longer than any that counts something: a serial number, or an attack."""
    return len(figure) > _MOST_DIGITS and sum(map(str.isdecimal, figure)) > _MOST_DIGITS


# Quintillions. Twenty-eight digits are where decimal arithmetic begins to round.
_MOST_DIGITS = 18


def may_hold_numerals(text: str) -> bool:
    """Whether a digit or a number word stands in the text: a quick look before a search."""
    return _DIGIT_OR_SIGN.search(text) is not None or not _IN_NUMBERS.isdisjoint(split_words(text).keys)


def starts_of_numerals(text: str) -> Iterator[int]:
    """Where a digit or a number word begins: no number begins elsewhere."""
    words = split_words(text)
    if not words.stands_in(text) or not _FRACTIONS.keys().isdisjoint(text):
        return _looked_for(text)
    in_digits = map(str.isdecimal, map(_FIRST_LETTER, words.keys))
    return compress(words.starts, map(or_, map(_OPENING_WORDS.__contains__, words.keys), in_digits))


def _looked_for(text: str) -> Iterator[int]:
    """The same by each word of a text that has its words at other places than `split_words` says."""
    for word in _ANY_WORD.finditer(lowered(text)):
        key = word.group()
        if key in _OPENING_WORDS or key[0].isdecimal() or key[0] in _SIGNS:
            yield word.start()


def find_numerals(text: str) -> Iterator[Numeral]:
    """The numbers of the text, in order; a written magnitude belongs to its figure ("8 million")."""
    lower, at = lowered(text), 0
    for start in starts_of_numerals(text):
        match = _FIND.match(lower, start) if start >= at else None
        if match is None:
            continue
        at = match.end()
        if match["figure"] is None:
            yield from _read_words(text, match.start("words"), match.end("words"))
            continue
        if has_too_many_digits(match["figure"]):
            continue
        value, doubtful = read_figure(match["figure"])
        factor = magnitude(match["magnitude"] or "")
        yield Numeral(
            start=match.start(),
            end=match.end(),
            value=plain(value * factor),
            spelled=False,
            could_be_thousands=doubtful and factor == 1,
        )


def _read_words(text: str, start: int, end: int) -> Iterator[Numeral]:
    """The numbers in a run of number words: "two hundred and five" is one, "two one" are two."""
    at = start
    while at < end:
        stop, value = _longest_number(text, at, end)
        yield Numeral(start=at, end=stop, value=plain(value), spelled=True)
        rest = _NEXT_CARDINAL.search(text, stop, end)
        at = rest.start() if rest else end


def _longest_number(text: str, start: int, end: int) -> tuple[int, Decimal]:
    """Where the first number in the run ends, and its value."""
    total, current, last = Decimal(0), Decimal(0), Decimal(10**15)
    stop = start
    for word in _LETTERS.finditer(text, start, end):
        name = word.group().lower()
        if name in ("a", "an"):
            current = current or Decimal(1)
        elif name == "half":
            current = Decimal("0.5")
        elif name == "and":
            if last < _HUNDRED:
                break
            continue
        elif name in _MULTIPLIERS:
            factor = Decimal(_MULTIPLIERS[name])
            current, total = _multiply(current, total, factor)
            last = factor
        else:
            value = Decimal(_CARDINALS[name])
            if not _may_follow(value, last):
                break
            current, last = current + value, value
        stop = word.end()
    return stop, total + current


def _multiply(current: Decimal, total: Decimal, factor: Decimal) -> tuple[Decimal, Decimal]:
    """The running group and the total after a multiplier: hundreds stay in the group, thousands close it."""
    current = (current or Decimal(1)) * factor
    return (current, total) if factor <= _HUNDRED else (Decimal(0), total + current)


def _may_follow(value: Decimal, last: Decimal) -> bool:
    """Whether a cardinal may follow another in one number: a unit a ten, anything a multiplier."""
    tens, units = Decimal(20), Decimal(10)
    return last >= _HUNDRED or (tens <= last < _HUNDRED and 0 < value < units)
