"""Times that name their place in the calendar: "6-7 December 2023", "Q1 2024", "late spring", "mid-2024", "2022-2023".

Each is found by the order of its pieces; the names of months, seasons and parts are in the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from snapshots.facts.stretches import Stretch, days_of, months, on_day, part_of_month
from snapshots.facts.time_phrase import TimePhrase
from snapshots.facts.word_patterns import any_of
from snapshots.lexicon import load

__all__ = ["find_calendar_phrases"]

_WORDS = load("calendar")
_FULL: dict[str, int] = _WORDS["months"]
_NUMBERS: dict[str, int] = {
    **{name.lower(): number for name, number in _FULL.items()},
    **{name.lower(): number for name, number in _WORDS["month_abbreviations"].items()},
}
_SEASONS: dict[str, list[int]] = _WORDS["seasons"]
_PARTS_OF_YEAR: dict[str, list[int]] = _WORDS["parts_of_year"]
_PARTS_OF_MONTH: dict[str, list[int]] = _WORDS["parts_of_month"]
_AMBIGUOUS = frozenset(name.lower() for name in _WORDS["ambiguous_months"])

_NAME = any_of([*_FULL, *(name.upper() for name in _FULL)])
_MONTH = rf"(?:{_NAME}|{any_of(_WORDS['month_abbreviations'])}\.?)(?![A-Za-z])"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%])"
_DAYS = rf"{_DAY}(?:(?:\s?[-–—/&]\s?|\s?,\s|\s(?:and|to|or|until)\s(?:the\s)?){_DAY}){{0,3}}"
_YEAR = r"(?:19|20)\d\d(?!\d|[.,]\d|%|\s%)"
_THAT_YEAR = (
    r"(?:this|next|last|the\s+same|the\s+current|the\s+coming|the\s+following|the\s+previous|the\s+past|that)\s+year"
)
_SAID = rf"(?:,?[\s-]+(?:of\s+)?(?P<year>{_YEAR}|{_THAT_YEAR})|\s?['’](?P<short>\d\d)(?!\d))?"
_PART_OF_MONTH = any_of(_PARTS_OF_MONTH)
_PART_OF_YEAR = any_of(_PARTS_OF_YEAR)

_ISO = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\d-])")
_NUMERIC = re.compile(r"(?<![\d./-])(0?[1-9]|[12]\d|3[01])([./-])(0?[1-9]|[12]\d|3[01])\2((?:19|20)\d\d)(?![\d/-])")
_MONTH_SLASH_YEAR = re.compile(r"(?<![\d./-])(0?[1-9]|1[0-2])/((?:19|20)\d\d)(?![\d/-])")
_DAYS_MONTH = re.compile(
    rf"(?<![\d.,/])(?P<week>week\s+(?:of|commencing|starting|beginning)\s+)?(?<![\w-])(?P<days>{_DAYS})"
    rf"(?:\s+of\s+|[\s-]+)(?P<month>{_MONTH}){_SAID}"
)
_MONTH_DAYS = re.compile(rf"\b(?P<month>{_MONTH})\s+(?P<days>{_DAYS})(?!\w){_SAID}")
_MONTHS = re.compile(rf"\b(?:(?P<part>(?i:{_PART_OF_MONTH}))[\s-]+(?:of\s+)?)?(?P<month>{_MONTH}){_SAID}")
_QUARTERS = re.compile(
    rf"\b(?:(?i:early|mid|late|{_PART_OF_YEAR})[\s-]+(?:the\s+)?)?(?P<kind>[QH])(?P<number>[1-4])"
    rf"(?:(?:\s?[/-]?\s?|\s+(?:of\s+)?)(?P<year>{_YEAR}|{_THAT_YEAR})|[/'’-](?P<short>\d\d))?(?![\w/]\w)"
)
_QUARTERS_LAST = re.compile(
    rf"\b(?:(?P<year>{_YEAR})[\s/-]?(?P<kind>[QH])(?P<number>[1-4])\b"
    rf"|(?P<number_first>[1-4])(?P<kind_last>[QH])\s?(?:(?P<late_year>{_YEAR})|(?P<short>\d\d)\b))"
)
_SEASON = re.compile(
    rf"\b(?:(?P<part>early|mid|late|{_PART_OF_MONTH})[\s-]+(?:of\s+)?)?(?P<deictic>(?:this|next|last|the(?:\s+coming|\s+past)?)\s+)?"
    rf"(?P<season>{any_of(_SEASONS)})(?:\s+(?:of\s+)?(?P<year>{_YEAR})(?:[/–-](?P<until>\d\d(?:\d\d)?)(?!\d))?)?\b",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"\b(?P<part>{_PART_OF_YEAR})[\s-]+(?:the\s+)?(?:year\s+)?(?P<year>{_YEAR}|{_THAT_YEAR}|(?<=the\s)year|(?<=of\s)year)\b",
    re.IGNORECASE,
)
_BARE_PART = re.compile(
    r"\b(?:in|by|until|before|during|within|for)\s+(?P<part>the\s+(?:first|second|third|fourth)\s+quarter|the\s+(?:first|second)\s+half)"
    r"\b(?!\s+of\b)",
    re.IGNORECASE,
)
_YEARS = re.compile(rf"(?<![\w.,/'’-])(?P<year>{_YEAR})(?:\s?[-–/]\s?(?P<until>(?:20)?\d\d)(?![\d/-]))?(?![\w/]|-\w)")

_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|by|before|until|till|since|during|throughout|through|after|over|within|early|mid|late|end|course of|end of"
    r"|beginning of|start of|year|years|from|between|of the year|period|as of|prior to|ahead of"
    r"|(?:planned|scheduled|expected|foreseen|envisaged|set|slated|due|targeted) for|\w+ed)\s+|\(|,\s)(?:the\s+(?:year|period)s?\s+)?$",
    re.IGNORECASE,
)
_IN_A_LIST = re.compile(r"(?:19|20)\d\d(?:\s?[-–/,]\s?|\s+(?:and|to|or|until)\s+)$")
_NAMED_AFTER_YEAR = re.compile(rf"\s+(?:{any_of(_WORDS['names']['after_year'])})\b")
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|by|on|until|till|since|before|after|during|from|to|of|and|or|through|throughout|for|between|this|next|last)\s"
    r"|[-–/(,:]\s?)$",
    re.IGNORECASE,
)
_IN = re.compile(r"\bin\s$", re.IGNORECASE)
_COUNTED = re.compile(r"\s+[a-z]+s\b")
_PREPOSITION = re.compile(
    r"(?:\b(?:in|by|on|until|till|since|before|after|during|from|to|of|and|or|through|throughout|for|between|over|within|ahead\s+of"
    r"|prior\s+to|early|late|mid|end)\s+|[/(–-])$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_LENGTH = {month: 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31 for month in range(1, 13)}
_COMMON_YEAR = 2023
_CENTURY = 2000
_LAST_MONTH = 12
_NEVER_BEFORE = 1950  # years of letters and their promises; 1 900 and the like are counts


def find_calendar_phrases(text: str, written_on: date) -> Iterator[TimePhrase]:
    """The phrases in any order; they may overlap, and then the longest that starts first is the one meant."""
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            yield from read(text, match, written_on)


def _phrase(match: re.Match[str], stretch: Stretch | None, *, deictic: bool = False) -> tuple[TimePhrase, ...]:
    """The match as a phrase; nothing where it names no stretch."""
    if stretch is None:
        return ()
    return (TimePhrase(start=match.start(), end=match.end(), stretch=stretch, deictic=deictic),)


def _year_of(match: re.Match[str], written_on: date) -> int | None:
    """The year that a phrase says, "next year" and the like by the letter's date; None where it says none."""
    groups = match.groupdict()
    if groups.get("short"):
        return _CENTURY + int(groups["short"])
    said = (groups.get("year") or "").lower()
    if not said:
        return None
    if said.isdigit():
        return int(said)
    step = {"next": 1, "coming": 1, "following": 1, "last": -1, "previous": -1, "past": -1}
    return written_on.year + next((step[word] for word in said.split() if word in step), 0)


