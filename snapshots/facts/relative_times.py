"""Times that only the letter's date places: "next month", "by year end", "in the coming weeks", "soon", "tbc"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from snapshots.facts.numbers import NUMBER_WORDS, find_numerals
from snapshots.facts.stretches import Interval, Stretch, add_months, days_of, months
from snapshots.facts.time_phrase import TimePhrase
from snapshots.facts.verb_tense import Tense
from snapshots.facts.word_patterns import any_of
from snapshots.lexicon import load

__all__ = ["find_relative_phrases"]

_WORDS = load("calendar")
_DEICTIC = _WORDS["deictic"]
_VAGUE = _WORDS["vague"]
_MONTHS: dict[str, int] = {name.lower(): number for name, number in _WORDS["months"].items()}
_PARTS: dict[str, list[int]] = _WORDS["parts_of_month"]
_THIS, _NEXT, _LAST = any_of(_DEICTIC["this"]), any_of(_DEICTIC["next"]), any_of(_DEICTIC["last"])
_UNIT = any_of(_DEICTIC["units"])
_COUNTED = any_of(_DEICTIC["counted_units"])
_COUNT = rf"(?:\d{{1,3}}|{NUMBER_WORDS}|a|an)"

_YEAR_END = re.compile(
    r"\b(?:the\s+)?(?:(?:calendar\s+)?year[\s-]end|end[\s-](?:of[\s-])?year|year['’]s\s+end|the\s+year\s+is\s+out)\b",
    re.IGNORECASE,
)
_UNITS = re.compile(
    rf"\b(?P<part>(?:later|earlier|late|early)(?:\s+in)?\s+|(?:the\s+)?(?:end|beginning|start|middle|course|close|remainder|rest)\s+of\s+)?"
    rf"(?:(?P<this>{_THIS})|(?P<next>{_NEXT})|(?P<last>{_LAST})|(?P<the>the))\s+(?P<unit>{_UNIT})\b(?!\s+(?:of|before|after)\b)",
    re.IGNORECASE,
)
_THROUGH = re.compile(r"\b(?:throughout|during|within|over|in the course of|the course of|in|of|across)\s+$", re.IGNORECASE)
_MONTH_NEAR = re.compile(
    rf"\b(?:(?P<part>(?i:early|late|mid|end|{any_of(_PARTS)}))[\s-]+)?(?i:(?P<which>this(?:\s+coming)?|next|last|this\s+past))\s+(?P<month>{any_of(_WORDS['months'])})\b"
)
_AHEAD_BY_COUNT = re.compile(
    rf"\b(?:within|(?:in|over|during|within|for)\s+the\s+(?:next|coming|following)|in)\s+(?P<count>{_COUNT})\s+(?P<unit>{_COUNTED})(?P<time>['’]?\s+time)?\b",
    re.IGNORECASE,
)
_BEHIND_BY_COUNT = re.compile(
    rf"\b(?:(?:in|over|during|within|for)\s+)?the\s+(?:last|past|previous|preceding)\s+(?P<count>{_COUNT})\s+(?P<unit>{_COUNTED})\b"
    rf"|\b(?P<ago>{_COUNT})\s+(?P<ago_unit>{_COUNTED})\s+ago\b",
    re.IGNORECASE,
)
_NOT_FROM_NOW = re.compile(r"\s+(?:of|after|from|following|before|prior|as\s+of)\b", re.IGNORECASE)
_SOME_UNITS = r"\s+(?:days|weeks|months|years)\b"
_AHEAD = re.compile(rf"\b{any_of(_DEICTIC['ahead'])}{_SOME_UNITS}(?:\s+(?:ahead|to\s+come))?", re.IGNORECASE)
_BEHIND = re.compile(rf"\b{any_of(_DEICTIC['behind'])}{_SOME_UNITS}", re.IGNORECASE)
_DAY = re.compile(r"\b(?P<day>tomorrow|yesterday|as of today)\b", re.IGNORECASE)
_SOON = re.compile(rf"(?<!as\s)(?<!how\s)(?<!too\s)\b{any_of(_VAGUE['soon'])}\b(?!\s+(?:after|as)\b)")
_SOON_OPENING = re.compile(rf"^(?i:{any_of(_VAGUE['soon'])})\b(?!\s+(?:after|as)\b)")
_ABBREVIATED = [word for word in _VAGUE["tbc"] if " " not in word]
_TBC = re.compile(
    rf"(?:\b(?P<date>(?:{any_of(_VAGUE['date_words'])}))(?P<of>\s+(?:of|for)\s[^.;:()]{{1,80}}?)?\s*(?:(?:is|are)\s+)?[\[(]?"
    rf"(?P<open>{any_of(_VAGUE['tbc'])})|(?<![\w.])(?P<bare>{any_of(_ABBREVIATED)}))(?!\w)",
    re.IGNORECASE,
)
_NOT_TIME = re.compile(
    rf"(?:\b{any_of(_VAGUE['not_about_time'])}(?:\s+(?:is|are))?\s*[:,(\[]*\s*|[A-Z]{{3}}\s*[\[(]?|\d\s?(?:million|billion|m|bn|M)?\s*[\[(]|[€$£]\s*[\[(]?)$"
)
_DAYS_OF_WEEK = 7
_MONTHS_OF = {"quarter": 3, "semester": 6, "half-year": 6}


def find_relative_phrases(text: str, written_on: date) -> Iterator[TimePhrase]:
    """The phrases in any order; they may overlap, and then the longest that starts first is the one meant."""
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            phrase = read(text, match, written_on)
            if phrase is not None:
                yield phrase


def _read_year_end(_text: str, match: re.Match[str], _written_on: date) -> TimePhrase:
    return TimePhrase(start=match.start(), end=match.end(), stretch=months(9, 12), deictic=True)


def _read_unit(text: str, match: re.Match[str], written_on: date) -> TimePhrase | None:
    """"Next month", "the end of the quarter", "later this year"; a bare "the year" only where something runs through it."""
    part, unit = " ".join((match["part"] or "").lower().split()), match["unit"].lower()
    if match["the"] and not part and not _THROUGH.search(text, 0, match.start()):
        return None
    step = 1 if match["next"] else -1 if match["last"] else 0
    whole = _unit_around(unit, step, written_on)
    first, last = whole
    leaning = {1: Tense.FUTURE, -1: Tense.PAST}.get(step)
    if part.startswith(("later", "remainder", "the remainder", "rest", "the rest")) and first <= written_on <= last:
        first, leaning = written_on, Tense.FUTURE
    elif part.startswith("earlier") and first <= written_on <= last:
        last, leaning = written_on, Tense.PAST
    elif part:
        first, last = _part_of(part, unit, first, last)
    stretch = days_of(first, last)
    if unit == "year" and step == 0 and match["the"]:
        stretch = Stretch(first=stretch.first, last=stretch.last)
    return TimePhrase(start=match.start(), end=match.end(), stretch=stretch, deictic=True, leaning=leaning)


def _unit_around(unit: str, step: int, written_on: date) -> tuple[date, date]:
    """First and last day of the unit that holds the date, or of one `step` units on."""
    if unit == "week":
        monday = written_on - timedelta(days=written_on.weekday()) + timedelta(days=_DAYS_OF_WEEK * step)
        return monday, monday + timedelta(days=_DAYS_OF_WEEK - 1)
    length = {"year": 12, "month": 1}.get(unit) or _MONTHS_OF[unit]
    start_month = (written_on.month - 1) // length * length + 1
    first = add_months(date(written_on.year, start_month, 1), length * step)
    return first, add_months(first, length) - timedelta(days=1)


def _part_of(part: str, unit: str, first: date, last: date) -> tuple[date, date]:
    """The third of the unit that "early", "middle of" or "end of" names; weeks and quarters are not cut."""
    if unit not in ("year", "month") or "course" in part:
        return first, last
    position = 0 if re.search(r"early|beginning|start", part) else 1 if "middle" in part else 2
    if unit == "month":
        starts = [first, first + timedelta(days=10), first + timedelta(days=20)]
        ends = [starts[1] - timedelta(days=1), starts[2] - timedelta(days=1), last]
    else:
        starts = [first, add_months(first, 4), add_months(first, 8)]
        ends = [starts[1] - timedelta(days=1), starts[2] - timedelta(days=1), last]
    return starts[position], ends[position]


def _read_month_near(_text: str, match: re.Match[str], written_on: date) -> TimePhrase:
    """"Next January" is the first to come, "last July" the last that is over, "this December" the one of this year."""
    which, month, year = match["which"].lower(), _MONTHS[match["month"].lower()], written_on.year
    ahead, behind = which == "next" or "coming" in which, which == "last" or "past" in which
    year += int(ahead and month <= written_on.month) - int(behind and month >= written_on.month)
    part = " ".join((match["part"] or "").lower().split())
    first, last = _PARTS.get(part, [1, 0])
    leaning = Tense.FUTURE if ahead else Tense.PAST if behind else None
    return TimePhrase(
        start=match.start(),
        end=match.end(),
        stretch=Stretch(first=(month, first), last=(month, last), year=year),
        deictic=True,
        leaning=leaning,
    )


def _read_ahead_by_count(text: str, match: re.Match[str], written_on: date) -> TimePhrase | None:
    """"Within six months" runs from the letter's date; "in two years" does only with "time"; "within a year of" never."""
    words = match.group().lower()
    if _NOT_FROM_NOW.match(text, match.end()) or (words.startswith("in ") and " the " not in words and not match["time"]):
        return None
    then = _shift(written_on, match["count"], match["unit"], 1)
    stretch = days_of(then, then) if match["time"] else days_of(written_on, then)
    return TimePhrase(start=match.start(), end=match.end(), stretch=stretch, deictic=True, leaning=Tense.FUTURE)


