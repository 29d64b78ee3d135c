"""The times of a statement: deadlines, which have not come when its letter is written, and dates, which have.

The rules are those of the contract's table of time expressions. Which way a time lies is read from the
verb that governs it, then from the letter's date, and from the statement's status only where both are silent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from snapshots.facts.calendar_words import find_calendar_phrases
from snapshots.facts.reference_numbers import find_references, overlaps
from snapshots.facts.relative_times import find_relative_phrases
from snapshots.facts.stretches import Interval, Stretch, edtf_of
from snapshots.facts.time_phrase import Relation, TimePhrase
from snapshots.facts.time_ranges import join_neighbours, longest_first_come
from snapshots.facts.verb_tense import Clause, Cue, Tense, find_clauses, governing_cue
from snapshots.facts.word_patterns import any_of
from snapshots.lexicon import load
from snapshots.letter import Certainty, Span, Status, TimeExpression

__all__ = ["Times", "find_times"]

_WORDS = load("calendar")
_RELATIONS = _WORDS["relations"]
_AFTERWARDS = _WORDS["after_the_time"]
_NAMES = _WORDS["names"]
_VAGUE = _WORDS["vague"]
_INDICATIVE = any_of(load("tense")["indicative"])

_HINT = re.compile(
    rf"\d|{any_of(_WORDS['months'])}|\b(?i:{any_of(_WORDS['seasons'])}|year|month|week|days|quarter|semester|half|tomorrow|yesterday"
    rf"|{any_of([*_VAGUE['soon'], *_VAGUE['tbc']])})"
)
_LEAD_IN = re.compile(
    rf"(?<!\w)(?:(?P<not_before>{any_of(_RELATIONS['not_before'])})|(?P<by>{any_of(_RELATIONS['by'])})"
    rf"|(?P<since>{any_of(_RELATIONS['since'])})|(?P<from>{any_of(_RELATIONS['from'])})|(?P<after>{any_of(_RELATIONS['after'])})"
    rf"|(?P<within>within))\s+(?:the\s+|about\s+|around\s+)?$",
    re.IGNORECASE,
)
_LONGEST_LEAD_IN = 36
_FOLLOW_UP = re.compile(
    rf"\s*,?\s*(?:(?P<by>{any_of(_AFTERWARDS['by'])})|(?P<not_before>{any_of(_AFTERWARDS['not_before'])}))\b", re.IGNORECASE
)
_HEDGE_BEFORE = re.compile(rf"\b{_INDICATIVE}\s+(?:(?:in|on|by|for|at|before|until|within|the)\s+)*$", re.IGNORECASE)
_HEDGE_AFTER = re.compile(rf"\s?\(?{_INDICATIVE}\)?(?=[\s.,;)]|$)", re.IGNORECASE)
_HEDGED_CLAUSE = re.compile(r"\b(?:expected|hoped|likely|anticipated|hope|expect|expects|aim|aims|intention|objective)\s+(?:is\s+)?that\b")
_INDICATIVE_CUE = re.compile(rf"\b{_INDICATIVE}\b", re.IGNORECASE)
_COMPARED = re.compile(
    rf"\b(?:{any_of(_NAMES['comparisons'])}|same\s+\w+\s+(?:of|in|last))\s+(?:(?:the|in|of|same|period|month|months|first|year|those)\s+)*$",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(rf"\s+(?:{any_of(_NAMES['after_month'])})\b")
_MEETING = re.compile(rf"\s+(?:{any_of(_NAMES['meetings_after_month'])})\b")
_TITLE = re.compile(r"[A-Z]\w+\s+[A-Z][a-z]")
_UNSETTLED_TAIL = re.compile(r"[\s,(\[–-]*$")
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?![\d/]|[.,]\d)")
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z(\"'“])")

# A letter's annex is drawn up some days before the letter is dated: "will meet on 12 December" in a letter
# of the 13th is that day, not the same day a year on. A week covers the delays of the letters at hand (1 day).
_DRAFTED_BEFORE = timedelta(days=7)
# A stretch this long ("in 2023") that holds the letter's date says nothing about which side of it is meant.
_LONG = timedelta(days=200)
# How far behind a time its "(tbc)" may stand, for a place or partner named in between.
_TBC_REACH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Both lists in reading order."""

    deadlines: tuple[TimeExpression, ...] = ()
    dates: tuple[TimeExpression, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A phrase with the cue that governs it and the tense that follows from both."""

    phrase: TimePhrase
    cue: Cue | None
    tense: Tense | None


def find_times(text: str, *, written_on: date, status: Status) -> Times:
    """The times in the text of one statement, in a letter of that date.

    Spans are offsets into `text`, and `text[start:end]` is the quote. Names that hold a time ("under 2023 funding",
    "my October letter") and times of comparison ("than in 2022") are left out.
    """
    if not _HINT.search(text):
        return Times()
    phrases = _find_phrases(text, written_on)
    if not phrases:
        return Times()
    clauses = find_clauses(text)
    deadlines: list[TimeExpression] = []
    dates: list[TimeExpression] = []
    for phrase in phrases:
        reading = _read(text, clauses, phrase, status)
        interval = _interval_of(text, reading, written_on)
        ahead = _lies_ahead(reading, interval, written_on, status)
        (deadlines if ahead else dates).append(_expression(text, clauses, reading, interval, ahead=ahead))
    return Times(deadlines=tuple(deadlines), dates=tuple(dates))


def _find_phrases(text: str, written_on: date) -> list[TimePhrase]:
    references = find_references(text)
    candidates = [*find_calendar_phrases(text, written_on), *find_relative_phrases(text, written_on)]
    phrases = longest_first_come(
        phrase for phrase in candidates if not overlaps(phrase.start, phrase.end, references)
    )
    related = [_related(text, phrase) for phrase in join_neighbours(text, phrases)]
    return _with_tbc(text, [phrase for phrase in related if not _is_name(text, phrase)])


def _related(text: str, phrase: TimePhrase) -> TimePhrase:
    """The phrase with the words that bound it: "by", "since", "as of", "at the latest"."""
    if phrase.stretch is None:
        return phrase
    end, relation = phrase.end, Relation.IN
    if follow_up := _FOLLOW_UP.match(text, end):
        end, relation = follow_up.end(), Relation(follow_up.lastgroup or "in")
    lead_in = _LEAD_IN.search(text, max(0, phrase.start - _LONGEST_LEAD_IN), phrase.start)
    if lead_in is None:
        return replace(phrase, end=end, relation=relation)
    if relation is Relation.IN and lead_in.lastgroup != "within":
        relation = Relation(lead_in.lastgroup or "in")
    return replace(phrase, start=lead_in.start(), end=end, relation=relation)


def _is_name(text: str, phrase: TimePhrase) -> bool:
    """Whether the phrase names a document or a yardstick: "my October letter", "compared to 2022", "Autumn Statement"."""
    if phrase.stretch is None:
        return False
    if _COMPARED.search(text, max(0, phrase.start - 48), phrase.start):
        return True
    if phrase.stretch.year is not None:
        return False
    if _TITLE.match(text, phrase.start) and text[phrase.start : phrase.end].lower() in _WORDS["seasons"]:
        return True
    one_word = text[phrase.start : phrase.end].split()[-1] in _WORDS["months"]
    if not one_word or not _DOCUMENT.match(text, phrase.end):
        return False
    return phrase.relation is not Relation.BY or not _MEETING.match(text, phrase.end)


def _with_tbc(text: str, phrases: list[TimePhrase]) -> list[TimePhrase]:
    """The phrases, "tbc" taken into the time just before it."""
    merged: list[TimePhrase] = []
    for phrase in phrases:
        previous = merged[-1] if merged else None
        if previous is None or not phrase.unsettled or previous.unsettled:
            merged.append(phrase)
            continue
        gap = text[previous.end : phrase.start]
        if _UNSETTLED_TAIL.match(gap):
            merged[-1] = replace(previous, end=phrase.end, unsettled=True)
        elif len(gap) <= _TBC_REACH and not _SENTENCE_END.search(gap) and ";" not in gap:
            merged[-1] = replace(previous, unsettled=True)
        else:
            merged.append(phrase)
    return merged


def _read(text: str, clauses: Sequence[Clause], phrase: TimePhrase, status: Status) -> _Reading:
    cue = governing_cue(text, clauses, phrase.start, phrase.end)
    return _Reading(phrase=phrase, cue=cue, tense=_tense(phrase, cue, status))


def _tense(phrase: TimePhrase, cue: Cue | None, status: Status) -> Tense | None:
    """What the words say; what the status says where they are silent; None where that is silent too."""
    planned = status in (Status.PLANNED, Status.NOT_STARTED)
    if phrase.leaning is not None:
        return phrase.leaning
    bare_participle = cue is not None and cue.tense is Tense.PAST and not cue.finite
    if phrase.relation is Relation.BY and (
        cue is None or cue.tense is Tense.PRESENT or (bare_participle and planned)
    ):
        return Tense.PAST if status is Status.DONE else Tense.FUTURE
    if cue is not None and cue.tense is not Tense.PRESENT and (cue.finite or cue.tense is Tense.PAST):
        return cue.tense
    if status is Status.DONE:
        return Tense.PAST
    if planned:
        return Tense.FUTURE
    return Tense.FUTURE if cue is not None and cue.tense is Tense.FUTURE else None


def _interval_of(text: str, reading: _Reading, written_on: date) -> Interval:
    phrase = reading.phrase
    if phrase.interval is not None or phrase.stretch is None:
        return phrase.interval or Interval(earliest=None, latest=None)
    whole = phrase.stretch.on(_year(text, reading, phrase.stretch, written_on))
    match phrase.relation:
        case Relation.BY:
            return Interval(earliest=None, latest=whole.latest)
        case Relation.NOT_BEFORE:
            return Interval(earliest=whole.earliest, latest=None)
        case Relation.SINCE if whole.earliest is not None and whole.earliest <= written_on:
            return Interval(earliest=whole.earliest, latest=written_on)
        case Relation.AFTER if whole.latest is not None and whole.latest >= written_on:
            return Interval(earliest=whole.latest + timedelta(days=1), latest=None)
        case _:
            return whole


def _year(text: str, reading: _Reading, stretch: Stretch, written_on: date) -> int:
    """The year said, else one in the same sentence that fits the tense, else the nearest on the tense's side."""
    phrase, tense = reading.phrase, reading.tense
    if stretch.year is not None:
        return stretch.year
    for year in _years_in_sentence(text, phrase):
        if _fits(stretch.on(year), tense, written_on):
            return year
    if phrase.deictic:
        return written_on.year
    return _next_year(stretch, written_on) if tense is Tense.FUTURE else _last_year(stretch, written_on)


def _years_in_sentence(text: str, phrase: TimePhrase) -> list[int]:
    """The years that the sentence names, the nearest first; for "the end of the year" those before it only."""
    starts = [mark.end() for mark in _SENTENCE_END.finditer(text, 0, phrase.start)]
    end = _SENTENCE_END.search(text, phrase.end)
    stop = phrase.start if phrase.deictic else (end.start() if end else len(text))
    years = [
        (abs(found.start() - phrase.start), int(found.group()))
        for found in _YEAR.finditer(text, starts[-1] if starts else 0, stop)
        if not _COMPARED.search(text, max(0, found.start() - 48), found.start())
    ]
    return [year for _, year in sorted(years)]


def _fits(interval: Interval, tense: Tense | None, written_on: date) -> bool:
    """Whether the interval lies on the side of the letter's date that the tense asks for."""
    if tense is Tense.FUTURE:
        return interval.latest is not None and interval.latest >= written_on - _DRAFTED_BEFORE
    return interval.earliest is not None and interval.earliest <= written_on


def _last_year(stretch: Stretch, written_on: date) -> int:
    first = stretch.on(written_on.year).earliest
    return written_on.year - int(first is not None and first > written_on)


def _next_year(stretch: Stretch, written_on: date) -> int:
    """The year of the first such stretch that is not over; single days may lie just before the letter's date."""
    slack = _DRAFTED_BEFORE if stretch.first[0] == stretch.last[0] and stretch.last[1] > 0 else timedelta(0)
    for year in (written_on.year - 1, written_on.year):
        latest = stretch.on(year).latest
        if latest is not None and latest >= written_on - slack:
            return year
    return written_on.year + 1


def _lies_ahead(reading: _Reading, interval: Interval, written_on: date, status: Status) -> bool:
    """Whether the time is a deadline, seen from the letter's date."""
    phrase, tense = reading.phrase, reading.tense
    earliest, latest = interval.earliest, interval.latest
    if phrase.leaning is not None:
        return phrase.leaning is Tense.FUTURE
    if latest is None:
        return tense is not Tense.PAST or (earliest is not None and earliest > written_on)
    if earliest is not None and earliest > written_on:
        return True
    if latest < written_on:
        return _is_lapsed_promise(reading, status)
    if phrase.relation is Relation.BY and latest > written_on:
        return True
    if tense is not None:
        return tense is not Tense.PAST and phrase.relation is not Relation.SINCE
    going_on = reading.cue is not None and reading.cue.tense is Tense.PRESENT
    return going_on and earliest is not None and latest - earliest < _LONG and phrase.relation is not Relation.SINCE


def _is_lapsed_promise(reading: _Reading, status: Status) -> bool:
    """Whether a time that is over is still told as a promise: "was due in May", "will meet on the 12th"."""
    cue, phrase = reading.cue, reading.phrase
    if reading.tense is Tense.OVERDUE:
        return True
    if phrase.relation is Relation.BY and cue is None:
        return status in (Status.PLANNED, Status.NOT_STARTED)
    if reading.tense is not Tense.FUTURE:
        return False
    said = phrase.stretch is not None and phrase.stretch.year is not None
    return not said or (cue is not None and cue.finite and cue.tense is Tense.FUTURE and cue.end <= phrase.start)


def _expression(
    text: str, clauses: Sequence[Clause], reading: _Reading, interval: Interval, *, ahead: bool
) -> TimeExpression:
    phrase = reading.phrase
    inferred = phrase.stretch is not None and phrase.stretch.year is None and not phrase.deictic
    return TimeExpression(
        quote=text[phrase.start : phrase.end],
        spans=(Span(start=phrase.start, end=phrase.end),),
        earliest=interval.earliest,
        latest=interval.latest,
        edtf=edtf_of(interval),
        certainty=_certainty(text, clauses, reading, ahead=ahead),
        year_inferred=inferred,
    )


def _certainty(text: str, clauses: Sequence[Clause], reading: _Reading, *, ahead: bool) -> Certainty:
    phrase, cue = reading.phrase, reading.cue
    if phrase.unsettled:
        return Certainty.TBC
    if phrase.vague or _HEDGE_BEFORE.search(text, max(0, phrase.start - 48), phrase.start):
        return Certainty.INDICATIVE
    if _HEDGE_AFTER.match(text, phrase.end):
        return Certainty.INDICATIVE
    if not ahead or cue is None:
        return Certainty.FIRM
    clause = next((found for found in clauses if found.start <= cue.start < found.end), None)
    hedged = _INDICATIVE_CUE.search(text, cue.start, cue.end) or (
        clause is not None and _HEDGED_CLAUSE.search(text, clause.start, phrase.start)
    )
    return Certainty.INDICATIVE if hedged else Certainty.FIRM
