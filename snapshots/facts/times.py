"""The times of a statement: deadlines, which have not come when its letter is written, and dates, which have.

Times are intervals of days with both ends inclusive, an end left open where the words leave it open. "By",
"before" and "until" leave the beginning open and end with the end of what they name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from snapshots.facts.find_time_phrases import find_time_phrases
from snapshots.facts.reference_numbers import without_references
from snapshots.facts.stretches import Interval, edtf_of
from snapshots.facts.time_direction import Reading, lies_ahead, read_direction
from snapshots.facts.verb_tense import Clause, Tense, find_clauses
from snapshots.facts.word_patterns import any_of, stands_before
from snapshots.facts.year_of_time import Around, interval_of
from snapshots.letter import Certainty, Span, Status, TimeExpression
from snapshots.lexicon import load

__all__ = ["Times", "find_times"]

_INDICATIVE = any_of(load("tense")["indicative"])
_HEDGE = re.compile(rf"\b{_INDICATIVE}\b", re.IGNORECASE)
_HEDGE_BEFORE = re.compile(
    rf"\b{_INDICATIVE}\s+(?:(?:in|on|by|for|at|before|until|within|the)\s+)*$", re.IGNORECASE
)
_HEDGE_AFTER = re.compile(rf"\s?\(?{_INDICATIVE}\)?(?=[\s.,;)]|$)", re.IGNORECASE)
_HEDGED_CLAUSE = re.compile(rf"\b{any_of(load('tense')['hedging_that'])}\s+(?:is\s+)?that\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Both lists in reading order."""

    deadlines: tuple[TimeExpression, ...] = ()
    dates: tuple[TimeExpression, ...] = ()


def find_times(text: str, *, written_on: date, status: Status) -> Times:
    """The times in the text of one statement, in a letter of that date.

    Spans are offsets into `text`, and `text[start:end]` is the quote. Left out are names that hold a time
    ("under 2023 funding", "my October letter"), times of comparison ("than in 2022"), and events beside which
    something has happened ("met after the elections").
    """
    words = without_references(text)
    phrases = find_time_phrases(words, written_on)
    if not phrases:
        return Times()
    clauses = find_clauses(text)
    cues = sorted((cue for clause in clauses for cue in clause.cues), key=lambda cue: cue.start)
    around = Around(text=words, phrases=phrases, cues=cues, written_on=written_on)
    deadlines: list[TimeExpression] = []
    dates: list[TimeExpression] = []
    for index, phrase in enumerate(phrases):
        reading = read_direction(text, clauses, phrases, index, status)
        if phrase.event and reading.tense is not Tense.FUTURE:
            continue
        interval = interval_of(reading, around)
        ahead = lies_ahead(reading, interval, written_on, status)
        certainty = _certainty(text, clauses, reading, ahead=ahead)
        (deadlines if ahead else dates).append(_expression(text, reading, interval, certainty))
    return Times(deadlines=tuple(deadlines), dates=tuple(dates))


def _expression(text: str, reading: Reading, interval: Interval, certainty: Certainty) -> TimeExpression:
    phrase = reading.phrase
    return TimeExpression(
        quote=text[phrase.start : phrase.end],
        spans=(Span(start=phrase.start, end=phrase.end),),
        earliest=interval.earliest,
        latest=interval.latest,
        edtf=edtf_of(interval),
        certainty=certainty,
        year_inferred=phrase.stretch is not None and phrase.stretch.year is None and not phrase.deictic,
    )


def _certainty(text: str, clauses: Sequence[Clause], reading: Reading, *, ahead: bool) -> Certainty:
    phrase = reading.phrase
    if phrase.unsettled:
        return Certainty.TBC
    if (
        phrase.vague
        or stands_before(_HEDGE_BEFORE, text, phrase.start)
        or _HEDGE_AFTER.match(text, phrase.end)
    ):
        return Certainty.INDICATIVE
    return Certainty.INDICATIVE if ahead and _is_hedged(text, clauses, reading) else Certainty.FIRM


def _is_hedged(text: str, clauses: Sequence[Clause], reading: Reading) -> bool:
    """Whether the verb that governs the time only expects it: "should be", "tentatively planned"."""
    cue = reading.cue
    if cue is None:
        return False
    if _HEDGE.search(text, cue.start, cue.end) or stands_before(_HEDGE_BEFORE, text, cue.start):
        return True
    clause = next((found for found in clauses if found.start <= cue.start < found.end), None)
    return clause is not None and _HEDGED_CLAUSE.search(text, clause.start, reading.phrase.start) is not None