def _read_behind_by_count(text: str, match: re.Match[str], written_on: date) -> TimePhrase | None:
    count, unit = match["count"] or match["ago"], match["unit"] or match["ago_unit"]
    then = _shift(written_on, count, unit, -1)
    stretch = days_of(then, then) if match["ago"] else days_of(then, written_on)
    return TimePhrase(start=match.start(), end=match.end(), stretch=stretch, deictic=True, leaning=Tense.PAST)


def _shift(day: date, count: str, unit: str, sign: int) -> date:
    number = next((numeral.value for numeral in find_numerals(count)), Decimal(1))
    name, steps = unit.lower().rstrip("s"), sign * int(number)
    if name in ("day", "week"):
        return day + timedelta(days=steps * (_DAYS_OF_WEEK if name == "week" else 1))
    return add_months(day, steps * {"month": 1, "quarter": 3, "year": 12}[name])


def _read_ahead(_text: str, match: re.Match[str], written_on: date) -> TimePhrase:
    open_end = Interval(earliest=written_on, latest=None)
    return TimePhrase(start=match.start(), end=match.end(), interval=open_end, leaning=Tense.FUTURE, vague=True)


def _read_behind(_text: str, match: re.Match[str], written_on: date) -> TimePhrase:
    open_start = Interval(earliest=None, latest=written_on)
    return TimePhrase(start=match.start(), end=match.end(), interval=open_start, leaning=Tense.PAST, vague=True)


