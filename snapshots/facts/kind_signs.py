"""The words and numbers of a statement that show a kind, each with its weight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import compress, count
from operator import itemgetter

from snapshots.facts.body_names import names_a_body
from snapshots.facts.handed_in import documents_handed_in
from snapshots.facts.phrase_search import PhraseIndex, Words
from snapshots.letter import Kind
from snapshots.lexicon import load

__all__ = ["Sign", "find_signs"]

# Set on statements of a letter and of many other fields, all read by hand (see tests/golden/worded_facts): a
# tenth more or less of any of these changes at most one in a hundred.
_WEIGHTS = {"strong": 3.0, "plain": 2.0, "middling": 1.5, "slight": 1.0}
_MONEY = 1.9
_PERCENT = 1.0
_COUNTED = 1.6
_AT_THE_END = 1.6  # "Operators authorised in all: 1 940"
_COMPOUND = 0.7
_DOCUMENT = 3.0  # "submitted the masterplan of the port" reports on no port
_BODY = 0.45  # "the Harbour Fund opened a school": who acts says what is done only where nothing else does
_MANY = 100
_FIRST_LETTER = itemgetter(0)
_BEFORE_A_CURRENCY = 4  # words from a figure on: "3 million US dollars"
_BLANKS = frozenset({" ", "-", "\u00a0", "\u202f"})
_THOUSANDS = frozenset({" ", ",", ".", "\u00a0", "\u202f", "'"})
_NUMBER_AT_END = re.compile(r"(?<!ed):\s*\d[\d .,\u00a0\u202f]*(?:%|per cent|percent)?\s*\.?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A word, from `at`, that shows a kind."""

    kind: Kind
    at: int
    weight: float


def find_signs(words: Words) -> Iterator[Sign]:
    """Every sign, those of one sort in order."""
    ended: Sign | None = None  # a sign that may be part of a compound: "vaccine donation" is a donation
    edge = 0
    for start, end, value in _lexicon().find(words):
        if ended is not None:
            heavier = value is not None and value[1] >= ended.weight
            compound = heavier and start == edge and _is_noun_before(words, start)
            yield replace(ended, weight=ended.weight * _COMPOUND) if compound else ended
        ended = None if value is None else _sign(words, start, end, *value)
        edge = end
    if ended is not None:
        yield ended
    for at in documents_handed_in(words):
        yield Sign(kind=Kind.OTHER, at=at, weight=_DOCUMENT)
    digits = list(compress(count(), map(str.isdigit, map(_FIRST_LETTER, words.forms))))
    for index in digits:
        yield from _signs_of_number(words, index)
    if digits and ":" in words.text and (total := _NUMBER_AT_END.search(words.text)):
        at = next(index for index in digits if words.starts[index] > total.start())
        yield Sign(kind=Kind.INDICATOR, at=at, weight=_AT_THE_END)


def _sign(words: Words, start: int, end: int, kind: Kind, weight: float) -> Sign | None:
    """The sign that a phrase of the vocabulary gives; None where it means something else here."""
    if _means_otherwise(words, start, end, kind):
        return None
    return Sign(kind=kind, at=start, weight=weight * (_BODY if names_a_body(words, start, end) else 1.0))


def _is_noun_before(words: Words, index: int) -> bool:
    """Whether the phrase before the word can be the first part of a compound: not "price of"."""
    return words.gap(index) == " " and words.keys[index - 1] not in _lore().prepositions


@cache
def _lexicon() -> PhraseIndex[tuple[Kind, float] | None]:
    return PhraseIndex(_phrases())


def _phrases() -> Iterator[tuple[str, tuple[Kind, float] | None]]:
    vocabulary = load("kind")
    for phrase in vocabulary["silent"]["phrases"]:
        yield phrase, None
    for strength, weight in _WEIGHTS.items():
        for kind, phrases in vocabulary[strength].items():
            for phrase in phrases:
                yield phrase, (Kind(kind), weight)


def _means_otherwise(words: Words, start: int, end: int, kind: Kind) -> bool:
    """Whether what stands beside a word gives it another meaning.

    "Stands at EUR 2 billion" is no level, "pledged 3 000 places" no money, "900 rounds" are no talks,
    "the fund works in" is no building site.
    """
    if words.keys[start] == "works":
        return start > 0 and words.gap(start) == " " and words.keys[start - 1] not in _lore().before_works
    if kind is Kind.FUNDING:
        return _is_count_of_things(words, end)
    if kind is Kind.INDICATOR:
        return words.keys[end - 1] in _lore().level_ends and _is_money(words, _number_at(words, end))
    return words.keys[start] == "rounds" and start > 0 and _count_to(words, start - 1) >= _MANY


