"""Times that only the letter's date places: "next month", "by year end", "within six weeks"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from snapshots.facts.calendar_names import PhraseReader, month_number
from snapshots.facts.numbers import NUMBER_WORDS, find_numerals
from snapshots.facts.stretches import Stretch, add_months, days_of, months
from snapshots.facts.time_phrase import TimePhrase
from snapshots.facts.verb_tense import Tense
from snapshots.facts.word_patterns import any_of, stands_before
from snapshots.lexicon import load

__all__ = ["RELATIVE_READERS"]

_WORDS = load("calendar")
_DEICTIC = _WORDS["deictic"]
_PARTS: dict[str, list[int]] = _WORDS["parts_of_month"]
_THIS, _NEXT, _LAST = any_of(_DEICTIC["this"]), any_of(_DEICTIC["next"]), any_of(_DEICTIC["last"])
_COUNTED = any_of(_DEICTIC["counted_units"])
_COUNT = rf"(?:\d{{1,3}}|{NUMBER_WORDS}|an?)"

_YEAR_END = re.compile(
    r"\b(?:the\s+)?"
    r"(?:(?:calendar\s+)?year[\s-]end|end[\s-](?:of[\s-])?year|year['’]s\s+end|the\s+year\s+is\s+out)\b",
    re.IGNORECASE,
)
_NEW_YEAR = re.compile(r"\b(?:early\s+)?in\s+the\s+(?:early\s+)?new\s+year\b", re.IGNORECASE)
_UNITS = re.compile(
    r"\b(?P<part>(?:later|earlier|late|early)(?:\s+in)?\s+"
    r"|(?:the\s+)?(?:end|beginning|start|middle|course|close|remainder|rest)\s+of\s+)?"
    rf"(?:(?P<this>{_THIS})|(?P<next>{_NEXT})|(?P<last>{_LAST})|(?P<the>the))\s+"
    rf"(?P<unit>{any_of(_DEICTIC['units'])})\b(?!\s+(?:of|before|after)\b)",
    re.IGNORECASE,
)
_THROUGH = re.compile(r"\b(?:throughout|during|within|over|course of|in|of|across)\s+$", re.IGNORECASE)
_MONTH_NEAR = re.compile(
    rf"\b(?:(?P<part>(?i:{any_of(_PARTS)}))[\s-]+)?(?i:(?P<which>this(?:\s+coming|\s+past)?|next|last))\s+"
    rf"(?P<month>{any_of(_WORDS['months'])})\b"
)
_AHEAD_BY_COUNT = re.compile(
    r"\b(?:within|(?:in|over|during|within|for)\s+the\s+(?:next|coming|following)|in"
    r"|(?P<one>(?:over|within)\s+the\s+(?:next|coming)))\s+"
    rf"(?(one)|(?P<count>{_COUNT})\s+)(?P<unit>{_COUNTED})(?P<time>['’]?\s+time)?\b",
    re.IGNORECASE,
)
_NOT_FROM_NOW = re.compile(r"\s+(?:of|after|from|following|before|prior|as\s+of)\b", re.IGNORECASE)
_BEHIND_BY_COUNT = re.compile(
    rf"\b(?:(?:in|over|during|within|for)\s+)?the\s+(?:last|past|previous|preceding)\s+(?P<count>{_COUNT})\s+"
    rf"(?P<unit>{_COUNTED})\b(?!\s+of\s+(?:19|20)\d\d)",  # "the last two quarters of 2024" are that year's
    re.IGNORECASE,
)
_AGO = re.compile(rf"\b(?P<count>{_COUNT})\s+(?P<unit>{_COUNTED})\s+ago\b", re.IGNORECASE)
_DAY = re.compile(r"\b(?P<day>tomorrow|yesterday|as of today)\b", re.IGNORECASE)

_LEANING = {1: Tense.FUTURE, -1: Tense.PAST}
_WEEK = timedelta(days=7)
_A_DAY = timedelta(days=1)
_MONTHS_IN = {"year": 12, "half-year": 6, "semester": 6, "quarter": 3, "month": 1}


def _phrase(match: re.Match[str], stretch: Stretch, leaning: Tense | None = None) -> tuple[TimePhrase]:
    return (TimePhrase(start=match.start(), end=match.end(), stretch=stretch, deictic=True, leaning=leaning),)


def _read_year_end(_text: str, match: re.Match[str], _written_on: date) -> Iterable[TimePhrase]:
    return _phrase(match, months(*_WORDS["parts_of_year"]["end"]))


def _read_new_year(_text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    """Early in the next year."""
    first, last = _WORDS["parts_of_year"]["early"]
    return _phrase(match, months(first, last, written_on.year + 1), Tense.FUTURE)


def _read_unit(text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    """A unit of the calendar by its place, or a part; bare "the year" only where something runs in it."""
    part, unit = " ".join((match["part"] or "").lower().split()), match["unit"].lower()
    if match["the"] and not part and not stands_before(_THROUGH, text, match.start()):
        return ()
    step = 1 if match["next"] else -1 if match["last"] else 0
    first, last = _unit_around(unit, step, written_on)
    leaning = _LEANING.get(step)
    now = first <= written_on <= last
    if now and part.startswith("earlier"):
        last, leaning = written_on, Tense.PAST
    elif now and any(word in part for word in ("later", "remainder", "rest")):
        first, leaning = written_on, Tense.FUTURE
    elif part:
        first, last = _part_of(part, unit, first, last)
    stretch = days_of(first, last)
    if unit == "year" and match["the"]:
        stretch = stretch.in_year(None)  # the letter's year, unless the sentence names one before
    return _phrase(match, stretch, leaning)


def _unit_around(unit: str, step: int, written_on: date) -> tuple[date, date]:
    """First and last day of the unit that holds the date, or of one `step` units on."""
    if unit == "week":
        monday = written_on - written_on.weekday() * _A_DAY + _WEEK * step
        return monday, monday + _WEEK - _A_DAY
    length = _MONTHS_IN[unit]
    start_month = (written_on.month - 1) // length * length + 1
    first = add_months(date(written_on.year, start_month, 1), length * step)
    return first, add_months(first, length) - _A_DAY


def _part_of(part: str, unit: str, first: date, last: date) -> tuple[date, date]:
    """The third of a year or month that "early", "middle of" or "end of" names; other units are not cut."""
    if unit not in ("year", "month") or "course" in part:
        return first, last
    middle, late = (
        (first + 10 * _A_DAY, first + 20 * _A_DAY)
        if unit == "month"
        else (add_months(first, 4), add_months(first, 8))
    )
    if re.search(r"early|beginning|start", part):
        return first, middle - _A_DAY
    return (middle, late - _A_DAY) if "middle" in part else (late, last)


def _read_month_near(_text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    """A month by its place: next is the first to come, last the last that is over, this is of this year."""
    which, month, year = match["which"].lower(), month_number(match["month"]), written_on.year
    step = 1 if which == "next" or "coming" in which else -1 if which == "last" or "past" in which else 0
    year += int(step == 1 and month <= written_on.month) - int(step == -1 and month >= written_on.month)
    first, last = _PARTS.get(" ".join((match["part"] or "").lower().split()), [1, 0])
    return _phrase(match, Stretch(first=(month, first), last=(month, last), year=year), _LEANING.get(step))


def _read_ahead_by_count(text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    """A count of units from the letter's date on; "within six months of" another event is none."""
    words = match.group().lower()
    only_in = words.startswith("in ") and " the " not in words
    if (only_in and not match["time"]) or _NOT_FROM_NOW.match(text, match.end()):
        return ()
    then = _shift(written_on, match["count"] or "one", match["unit"], 1)
    return _phrase(match, days_of(then if match["time"] else written_on, then), Tense.FUTURE)


