"""Which way a time lies, seen from the letter's date: it has come, or it is still ahead.

The verb that governs the time is asked first, then the letter's date, and the statement's status only where
both are silent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from snapshots.facts.numbers import NUMBER_WORDS
from snapshots.facts.stretches import Interval
from snapshots.facts.time_phrase import Relation, TimePhrase
from snapshots.facts.verb_tense import Clause, Cue, Tense, governing_cue
from snapshots.facts.word_patterns import any_of
from snapshots.letter import Status
from snapshots.lexicon import load

__all__ = ["Reading", "lies_ahead", "read_direction"]

_WORDS = load("tense")
# ", vote in plenary on ": a comma, and a noun; "one on 6 May, two on 8 June" are of the same kind.
_OWN_NOUN = re.compile(
    rf",\s(?!(?:{any_of(_WORDS['no_noun_first'])}|{NUMBER_WORDS})\b)[a-z][^,;:.()]{{2,60}}"
)
_OPEN = (Status.PLANNED, Status.NOT_STARTED)
# A participle so far before a time says what a thing is: "the alert set up by the network in Q4".
_ADJACENT = 12
# A stretch this long ("in 2023") that holds the letter's date says nothing about which side of it is meant.
_LONG = timedelta(days=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A phrase, the cue that governs it, and the tense; None where words and status are silent.

    `apart`: it stands with a noun of its own, behind a time that the only verb has ("signed on 3 May, vote on
    8 June").
    """

    phrase: TimePhrase
    cue: Cue | None
    tense: Tense | None
    apart: bool = False


def read_direction(
    text: str, clauses: Sequence[Clause], phrases: Sequence[TimePhrase], index: int, status: Status
) -> Reading:
    """The phrase at `index` as its clause, or else the statement's status, places it."""
    phrase = phrases[index]
    cue = governing_cue(text, clauses, phrase.start, phrase.end)
    if cue is not None and index and _stands_apart(text, cue, phrases[index - 1], phrase):
        tense = Tense.FUTURE if phrase.relation is Relation.BY else phrase.leaning
        return Reading(phrase=phrase, cue=None, tense=tense, apart=True)
    if cue is not None and status in _OPEN and _is_bare_participle(cue) and cue.start >= phrase.end:
        cue = None  # "signature on 19 June, followed by ratification"
    return Reading(phrase=phrase, cue=cue, tense=_tense(phrase, cue, status))


def _stands_apart(text: str, cue: Cue, before: TimePhrase, phrase: TimePhrase) -> bool:
    """Whether the verb has a time already, and a comma and a noun lead to this one: "..., vote on 8 June"."""
    if cue.tense is not Tense.PAST or not cue.end <= before.end <= phrase.start:
        return False
    return _OWN_NOUN.fullmatch(text, before.end, phrase.start) is not None


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
    this_year = latest is None or latest.year >= written_on.year
    if phrase.unsettled and tense is not Tense.PAST and this_year:
        return True  # "2031 date tbc", in a letter of that year
    if latest is None:
        return tense is not Tense.PAST or (earliest is not None and earliest > written_on)
    if earliest is not None and earliest > written_on:
        return True
    if phrase.relation is Relation.SINCE:
        return False
    if latest < written_on:
        return _is_lapsed_promise(reading, status)
    if phrase.relation is Relation.BY and latest > written_on:
        return True
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
