"""Days by their name in the calendar: "6-7 December", "March 19, 2022", "27 and 28 November"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from snapshots.facts.calendar_names import MONTH, SAID, YEAR, PhraseReader, month_number, phrase_of, year_said
from snapshots.facts.stretches import Stretch, days_of, on_day, part_of_month
from snapshots.facts.time_phrase import TimePhrase
from snapshots.facts.word_patterns import any_of, stands_before
from snapshots.lexicon import load

__all__ = ["DAY_READERS"]

_WORDS = load("calendar")
_FEASTS: dict[str, list[int]] = _WORDS["feasts"]

_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%])"
_DOTTED = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th|\.)?(?![\d%])"  # "21.-23. November"
_AND = r"(?:\s?[-–—/&]\s?|\s?,\s|\s(?:and|to|or|until)\s(?:the\s)?)"
_WEEK = r"(?P<week>week\s+(?:of|commencing|starting|beginning)\s+)?"

_ISO = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d-])")
_NUMERIC = re.compile(
    r"(?<![\d./-])(0?[1-9]|[12]\d|3[01])([./-])(0?[1-9]|[12]\d|3[01])\2((?:19|20)\d\d)(?![\d/-])"
)
_DAYS_MONTH = re.compile(
    rf"(?<![\d.,/]){_WEEK}(?<![\w-])(?P<days>{_DOTTED}(?:{_AND}{_DOTTED}){{0,3}})"
    rf"(?:\s+of\s+|[\s-]+)(?P<month>{MONTH}){SAID}"
)
_MONTH_DAYS = re.compile(
    rf"\b{_WEEK}(?P<month>{MONTH})\s+(?P<days>{_DAY}(?:{_AND}{_DAY}){{0,3}})(?!\w){SAID}"
)
_FEAST = re.compile(rf"\b(?P<feast>{any_of(_FEASTS)})(?:\s+(?P<year>{YEAR}))?\b(?!\s+[A-Z])")

_IN = re.compile(r"\bin\s$", re.IGNORECASE)
_COUNTED = re.compile(r"\s+[a-z]+s\b")
_RANGE = re.compile(r"\d(?:\w\w|\.)?\s?[-–—]|\s(?:to|until)\s")
_DIGITS = re.compile(r"\d+")
_LENGTHS = dict(enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), start=1))
_LEAP_YEAR = 2024
_LAST_MONTH = 12


def _read_iso(_text: str, match: re.Match[str], _written_on: date) -> Iterable[TimePhrase]:
    year, month, day = (int(group) for group in match.groups())
    return phrase_of(match, _one_day(year, month, day))


def _read_numeric(_text: str, match: re.Match[str], _written_on: date) -> Iterable[TimePhrase]:
    """Day before month, as in Europe; month before day only where nothing else is a date."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    day, month = (second, first) if second > _LAST_MONTH >= first else (first, second)
    return phrase_of(match, _one_day(year, month, day))


def _one_day(year: int, month: int, day: int) -> Stretch | None:
    try:
        return days_of(date(year, month, day), date(year, month, day))
    except ValueError:
        return None


def _read_days(text: str, match: re.Match[str], written_on: date) -> Iterator[TimePhrase]:
    """Days of one month: a range and neighbours ("27 and 28") are one phrase, others several."""
    if (
        match.re is _MONTH_DAYS
        and stands_before(_IN, text, match.start())
        and _COUNTED.match(text, match.end())
    ):
        return  # "in November 24 officers"
    month, year = month_number(match["month"]), year_said(match, written_on)
    places = [
        (match.start("days") + number.start(), number.group()) for number in _DIGITS.finditer(match["days"])
    ]
    days = [int(digits) for _, digits in places]
    if days != sorted(days) or days[-1] > _LENGTHS[month]:
        return
    if match["week"]:
        yield from phrase_of(match, _week_from(month, days[0], year))
    elif _in_one_run(match["days"], days):
        yield from phrase_of(match, part_of_month(month, days[0], days[-1], year))
    else:
        yield from _scattered_days(match, month, year, places)


def _in_one_run(words: str, days: list[int]) -> bool:
    """Whether listed days make one stretch: a dash or "to" does, neighbours do."""
    if len(days) == 1 or _RANGE.search(words):
        return True
    return all(later - earlier == 1 for earlier, later in pairwise(days))


def _scattered_days(
    match: re.Match[str], month: int, year: int | None, places: list[tuple[int, str]]
) -> Iterator[TimePhrase]:
    """A phrase for each day; the one next to the month has the month in its words."""
    for index, (at, digits) in enumerate(places):
        nearest = index == (0 if match.re is _MONTH_DAYS else len(places) - 1)
        start = match.start() if nearest and match.re is _MONTH_DAYS else at
        end = match.end() if nearest and match.re is _DAYS_MONTH else at + len(digits)
        yield TimePhrase(start=start, end=end, stretch=on_day(month, int(digits), year))


def _week_from(month: int, day: int, year: int | None) -> Stretch:
    """Seven days from the given one; in a year that is not said, February has 29 days."""
    first = date(year or _LEAP_YEAR, month, day)
    stretch = days_of(first, first + timedelta(days=6))
    return stretch if year else stretch.in_year(None)


def _read_feast(_text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    month, day = _FEASTS[match["feast"]]
    return phrase_of(match, on_day(month, day, year_said(match, written_on)))


_A_MONTH = tuple(sorted({name.lower()[:3] for name in _WORDS["months"]}))
DAY_READERS: tuple[tuple[tuple[str, ...], re.Pattern[str], PhraseReader], ...] = (
    (("-0", "-1"), _ISO, _read_iso),
    (("/20", "/19", ".20", ".19", "-20", "-19"), _NUMERIC, _read_numeric),
    (_A_MONTH, _DAYS_MONTH, _read_days),
    (_A_MONTH, _MONTH_DAYS, _read_days),
    (tuple(feast.lower() for feast in _FEASTS), _FEAST, _read_feast),
)
"""Each pattern with lower-case words of which one must stand in the text, and what reads its matches."""
