"""The year of a time that says none, and so the days that it covers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from snapshots.facts.find_time_phrases import COMPARED, SENTENCE_END
from snapshots.facts.stretches import Interval, Stretch
from snapshots.facts.time_direction import Reading
from snapshots.facts.time_phrase import Relation, TimePhrase
from snapshots.facts.verb_tense import Cue, Tense
from snapshots.facts.word_patterns import stands_before

__all__ = ["Around", "interval_of"]

# A year of its own, not one of a programme's span ("2021-2027") nor what a thing is for ("report for 2023").
_YEAR = re.compile(
    r"(?<![\d/])(?<!\d[-–])(?<!for\s)(?<!on\s)(?<!about\s)(?<!covering\s)(?:19|20)\d\d(?![\d/]|[.,]\d|\s?[-–]\s?\d\d)"
)
# The longest sentence of the letters at hand has 760 characters.
_SENTENCE_REACH = 1000
_ANOTHER_CLAUSE = re.compile(r";|,\s(?:and|but|while|whereas|so\sthat)\s|\swhile\s")
_OF = re.compile(r"\bof\s$")
# A letter's annex is drawn up some days before the letter is dated: "will meet on 12 December" in a letter of
# the 13th is that day, not the same day a year on. A week covers the delays of the letters at hand (1 day).
_DRAFTED_BEFORE = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a statement says around its times: its words, times and verbs in order, and the letter's date."""

    text: str
    phrases: Sequence[TimePhrase]
    cues: Sequence[Cue]
    written_on: date


def interval_of(reading: Reading, around: Around) -> Interval:
    """The days that the phrase covers.

    Without a year of its own, one in the same sentence that fits the tense; else what has happened takes the
    last such time up to the letter's date, what is to come the next one.
    """
    phrase, written_on = reading.phrase, around.written_on
    if phrase.interval is not None or phrase.stretch is None:
        return phrase.interval or Interval(earliest=None, latest=None)
    whole = phrase.stretch.on(_year(reading, phrase.stretch, around))
    match phrase.relation:
        case Relation.BY:
            return Interval(earliest=None, latest=whole.latest)
        case Relation.NOT_BEFORE:
            return Interval(earliest=whole.earliest, latest=None)
        case Relation.AFTER if whole.latest is not None and whole.latest >= written_on:
            return Interval(earliest=whole.latest + timedelta(days=1), latest=None)
        case _:
            return whole


def _year(reading: Reading, stretch: Stretch, around: Around) -> int:
    if stretch.year is not None:
        return stretch.year
    for year in _years_in_sentence(reading, around):
        if _fits(stretch.on(year), reading.tense, around.written_on):
            return year
    if reading.phrase.deictic:
        return around.written_on.year
    if reading.tense is Tense.FUTURE:
        return _next_year(stretch, around.written_on)
    last = _last_year(stretch, around.written_on)
    return _nearer_year(stretch, last, around.written_on) if reading.apart else last


def _years_in_sentence(reading: Reading, around: Around) -> list[int]:
    """The years that the sentence gives, the nearest first.

    What has happened may take its year from a name before it ("Operation Sava 2022 was launched on 19 March")
    or from a time after it. What is to come takes it from an earlier time alone: "the 2026-2030 strategy will
    be presented in December" and "will meet in December and conclude in 2026" speak of no December of those
    years; nor does "the law of 2 May 2019" lend its year. "The end of the year" looks back, too.
    """
    phrase, text = reading.phrase, around.text
    start, end = _sentence_around(text, phrase)
    first = bisect_left(around.phrases, start, key=lambda time: time.start)
    times = around.phrases[first : bisect_left(around.phrases, end, key=lambda time: time.start)]
    years = [
        (abs(time.start - phrase.start), time.stretch.year)
        for time in times
        if time.stretch and time.stretch.year and _lends(text, phrase, time, reading)
        if _is_of_one_clause(around, phrase, time)
    ]
    if not phrase.deictic and reading.tense is not Tense.FUTURE:
        years += _years_of_names(text, start, phrase, times)
    return [year for _, year in sorted(years)]


