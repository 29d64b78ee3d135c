"""Which way a time lies, seen from the letter's date: it has come, or it is still ahead.

The verb that governs the time is asked first, then the letter's date, and the statement's status only where
both are silent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from snapshots.facts.stretches import Interval
from snapshots.facts.time_phrase import Relation, TimePhrase
from snapshots.facts.verb_tense import Clause, Cue, Tense, governing_cue
from snapshots.letter import Status

__all__ = ["Reading", "lies_ahead", "read_direction"]

_OPEN = (Status.PLANNED, Status.NOT_STARTED)
# A participle so far before a time says what a thing is: "the alert set up by the network in Q4".
_ADJACENT = 12
# A stretch this long ("in 2023") that holds the letter's date says nothing about which side of it is meant.
_LONG = timedelta(days=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A phrase, the cue that governs it, and the tense; None where words and status are silent."""

    phrase: TimePhrase
    cue: Cue | None
    tense: Tense | None


def read_direction(text: str, clauses: Sequence[Clause], phrase: TimePhrase, status: Status) -> Reading:
    """The phrase as its clause, or else the statement's status, places it."""
    cue = governing_cue(text, clauses, phrase.start, phrase.end)
    if cue is not None and status in _OPEN and _is_bare_participle(cue) and cue.start >= phrase.end:
        cue = None  # "signature on 19 June, followed by ratification"
    return Reading(phrase=phrase, cue=cue, tense=_tense(phrase, cue, status))


def _tense(phrase: TimePhrase, cue: Cue | None, status: Status) -> Tense | None:
    if phrase.leaning is not None:
        return phrase.leaning
    silent = cue is None or cue.tense is Tense.PRESENT or (_is_bare_participle(cue) and status in _OPEN)
    if phrase.relation is Relation.BY and silent:
        return Tense.PAST if status is Status.DONE and cue is not None else Tense.FUTURE
    if cue is not None and cue.tense is not Tense.PRESENT and (cue.finite or cue.tense is Tense.PAST):
        return cue.tense
    if status is Status.DONE:
        return Tense.PAST
    if status in _OPEN or (cue is not None and cue.tense is Tense.FUTURE):
        return Tense.FUTURE
    return None


def lies_ahead(reading: Reading, interval: Interval, written_on: date, status: Status) -> bool:
    """Whether the time is a deadline rather than a date.

    What lies wholly after the letter's date is one, what lies wholly before only as a lapsed promise; where
    the interval holds the letter's date, the tense decides.
    """
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
    if phrase.relation is Relation.SINCE:
        return False
    if tense is None or (_only_describes(reading) and status in _OPEN):
        return status in _OPEN or (_is_going_on(reading.cue) and _is_short(interval))
    return tense is not Tense.PAST


def _is_lapsed_promise(reading: Reading, status: Status) -> bool:
    """Whether a time that is over is still told as a promise: "was due in May", "will meet on the 12th"."""
    cue, phrase = reading.cue, reading.phrase
    if reading.tense is Tense.OVERDUE:
        return True
    if phrase.relation is Relation.BY and cue is None:
        return status in _OPEN
    if reading.tense is not Tense.FUTURE:
        return False
    if phrase.stretch is not None and phrase.stretch.year is None:
        return True
    promised = cue is not None and cue.tense is Tense.FUTURE and cue.end <= phrase.start
    return promised and cue is not None and (cue.finite or status in _OPEN)


def _is_bare_participle(cue: Cue | None) -> bool:
    return cue is not None and cue.tense is Tense.PAST and not cue.finite


def _only_describes(reading: Reading) -> bool:
    """Whether nothing but a participle some words away ("trained by ... in December") speaks of the past."""
    cue = reading.cue
    return cue is not None and _is_bare_participle(cue) and reading.phrase.start - cue.end > _ADJACENT


def _is_going_on(cue: Cue | None) -> bool:
    return cue is not None and cue.tense is Tense.PRESENT


def _is_short(interval: Interval) -> bool:
    return (
        interval.earliest is not None
        and interval.latest is not None
        and interval.latest - interval.earliest < _LONG
    )