def _read_behind_by_count(_text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    then = _shift(written_on, match["count"], match["unit"], -1)
    return _phrase(match, days_of(then, written_on), Tense.PAST)


def _read_ago(_text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    then = _shift(written_on, match["count"], match["unit"], -1)
    return _phrase(match, days_of(then, then), Tense.PAST)


def _shift(day: date, count: str, unit: str, sign: int) -> date:
    """The day `count` units on or back; the nearest that there is where that lies outside of the calendar."""
    number = next((int(numeral.value) for numeral in find_numerals(count)), 1)
    name = unit.lower().rstrip("s")
    try:
        if name in ("day", "week"):
            return day + sign * number * (_WEEK if name == "week" else _A_DAY)
        return add_months(day, sign * number * _MONTHS_IN[name])
    except (OverflowError, ValueError):
        return date.max if sign > 0 else date.min


def _read_day(_text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    step = {"tomorrow": 1, "yesterday": -1}.get(match["day"].lower(), 0)
    day = written_on + step * _A_DAY
    return _phrase(match, days_of(day, day), _LEANING.get(step))


_A_UNIT = tuple(_DEICTIC["units"])
RELATIVE_READERS: tuple[tuple[tuple[str, ...], re.Pattern[str], PhraseReader], ...] = (
    (("year",), _YEAR_END, _read_year_end),
    (("new year",), _NEW_YEAR, _read_new_year),
    (_A_UNIT, _UNITS, _read_unit),
    (("this ", "next ", "last "), _MONTH_NEAR, _read_month_near),
    (("day", *_A_UNIT), _AHEAD_BY_COUNT, _read_ahead_by_count),
    (("the last", "the past", "previous", "preceding"), _BEHIND_BY_COUNT, _read_behind_by_count),
    ((" ago",), _AGO, _read_ago),
    (("tomorrow", "yesterday", "as of today"), _DAY, _read_day),
)
"""Each pattern with lower-case words of which one must stand in the text, and what reads its matches."""
