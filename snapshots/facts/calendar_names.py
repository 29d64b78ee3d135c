"""How months and years are named, for the patterns of days and of longer periods alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from snapshots.facts.stretches import Stretch
from snapshots.facts.time_phrase import TimePhrase
from snapshots.facts.word_patterns import any_of
from snapshots.lexicon import load

__all__ = [
    "CENTURY",
    "MONTH",
    "SAID",
    "THAT_YEAR",
    "YEAR",
    "PhraseReader",
    "month_number",
    "phrase_of",
    "year_said",
]

_WORDS = load("calendar")
_FULL: dict[str, int] = _WORDS["months"]
_SHORT: dict[str, int] = _WORDS["month_abbreviations"]
_NUMBERS = {name.lower(): number for name, number in (_SHORT | _FULL).items()}
_STEP = {"next": 1, "coming": 1, "following": 1, "last": -1, "previous": -1, "past": -1}
_AS_BEFORE = ("that", "the same")  # "in March of that year": the year that the sentence has named
CENTURY = 2000

MONTH = rf"(?:{any_of([*_FULL, *(name.upper() for name in _FULL)])}|{any_of(_SHORT)}\.?)(?![A-Za-z])"
"""The name of a month, in full, in capitals or short."""

YEAR = r"(?:19|20)\d\d(?!\d|[.,]\d|%|\s%)"
"""A year in four digits, as the source of a regular expression; not "2 000", "20.5" or "2000 %"."""

_WHICH = "this|next|last|that|the\\s+(?:same|current|coming|following|previous|past)"
THAT_YEAR = rf"(?:{_WHICH})\s+year"
"""A year by its place: "next year", "that year"."""

SAID = rf"(?:,?[\s-]+(?:of\s+)?(?P<year>{YEAR}|{THAT_YEAR})|\s?['’](?P<short>\d\d)(?!\d))?"
"""The year that may follow a day or a month, in the groups `year` and `short`."""

PhraseReader = Callable[[str, re.Match[str], date], Iterable[TimePhrase]]
"""Turns the match of a pattern in a text, in a letter of that date, into the phrases that it stands for."""


def month_number(name: str) -> int:
    """1 to 12 for the name of a month in any of its forms; raises KeyError for anything else."""
    return _NUMBERS[name.rstrip(".").lower()]


def year_said(match: re.Match[str], written_on: date) -> int | None:
    """The year in the group `year` or `short`; None where there is none, and for "that year"."""
    groups = match.groupdict()
    if groups.get("short"):
        return CENTURY + int(groups["short"])
    said = (groups.get("year") or "").lower()
    if not said or said.startswith(_AS_BEFORE):
        return None
    if said.isdigit():
        return int(said)
    return written_on.year + next((_STEP[word] for word in said.split() if word in _STEP), 0)


def phrase_of(
    match: re.Match[str], stretch: Stretch | None, *, deictic: bool = False
) -> tuple[TimePhrase, ...]:
    """The whole match as a phrase; nothing where it names no stretch of the calendar."""
    if stretch is None:
        return ()
    looks_back = (match.groupdict().get("year") or "").lower().startswith(_AS_BEFORE)
    return (TimePhrase(start=match.start(), end=match.end(), stretch=stretch, deictic=deictic or looks_back),)