def _read_day(_text: str, match: re.Match[str], written_on: date) -> TimePhrase:
    steps = {"tomorrow": 1, "yesterday": -1}.get(match["day"].lower(), 0)
    day = written_on + timedelta(days=steps)
    leaning = {1: Tense.FUTURE, -1: Tense.PAST}.get(steps)
    return TimePhrase(start=match.start(), end=match.end(), stretch=days_of(day, day), deictic=True, leaning=leaning)


def _read_soon(_text: str, match: re.Match[str], _written_on: date) -> TimePhrase:
    unknown = Interval(earliest=None, latest=None)
    return TimePhrase(start=match.start(), end=match.end(), interval=unknown, leaning=Tense.FUTURE, vague=True)


def _read_tbc(text: str, match: re.Match[str], _written_on: date) -> TimePhrase | None:
    """"Date tbc", "date of the visit to be confirmed", "(tbc)"; not "venue tbc" and not "EUR [tbc]"."""
    if match["bare"] and _NOT_TIME.search(text, max(0, match.start() - 40), match.start()):
        return None
    start = match.start("open") if match["of"] else match.start()
    unknown = Interval(earliest=None, latest=None)
    return TimePhrase(start=start, end=match.end(), interval=unknown, leaning=Tense.FUTURE, vague=True, unsettled=True)


_Reader = Callable[[str, re.Match[str], date], TimePhrase | None]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_YEAR_END, _read_year_end),
    (_UNITS, _read_unit),
    (_MONTH_NEAR, _read_month_near),
    (_AHEAD_BY_COUNT, _read_ahead_by_count),
    (_BEHIND_BY_COUNT, _read_behind_by_count),
    (_AHEAD, _read_ahead),
    (_BEHIND, _read_behind),
    (_DAY, _read_day),
    (_SOON, _read_soon),
    (_SOON_OPENING, _read_soon),
    (_TBC, _read_tbc),
)
