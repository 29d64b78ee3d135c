"""Months, quarters, seasons, halves and years by name: "Q1 2024", "late spring", "mid-2024", "2022-2023"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from snapshots.facts.calendar_names import (
    CENTURY,
    MONTH,
    SAID,
    THAT_YEAR,
    YEAR,
    PhraseReader,
    month_number,
    phrase_of,
    year_said,
)
from snapshots.facts.numbers import NUMBER_WORDS, find_numerals
from snapshots.facts.stretches import Stretch, months, part_of_month
from snapshots.facts.time_phrase import TimePhrase
from snapshots.facts.word_patterns import any_of, last_words, stands_before
from snapshots.lexicon import load

__all__ = ["PERIOD_READERS"]

_WORDS = load("calendar")
_SEASONS: dict[str, list[int]] = _WORDS["seasons"]
_PARTS_OF_YEAR: dict[str, list[int]] = _WORDS["parts_of_year"]
_PARTS_OF_MONTH: dict[str, list[int]] = _WORDS["parts_of_month"]
_AMBIGUOUS = frozenset(month_number(name) for name in _WORDS["ambiguous_months"])
_PART_OF_YEAR, _PART_OF_MONTH = any_of(_PARTS_OF_YEAR), any_of(_PARTS_OF_MONTH)

_MONTHS = re.compile(rf"\b(?P<month>{MONTH}){SAID}")
_MONTH_SLASH_YEAR = re.compile(r"(?<![\d./-])(0?[1-9]|1[0-2])/((?:19|20)\d\d)(?![\d/-])")
_PART_BEFORE_MONTH = re.compile(rf"\b(?P<part>{_PART_OF_MONTH})[\s-]+(?:of\s+)?$", re.IGNORECASE)
_QUARTER = re.compile(
    rf"\b(?:(?i:early|mid|late|{_PART_OF_YEAR})[\s-]+(?:the\s+)?)?(?P<kind>[QH])(?P<number>[1-4])"
    rf"(?:(?:\s?[/-]?\s?|\s+(?:of\s+)?)(?P<year>{YEAR}|{THAT_YEAR})|[/'’-](?P<short>\d\d))?(?![\w/]\w)"
)
_QUARTER_AFTER_YEAR = re.compile(rf"\b(?P<year>{YEAR})[\s/-]?(?P<kind>[QH])(?P<number>[1-4])\b")
_NUMBER_BEFORE_QUARTER = re.compile(
    rf"\b(?P<number>[1-4])(?P<kind>[QH])\s?(?:(?P<year>{YEAR})|(?P<short>\d\d)\b)"
)
_SEASON = re.compile(
    rf"\b(?:(?P<part>{_PART_OF_MONTH})[\s-]+(?:of\s+)?)?"
    rf"(?P<deictic>(?:this|next|last|the(?:\s+coming|\s+past)?)\s+)?(?P<season>{any_of(_SEASONS)})"
    rf"(?:\s+(?:of\s+)?(?P<year>{YEAR})(?:[/–-]\d\d(?:\d\d)?(?!\d))?)?\b",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"\b(?P<part>{_PART_OF_YEAR})[\s-]+(?:the\s+)?(?:year\s+)?"
    rf"(?P<year>{YEAR}|{THAT_YEAR}|(?<=the\s)year|(?<=of\s)year)\b",
    re.IGNORECASE,
)
_BARE_PART = re.compile(
    r"\b(?:in|by|until|before|during|within|for|course\s+of)\s+"
    r"(?P<part>the\s+(?:first|second|third|fourth)\s+quarter|the\s+(?:first|second)\s+(?:half|semester))\b(?!\s+of\b)",
    re.IGNORECASE,
)
_SOME_MONTHS = re.compile(
    rf"\b(?:the\s+)?(?P<end>first|last|final)\s+(?P<count>\d{{1,2}}|{NUMBER_WORDS})\s+"
    r"(?P<unit>months|quarters)\s+of\s+"
    rf"(?:the\s+)?(?P<year>{YEAR}|{THAT_YEAR}|year)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(
    rf"(?<![\w.,/'’-])(?P<year>{YEAR})(?:\s?[-–/]\s?(?P<until>(?:20)?\d\d)(?![\d/-]))?(?![\w/]|-\w)"
)

_BEFORE_YEAR = re.compile(
    rf"(?:\b(?:{any_of(load('tense')['put_off'])})\s+to\s+"
    rf"|\b(?:{any_of(_WORDS['before_year'])}|\w+ed)\s+|\(|,\s)"
    r"(?:the\s+(?:year|period)s?\s+)?$",
    re.IGNORECASE,
)
_LAST_BEFORE_YEAR = last_words(_WORDS["before_year"], ("to", "the", "year", "years", "period", "periods"))
# A year is a time, too, where it is all that a label or sentence leads to ("Opening of the pier: 2027").
_BREAK = re.compile(r"(?:^|[.:;]\s+|\s[–—-]\s)$")
_ENDS = re.compile(
    rf"[\s.;)]*$|[\s,(]+(?:{any_of(_WORDS['vague']['date_words'])}\s+)?(?:{any_of(_WORDS['vague']['tbc'])})[\s.;)]*$"
)
_IN_A_LIST = re.compile(r"(?:19|20)\d\d(?:\s?[-–/,]\s?|\s+(?:and|to|or|until)\s+)$")
_NAMED_BY_YEAR = re.compile(rf"\s+(?:{any_of(_WORDS['names']['after_year'])})\b")
_PREPOSITION = re.compile(
    rf"(?:\b{any_of(_WORDS['before_bare_period'])}\s+(?:the\s+)?|[/(,:–-]\s?)$", re.IGNORECASE
)
_SORTED_BY_SEASON = re.compile(rf"[\s-]+(?:{any_of(_WORDS['names']['after_season'])})\b", re.IGNORECASE)
_FOR = re.compile(r"\bfor\s+(?:the\s+)?$", re.IGNORECASE)
_CAPITAL_NEXT = re.compile(r"\s+[A-Z][a-z]")
_LAST_MONTH = 12
_A_QUARTER_OF_MONTHS = 3
# "the second fortnight of "; nothing longer stands before a month or a year.
_LONGEST_PART = 32
# Years of letters, of what they report and of what they promise; a smaller number is a count.
_EARLIEST_YEAR = 1950


def _read_month(text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    month, year = month_number(match["month"]), year_said(match, written_on)
    part = stands_before(_PART_BEFORE_MONTH, text, match.start(), _LONGEST_PART)
    if part is not None:
        first, last = _PARTS_OF_MONTH[" ".join(part["part"].lower().split())]
        stretch = part_of_month(month, first, last, year)
        return (TimePhrase(start=part.start(), end=match.end(), stretch=stretch),)
    named = match.groupdict()["year"] is not None or year is not None or _is_month(text, match, month)
    return phrase_of(match, months(month, month, year)) if named else ()


def _is_month(text: str, match: re.Match[str], month: int) -> bool:
    """Whether a bare name is a month: abbreviations are not, "May" and "March" need a preposition."""
    if match["month"].rstrip(".").lower() not in {name.lower() for name in _WORDS["months"]}:
        return False
    return (
        month not in _AMBIGUOUS or stands_before(_PREPOSITION, text, match.start(), _LONGEST_PART) is not None
    )


def _read_month_slash_year(_text: str, match: re.Match[str], _written_on: date) -> Iterable[TimePhrase]:
    return phrase_of(match, months(int(match[1]), int(match[1]), int(match[2])))


def _read_quarter(_text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    length = 3 if match["kind"] == "Q" else 6
    last = int(match["number"]) * length
    if last > _LAST_MONTH:
        return ()
    return phrase_of(match, months(last - length + 1, last, year_said(match, written_on)))


def _read_season(text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    """A season with a year, a "this" or a preposition; "fall" alone is a verb, "Autumn Statement" a name."""
    which = (match["deictic"] or "").lower().split()[:1]
    season, year = match["season"], year_said(match, written_on)
    first, last = _SEASONS[season.lower()]
    stretch = _part_of_season(first, last, year, (match["part"] or "").lower())
    if year is not None:
        return phrase_of(match, stretch)
    if season[0].isupper() and _CAPITAL_NEXT.match(text, match.end()):
        return ()
    if not which and _names_a_season_of(text, match):
        return ()
    if which in (["this"], ["next"], ["last"]):
        return phrase_of(match, _season_near(stretch, which[0], written_on), deictic=True)
    if season.lower() == "fall" and not match["part"] and not which:
        return ()
    return (
        phrase_of(match, stretch)
        if match["part"] or stands_before(_PREPOSITION, text, match.start(), _LONGEST_PART)
        else ()
    )


def _names_a_season_of(text: str, match: re.Match[str]) -> bool:
    """Whether a season only says of what sort the noun after it is: "for winter preparedness"."""
    sort = _SORTED_BY_SEASON.match(text, match.end()) is not None
    return sort and stands_before(_FOR, text, match.start(), _LONGEST_PART) is not None


def _part_of_season(first: int, last: int, year: int | None, part: str) -> Stretch:
    """The season, or the one of its three months that "early", "mid-" or "late" names."""
    step = next((step for word, step in _WORDS["months_of_season"].items() if word in part), None)
    if step is None:
        return months(first, last, year)
    month = (first - 1 + step) % _LAST_MONTH + 1
    return months(month, month, None if year is None else year + int(month < first))


def _season_near(stretch: Stretch, which: str, written_on: date) -> Stretch:
    """The season of this year, the first to come, or the last that is over."""
    whole, year = stretch.on(written_on.year), written_on.year
    if which == "next" and whole.earliest is not None and whole.earliest <= written_on:
        year += 1
    if which == "last" and whole.latest is not None and whole.latest >= written_on:
        year -= 1
    return stretch.in_year(year)


def _read_part(_text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    stretch = months(*_PARTS_OF_YEAR[" ".join(match["part"].lower().split())])
    return _in_year_said(match, stretch, written_on)


def _read_some_months(_text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    count = next((int(numeral.value) for numeral in find_numerals(match["count"])), 0)
    count *= _A_QUARTER_OF_MONTHS if match["unit"].lower() == "quarters" else 1
    if not 1 <= count <= _LAST_MONTH:
        return ()
    at_the_start = match["end"].lower() == "first"
    stretch = months(1, count) if at_the_start else months(_LAST_MONTH + 1 - count, _LAST_MONTH)
    return _in_year_said(match, stretch, written_on)


def _in_year_said(match: re.Match[str], stretch: Stretch, written_on: date) -> Iterable[TimePhrase]:
    """The stretch in the year of the match; "the year" is the letter's or one named before."""
    said = match["year"].lower()
    year = None if said == "year" else year_said(match, written_on)
    return phrase_of(match, stretch.in_year(year), deictic=not said.isdigit())


