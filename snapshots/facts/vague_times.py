"""Times that leave an end or both open: "in the coming weeks", "soon", "date tbc", "after the elections"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from snapshots.facts.calendar_names import PhraseReader
from snapshots.facts.stretches import Interval
from snapshots.facts.time_phrase import TimePhrase
from snapshots.facts.verb_tense import Tense
from snapshots.facts.word_patterns import any_of, stands_before
from snapshots.lexicon import load

__all__ = ["VAGUE_READERS"]

_WORDS = load("calendar")
_DEICTIC = _WORDS["deictic"]
_VAGUE = _WORDS["vague"]
_UNKNOWN = Interval(earliest=None, latest=None)

_SOME_UNITS = r"\s+(?:days|weeks|months|years)\b"
_AHEAD = re.compile(rf"\b{any_of(_DEICTIC['ahead'])}{_SOME_UNITS}(?:\s+(?:ahead|to\s+come))?", re.IGNORECASE)
_BEHIND = re.compile(rf"\b{any_of(_DEICTIC['behind'])}{_SOME_UNITS}", re.IGNORECASE)
# "As soon as the vote is over" is a condition, not a time.
_SOON = re.compile(
    rf"(?<!as\s)(?<!how\s)(?<!too\s)\b{any_of(_VAGUE['soon'])}\b(?!\s+(?:after|as)\b)", re.IGNORECASE
)
_EVENT = re.compile(
    rf"\b(?:to\s+)?{any_of(_VAGUE['beside_events'])}\s+(?:(?:the|its|their)\s+)?(?:(?!{any_of(_WORDS['seasons'])}\b)[\w-]+\s+){{0,2}}?"
    rf"(?:{any_of(_VAGUE['events'])}|COP\s?\d\d)\b(?!\s+(?:of|in|on)\s+\d)",
    re.IGNORECASE,
)
_ABBREVIATIONS = any_of(word for word in _VAGUE["tbc"] if " " not in word)
_TBC = re.compile(
    rf"(?:\b{any_of(_VAGUE['date_words'])}(?P<of>\s+(?:of|for)\s[^.;:()]{{1,80}}?)?"
    r"\s*(?:(?:is|are)\s+)?[\[(]?"
    rf"(?P<open>{any_of(_VAGUE['tbc'])})|(?<![\w.])(?P<bare>{_ABBREVIATIONS}))(?!\w)",
    re.IGNORECASE,
)
_ABOUT_SOMETHING_ELSE = re.compile(
    rf"(?:\b(?i:{any_of(_VAGUE['not_about_time'])})(?:\s+(?:is|are))?\s*[:,(\[]*\s*"
    r"|[A-Z]{3}\s*[\[(]?|\d\s?(?:million|billion|m|bn|M)?\s*[\[(]|[€$£]\s*[\[(]?)$"
)


def _read_ahead(_text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    return _phrase(match, Interval(earliest=written_on, latest=None), Tense.FUTURE)


def _read_behind(_text: str, match: re.Match[str], written_on: date) -> Iterable[TimePhrase]:
    return _phrase(match, Interval(earliest=None, latest=written_on), Tense.PAST)


def _read_soon(_text: str, match: re.Match[str], _written_on: date) -> Iterable[TimePhrase]:
    return _phrase(match, _UNKNOWN, Tense.FUTURE)


def _read_event(_text: str, match: re.Match[str], _written_on: date) -> Iterable[TimePhrase]:
    """A time that only an event gives: nobody but the calendar of that country knows when it is."""
    return (TimePhrase(start=match.start(), end=match.end(), interval=_UNKNOWN, vague=True, event=True),)


def _phrase(match: re.Match[str], interval: Interval, leaning: Tense) -> tuple[TimePhrase]:
    return (TimePhrase(start=match.start(), end=match.end(), interval=interval, leaning=leaning, vague=True),)


def _read_tbc(text: str, match: re.Match[str], _written_on: date) -> Iterable[TimePhrase]:
    """A time that is still to be fixed: "date tbc", "(tbc)"; not "venue tbc" and not "EUR [tbc]"."""
    if match["bare"] and stands_before(_ABOUT_SOMETHING_ELSE, text, match.start()):
        return ()
    return (
        TimePhrase(
            start=match.start("open") if match["of"] else match.start(),
            end=match.end(),
            interval=_UNKNOWN,
            leaning=Tense.FUTURE,
            vague=True,
            unsettled=True,
        ),
    )


VAGUE_READERS: tuple[tuple[tuple[str, ...], re.Pattern[str], PhraseReader], ...] = (
    (("days", "weeks", "months", "years"), _AHEAD, _read_ahead),
    (("days", "weeks", "months", "years"), _BEHIND, _read_behind),
    (tuple(phrase.lower() for phrase in _VAGUE["soon"]), _SOON, _read_soon),
    ((*(event.lower() for event in _VAGUE["events"]), "cop"), _EVENT, _read_event),
    (tuple(phrase.lower() for phrase in _VAGUE["tbc"]), _TBC, _read_tbc),
)
"""Each pattern with lower-case words of which one must stand in the text, and what reads its matches."""