def _read_iso(_text: str, match: re.Match[str], _written_on: date) -> Iterable[TimePhrase]:
    year, month, day = (int(group) for group in match.groups())
    return _phrase(match, _one_day(year, month, day))


def _read_numeric(_text: str, match: re.Match[str], _written_on: date) -> Iterable[TimePhrase]:
    """Day before month, as in Europe; month before day only where nothing else is a date."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    day, month = (second, first) if second > _LAST_MONTH >= first else (first, second)
    return _phrase(match, _one_day(year, month, day))


def _read_month_slash_year(_text: str, match: re.Match[str], _written_on: date) -> Iterable[TimePhrase]:
    return _phrase(match, months(int(match[1]), int(match[1]), int(match[2])))


def _one_day(year: int, month: int, day: int) -> Stretch | None:
    try:
        return days_of(date(year, month, day), date(year, month, day))
    except ValueError:
        return None


def _read_days(text: str, match: re.Match[str], written_on: date) -> Iterator[TimePhrase]:
    """Days of one month: a range and neighbours ("27 and 28") are one phrase, days that lie apart are several."""
    if match.re is _MONTH_DAYS and _IN.search(text, 0, match.start()) and _COUNTED.match(text, match.end()):
        return
    month, year = _NUMBERS[match["month"].rstrip(".").lower()], _year_of(match, written_on)
    places = [(match.start("days") + number.start(), int(number.group())) for number in _DIGITS.finditer(match["days"])]
    days = [day for _, day in places]
    if days != sorted(days) or days[-1] > _LENGTH[month]:
        return
    if match.groupdict().get("week"):
        yield TimePhrase(start=match.start(), end=match.end(), stretch=_week_from(month, days[0], year))
    elif _in_one_run(match["days"], days):
        stretch = part_of_month(month, days[0], days[-1], year)
        yield TimePhrase(start=match.start(), end=match.end(), stretch=stretch)
    else:
        yield from _scattered_days(match, month, year, places)


def _scattered_days(
    match: re.Match[str], month: int, year: int | None, places: list[tuple[int, int]]
) -> Iterator[TimePhrase]:
    """A phrase for each day; the one next to the month has the month in its words."""
    for index, (at, day) in enumerate(places):
        nearest = index == (0 if match.re is _MONTH_DAYS else len(places) - 1)
        start = match.start() if nearest and match.re is _MONTH_DAYS else at
        end = match.end() if nearest and match.re is _DAYS_MONTH else at + len(str(day))
        yield TimePhrase(start=start, end=end, stretch=on_day(month, day, year))


def _in_one_run(words: str, days: list[int]) -> bool:
    """Whether listed days make one stretch: a dash or "to" does, neighbours do."""
    if len(days) == 1 or re.search(r"\d(?:\w\w)?\s?[-–—]|\sto\s|until", words):
        return True
    return all(later - earlier == 1 for earlier, later in zip(days, days[1:], strict=False))


def _week_from(month: int, day: int, year: int | None) -> Stretch:
    """Seven days from the given one; in a year that is not said, February has 28 days."""
    first = date(year or _COMMON_YEAR, month, day)
    stretch = days_of(first, first + timedelta(days=6))
    return stretch if year else stretch.in_year(None)


def _read_month(text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    name = match["month"].rstrip(".").lower()
    month, year, part = _NUMBERS[name], _year_of(match, written_on), match["part"]
    if year is None and part is None and not _is_month(text, match, name):
        return ()
    if part is None:
        return _phrase(match, months(month, month, year))
    first, last = _PARTS_OF_MONTH[" ".join(part.lower().split())]
    return _phrase(match, part_of_month(month, first, last, year))


def _is_month(text: str, match: re.Match[str], name: str) -> bool:
    """Whether a bare name is a month: abbreviations are not, "May" and "March" need a preposition."""
    if len(name) == 3 and name != "may":
        return False
    return name not in _AMBIGUOUS or _BEFORE_MONTH.search(text, 0, match.start()) is not None


def _read_quarter(_text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    return _phrase(match, _quarter(match["kind"], int(match["number"]), _year_of(match, written_on)))


def _read_quarter_last(_text: str, match: re.Match[str], _written_on: date) -> Iterable[TimePhrase]:
    year = match["year"] or match["late_year"] or str(_CENTURY + int(match["short"] or 0))
    kind, number = match["kind"] or match["kind_last"], match["number"] or match["number_first"]
    return _phrase(match, _quarter(kind, int(number), int(year)))


def _quarter(kind: str, number: int, year: int | None) -> Stretch | None:
    length = 3 if kind == "Q" else 6
    if number * length > _LAST_MONTH:
        return None
    return months((number - 1) * length + 1, number * length, year)


def _read_season(text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    """A season with a year, a "this" or a preposition; "fall" alone is a verb."""
    deictic = (match["deictic"] or "").strip().lower()
    first, last = _SEASONS[match["season"].lower()]
    year = int(match["year"]) if match["year"] else None
    bare = year is None and not deictic and not match["part"]
    if bare and (match["season"].lower() == "fall" or not _PREPOSITION.search(text, 0, match.start())):
        return ()
    if year is None and deictic == "the" and not _PREPOSITION.search(text, 0, match.start()):
        return ()
    stretch = months(first, last, year)
    if year is None and deictic.split()[:1] in (["this"], ["next"], ["last"]):
        return _phrase(match, _season_near(stretch, deictic.split()[0], written_on), deictic=True)
    return _phrase(match, stretch)


def _season_near(stretch: Stretch, which: str, written_on: date) -> Stretch:
    """The season of this year, the first to come, or the last that is over."""
    year = written_on.year
    if which == "next" and stretch.on(year).earliest <= written_on:  # type: ignore[operator]  # both ends of a season are set
        year += 1
    if which == "last" and stretch.on(year).latest >= written_on:  # type: ignore[operator]  # both ends of a season are set
        year -= 1
    return stretch.in_year(year)


def _read_part(_text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    first, last = _PARTS_OF_YEAR[" ".join(match["part"].lower().split())]
    said = match["year"].lower()
    if said == "year":
        return _phrase(match, months(first, last), deictic=True)
    return _phrase(match, months(first, last, _year_of(match, written_on)), deictic=not said.isdigit())


def _read_bare_part(_text: str, match: re.Match[str], _written_on: date) -> Iterable[TimePhrase]:
    first, last = _PARTS_OF_YEAR[" ".join(match["part"].lower().split()).removeprefix("the ")]
    return (TimePhrase(start=match.start("part"), end=match.end(), stretch=months(first, last)),)


def _read_years(text: str, match: re.Match[str], _written_on: date) -> Iterable[TimePhrase]:
    """A year or years where a preposition or a list says that it is a time: "under 2023 funding" is a name."""
    year = int(match["year"])
    if year < _NEVER_BEFORE or _NAMED_AFTER_YEAR.match(text, match.end()):
        return ()
    start = match.start()
    if not (_BEFORE_YEAR.search(text, 0, start) or _IN_A_LIST.search(text, 0, start)):
        return ()
    if match["until"] is None:
        return _phrase(match, months(1, _LAST_MONTH, year))
    until = int(match["until"])
    until = until if until >= _CENTURY else year // 100 * 100 + until
    if until <= year:
        return ()
    return _phrase(match, Stretch(first=(1, 1), last=(_LAST_MONTH, 31), year=year, years=until - year))


_Reader = Callable[[str, re.Match[str], date], Iterable[TimePhrase]]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_ISO, _read_iso),
    (_NUMERIC, _read_numeric),
    (_MONTH_SLASH_YEAR, _read_month_slash_year),
    (_DAYS_MONTH, _read_days),
    (_MONTH_DAYS, _read_days),
    (_MONTHS, _read_month),
    (_QUARTERS, _read_quarter),
    (_QUARTERS_LAST, _read_quarter_last),
    (_SEASON, _read_season),
    (_PART, _read_part),
    (_BARE_PART, _read_bare_part),
    (_YEARS, _read_years),
)