def _read_bare_part(_text: str, match: re.Match[str], _written_on: date) -> Iterable[TimePhrase]:
    first, last = _PARTS_OF_YEAR[" ".join(match["part"].lower().split()).removeprefix("the ")]
    return (TimePhrase(start=match.start("part"), end=match.end(), stretch=months(first, last)),)


def _read_years(text: str, match: re.Match[str], _written_on: date) -> Iterable[TimePhrase]:
    """A year or years that stand alone, behind a preposition or in a list: "under 2023 funding" is a name."""
    year, start = int(match["year"]), match.start()
    if year < _EARLIEST_YEAR or _NAMED_BY_YEAR.match(text, match.end()):
        return ()
    first = stands_before(_IN_A_LIST, text, start, 16)
    alone = _ENDS.match(text, match.end()) and stands_before(_BREAK, text, start, 4)
    if not alone and not _leads_to_year(text, first.start() if first else start):
        return ()
    if match["until"] is None:
        return phrase_of(match, months(1, _LAST_MONTH, year))
    until = int(match["until"])
    until = until if until >= CENTURY else year // 100 * 100 + until
    if until <= year or text[:start].endswith("("):
        return ()  # "the programme (2021-2027)" is its name
    return phrase_of(match, Stretch(first=(1, 1), last=(_LAST_MONTH, 31), year=year, years=until - year))