def _sentence_around(text: str, phrase: TimePhrase) -> tuple[int, int]:
    """Where the sentence of the phrase starts and ends, as far as a sentence reaches."""
    start = max(0, phrase.start - _SENTENCE_REACH)
    for mark in SENTENCE_END.finditer(text, start, phrase.start):
        start = mark.end()
    reach = min(len(text), phrase.end + _SENTENCE_REACH)
    mark_after = SENTENCE_END.search(text, phrase.end, reach)
    return start, mark_after.start() if mark_after else reach


def _lends(text: str, phrase: TimePhrase, time: TimePhrase, reading: Reading) -> bool:
    """Whether the other time gives its year to the phrase; one that comes after must be a day or a month."""
    if time.start >= phrase.start and (
        phrase.deictic or reading.tense is Tense.FUTURE or not _is_within_a_month(time)
    ):
        return False
    return time.deictic or stands_before(_OF, text, time.start) is None


def _is_of_one_clause(around: Around, phrase: TimePhrase, time: TimePhrase) -> bool:
    """Whether no verb of another clause parts two times; behind a verb of its own, time goes on.

    "In force since 2020, and the first transfer was made in July" speaks of no July of 2020, nor does "set up
    in 2023 and extended in January" of that January; "adopted in January 2024 and published in March" does.
    """
    left, right = min(phrase.end, time.end), max(phrase.start, time.start)
    first = bisect_left(around.cues, left, key=lambda cue: cue.start)
    last = bisect_left(around.cues, right, key=lambda cue: cue.start)
    verbs = around.cues[first:last]
    if not verbs or phrase.deictic:
        return True
    if any(cue.finite for cue in verbs) and _ANOTHER_CLAUSE.search(around.text, left, right):
        return False
    return time.start > phrase.start or _goes_on_from(time, phrase)


def _goes_on_from(time: TimePhrase, phrase: TimePhrase) -> bool:
    """Whether the phrase comes after a day or month before it, in that one's year."""
    if phrase.stretch is None or time.stretch is None or time.stretch.year is None:
        return False
    begun, then = time.stretch.on(time.stretch.year).earliest, phrase.stretch.on(time.stretch.year).earliest
    return _is_within_a_month(time) and begun is not None and then is not None and begun <= then


def _is_within_a_month(time: TimePhrase) -> bool:
    """Whether it is a day or a month: "fell in June, from a peak at the end of 2022" names another year."""
    return time.stretch is not None and time.stretch.first[0] == time.stretch.last[0]


def _years_of_names(
    text: str, start: int, phrase: TimePhrase, times: Sequence[TimePhrase]
) -> list[tuple[int, int]]:
    """The years before the phrase that are no times themselves, each with its distance."""
    return [
        (phrase.start - year.start(), int(year.group()))
        for year in _YEAR.finditer(text, start, phrase.start)
        if not stands_before(COMPARED, text, year.start())
        and not any(time.start <= year.start() < time.end for time in times)
    ]


def _fits(interval: Interval, tense: Tense | None, written_on: date) -> bool:
    """Whether the interval lies on the side of the letter's date that the tense asks for."""
    if tense is Tense.FUTURE:
        return interval.latest is not None and interval.latest >= written_on - _DRAFTED_BEFORE
    return interval.earliest is not None and interval.earliest <= written_on


def _last_year(stretch: Stretch, written_on: date) -> int:
    first = stretch.on(written_on.year).earliest
    return written_on.year - int(first is not None and first > written_on)


def _nearer_year(stretch: Stretch, last: int, written_on: date) -> int:
    """The last such year, or the one after it where its days are nearer to the letter."""
    behind, ahead = stretch.on(last).latest, stretch.on(last + 1).earliest
    if behind is None or ahead is None:
        return last
    return last + int(ahead - written_on < written_on - behind)


def _next_year(stretch: Stretch, written_on: date) -> int:
    """The year of the first such stretch that is not over; single days may lie just before the letter."""
    slack = _DRAFTED_BEFORE if stretch.first[0] == stretch.last[0] and stretch.last[1] > 0 else timedelta(0)
    for year in (written_on.year - 1, written_on.year):
        latest = stretch.on(year).latest
        if latest is not None and latest >= written_on - slack:
            return year
    return written_on.year + 1