def _number_at(words: Words, index: int) -> int:
    """The word with the digits of an amount that begins at `index`, a currency before it or not."""
    coded = index + 1 < len(words.forms) and words.forms[index] in _lore().codes
    return index + 1 if coded else index


# --- numbers ------------------------------------------------------------------------------------------------


def _signs_of_number(words: Words, index: int) -> Iterator[Sign]:
    """Money, percentages and counts of people."""
    if _is_money(words, index):
        yield Sign(kind=Kind.FUNDING, at=index, weight=_MONEY)
        return
    after = words.text[words.ends[index] : words.ends[index] + 2]
    if "%" in after or words.keys[index + 1 : index + 2] in {("percent",), ("per",)}:
        yield Sign(kind=Kind.INDICATOR, at=index, weight=_PERCENT)
    elif _is_count_of_people(words, index):
        yield Sign(kind=Kind.INDICATOR, at=index, weight=_COUNTED)


def _is_money(words: Words, index: int) -> bool:
    """Whether the number at `index` has a currency before or after it."""
    if index >= len(words.forms) or not words.forms[index][0].isdigit():
        return False
    lore = _lore()
    if words.forms[max(index - 1, 0)] in lore.codes:
        return True
    before = words.text[words.ends[index - 1] if index else 0 : words.starts[index]]
    if before != " " and not lore.signs.isdisjoint(before):
        return True
    return _is_followed_by_currency(words, index)


def _is_followed_by_currency(words: Words, index: int) -> bool:
    """Whether one of the next words, with only blanks between, is a currency: "3 million US dollars"."""
    for at in range(index + 1, min(index + _BEFORE_A_CURRENCY, len(words.forms))):
        if words.gap(at) not in _BLANKS:
            return False
        if words.forms[at] in _lore().currencies:
            return True
    return False


def _is_count_of_people(words: Words, index: int) -> bool:
    """Whether a number of a hundred or more begins at `index` and stands before people: "3 500 migrants"."""
    if index and words.forms[index - 1].isdigit() and words.gap(index) in _THOUSANDS:
        return False
    end = index
    while end + 1 < len(words.forms) and words.forms[end + 1].isdigit() and words.gap(end + 1) in _THOUSANDS:
        end += 1
    people = not _lore().people.isdisjoint(words.keys[end + 1 : end + 4])
    return people and _count_to(words, end) >= _MANY


def _is_count_of_things(words: Words, start: int) -> bool:
    """Whether a figure begins at `start` that counts what is given in kind: "3 000 places"."""
    end = start
    while end < len(words.forms) and words.forms[end].isdigit():
        end += 1
    return start < end < len(words.forms) and words.keys[end] in _lore().in_kind


def _count_to(words: Words, end: int) -> int:
    """The whole number whose last digits stand at `end`; 0 where there is none."""
    start = end
    while start and words.forms[start - 1].isdigit() and words.gap(start) in _THOUSANDS:
        start -= 1
    digits = "".join(words.forms[start : end + 1])
    reads = len(digits) <= _MOST_DIGITS and digits.isdecimal() and digits.isascii()
    return int(digits) if reads else 0


# As for numerals: what is longer counts nothing.
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lore:
    """What makes a number money, people or a level: see kind.toml."""

    signs: frozenset[str]
    codes: frozenset[str]
    currencies: frozenset[str]
    people: frozenset[str]
    in_kind: frozenset[str]
    prepositions: frozenset[str]
    level_ends: frozenset[str]
    before_works: frozenset[str]


@cache
def _lore() -> _Lore:
    vocabulary, currencies = load("kind"), load("currencies")
    money, counted = vocabulary["money"], vocabulary["counted"]
    plain = set(currencies["codes"]) - set(currencies["codes_with_another_meaning"])
    codes = plain.union(money["codes"])
    return _Lore(
        signs=frozenset(money["signs"]),
        codes=frozenset(codes),
        currencies=frozenset(codes.union(money["words"])),
        people=frozenset(counted["people"]),
        in_kind=frozenset((*counted["people"], *counted["in_kind"])),
        prepositions=frozenset(vocabulary["complement"]),
        level_ends=frozenset(counted["level_ends"]),
        before_works=frozenset(counted["before_works"]),
    )