def _leads_to_year(text: str, start: int) -> bool:
    """Whether what stands before a year makes a time of it; any participle does ("completed 2027")."""
    before = text[max(0, start - 1 - len("ed")) : start].rstrip()
    last = None if before.endswith("ed") else _LAST_BEFORE_YEAR
    return stands_before(_BEFORE_YEAR, text, start, _LONGEST_PART, last=last) is not None


_A_MONTH = tuple(sorted({name.lower()[:3] for name in _WORDS["months"]}))
_A_QUARTER = tuple(f"{kind}{number}" for kind in "qh" for number in range(1, 5))
PERIOD_READERS: tuple[tuple[tuple[str, ...], re.Pattern[str], PhraseReader], ...] = (
    (_A_MONTH, _MONTHS, _read_month),
    (("/20", "/19"), _MONTH_SLASH_YEAR, _read_month_slash_year),
    (_A_QUARTER, _QUARTER, _read_quarter),
    (_A_QUARTER, _QUARTER_AFTER_YEAR, _read_quarter),
    (tuple(hint[::-1] for hint in _A_QUARTER), _NUMBER_BEFORE_QUARTER, _read_quarter),
    (tuple(_SEASONS), _SEASON, _read_season),
    (tuple(max(part.replace("the ", "").split(), key=len) for part in _PARTS_OF_YEAR), _PART, _read_part),
    (("months of", "quarters of"), _SOME_MONTHS, _read_some_months),
    (("quarter", "half", "semester"), _BARE_PART, _read_bare_part),
    (("20", "19"), _YEARS, _read_years),
)
"""Each pattern with lower-case words of which one must stand in the text, and what reads its matches."""
