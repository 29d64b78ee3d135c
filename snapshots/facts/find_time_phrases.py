"""All times in a text as phrases: found, joined where they touch, bound by their prepositions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from snapshots.altered import altered
from snapshots.facts.calendar_days import DAY_READERS
from snapshots.facts.calendar_periods import PERIOD_READERS
from snapshots.facts.relative_periods import RELATIVE_READERS
from snapshots.facts.time_phrase import Relation, TimePhrase
from snapshots.facts.time_ranges import join_neighbours, longest_first_come
from snapshots.facts.time_readers import readers_by_hints, readers_for
from snapshots.facts.vague_times import VAGUE_READERS
from snapshots.facts.verb_tense import Tense
from snapshots.facts.word_patterns import any_of, last_words, stands_before
from snapshots.lexicon import load

__all__ = ["COMPARED", "SENTENCE_END", "find_time_phrases"]

_WORDS = load("calendar")
_RELATIONS = _WORDS["relations"]
_AFTERWARDS = _WORDS["after_the_time"]
_NAMES = _WORDS["names"]

_READERS = readers_by_hints((*DAY_READERS, *PERIOD_READERS, *RELATIVE_READERS, *VAGUE_READERS))
_LEAD_IN = re.compile(
    rf"(?<![\w-])(?:(?P<not_before>{any_of(_RELATIONS['not_before'])})|(?P<by>{any_of(_RELATIONS['by'])})"
    rf"|(?P<since>{any_of(_RELATIONS['since'])})|(?P<from>{any_of(_RELATIONS['from'])})"
    rf"|(?P<after>{any_of(_RELATIONS['after'])})|(?P<within>within))\s+(?:the\s+|about\s+|around\s+|at\s+least\s+)?$",
    re.IGNORECASE,
)
_LAST_OF_LEAD_IN = last_words(*_RELATIONS.values(), ("within", "the", "about", "around", "least"))
_LAST_BEFORE_DATE_OF_TEXT = frozenset({"of", "dated", "the"})
_LEAD_IN_REACH = 40  # "with effect from around the "
_NOT_BEFORE = re.compile(r"\bnot\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_MOVED_FROM = [cue.removesuffix(" from") for cue in load("superseded")["earlier"] if cue.endswith(" from")]
# "Postponed from May": the day that holds no longer.
_MOVED = re.compile(rf"\b(?:{any_of(_MOVED_FROM)})\s+$", re.IGNORECASE)
_FOLLOW_UP = re.compile(
    rf"\s*,?\s*(?:(?P<by>{any_of(_AFTERWARDS['by'])})|(?P<not_before>{any_of(_AFTERWARDS['not_before'])}))"
    r"\b(?!\s+(?:by|in|on)\b)",
    re.IGNORECASE,
)
_TBC_NEXT = re.compile(
    rf"\s?(?:,\s)?(?P<bracket>\(\s?)?(?:{any_of(_WORDS['vague']['tbc'])})(?(bracket)\s?\)|(?!\w))"
)
COMPARED = re.compile(
    rf"\b(?:{any_of(_NAMES['comparisons'])}|same\s+\w+(?:\s+(?:of|in|last))?)\s+"
    r"(?:(?:the|in|of|same|period|month|months|first|year|those)\s+)*$",
    re.IGNORECASE,
)
"""Words that make the time after them a yardstick: "compared to", "than in the same months of"."""
SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z(\"'“])")
"""The mark that ends a sentence within a statement."""

_DOCUMENT = re.compile(rf"\s+(?:{any_of(_NAMES['after_month'])})\b")
_MEETING = re.compile(rf"\s+(?:{any_of(_NAMES['meetings_after_month'])})\b")
# "Under the contract of 9 September", "the agreement of 2019": the date of a text lies in the past.
_TEXT_OF = re.compile(
    rf"\b(?:{any_of(_NAMES['dated_texts'])})\s(?:signed\s)?(?:of|dated)\s(?:the\s)?$", re.IGNORECASE
)
_ECHO_GAP = re.compile(r"[\s,(–-]*")
_TBC_GAP = re.compile(r"[\s,(\[–-]*$")
# How far behind a time its "(tbc)" may stand, for a place or partner named in between.
_TBC_REACH = 40


def find_time_phrases(text: str, written_on: date) -> list[TimePhrase]:
    """The phrases in reading order, none overlapping another.

    Names of documents ("my October letter") and times of comparison ("than in 2022") are left out; a meeting
    named by its month stays where something is to be ready for it ("ahead of the June summit").
    """
    phrases = join_neighbours(text, longest_first_come(_candidates(text, written_on)))
    related = [_related(text, phrase) for phrase in phrases]
    return _with_tbc(text, list(_without_echoes(text, list(_without_names(text, related)))))


def _without_echoes(text: str, phrases: list[TimePhrase]) -> Iterator[TimePhrase]:
    """The phrases but for events that only comment on the time before: "in April, before the elections"."""
    for index, phrase in enumerate(phrases):
        beside = (
            phrase.event and index > 0 and _ECHO_GAP.fullmatch(text, phrases[index - 1].end, phrase.start)
        )
        if not beside:
            yield phrase


def _without_names(text: str, phrases: list[TimePhrase]) -> Iterator[TimePhrase]:
    for phrase in phrases:
        if not _is_name(text, phrase):
            yield phrase
        elif meeting := _ready_for_meeting(text, phrase):
            yield meeting


def _candidates(text: str, written_on: date) -> Iterator[TimePhrase]:
    for pattern, read in readers_for(_READERS, text):
        for match in pattern.finditer(text):
            yield from read(text, match, written_on)


def _related(text: str, phrase: TimePhrase) -> TimePhrase:
    """The phrase with the words that bound it: "by", "since", "as of", "at the latest", "(tbc)"."""
    if phrase.stretch is None:
        return phrase
    start, end, relation, unsettled = phrase.start, phrase.end, Relation.IN, False
    if tbc := _TBC_NEXT.match(text, end):
        end, unsettled = tbc.end(), True
    if follow_up := _FOLLOW_UP.match(text, end):
        end, relation = follow_up.end(), Relation(follow_up.lastgroup or "in")
    if lead_in := stands_before(_LEAD_IN, text, start, _LEAD_IN_REACH, last=_LAST_OF_LEAD_IN):
        start = lead_in.start()
        if relation is Relation.IN and lead_in.lastgroup != "within":
            relation = Relation(lead_in.lastgroup or "in")
    if relation is Relation.BY and (negated := stands_before(_NOT_BEFORE, text, start, _LEAD_IN_REACH)):
        relation = Relation.NOT_BEFORE if lead_in and "before" in lead_in.group().lower() else relation
        start = negated.start() if relation is Relation.NOT_BEFORE and negated.group() == "not " else start
    text_of = stands_before(_TEXT_OF, text, start, _LEAD_IN_REACH, last=_LAST_BEFORE_DATE_OF_TEXT)
    leaning = Tense.PAST if text_of or relation is Relation.SINCE else phrase.leaning
    return altered(phrase, start=start, end=end, relation=relation, unsettled=unsettled, leaning=leaning)


def _is_name(text: str, phrase: TimePhrase) -> bool:
    """Whether the phrase names a document, a yardstick or a day that was given up.

    "My October letter", "compared to 2022", "postponed from May".
    """
    if phrase.stretch is None:
        return False
    moved = phrase.relation is Relation.FROM and stands_before(_MOVED, text, phrase.start)
    if moved or stands_before(COMPARED, text, phrase.start):
        return True
    last_word = text[phrase.start : phrase.end].rsplit(maxsplit=1)[-1]
    if phrase.stretch.year is not None or last_word not in _WORDS["months"]:
        return False
    return _DOCUMENT.match(text, phrase.end) is not None


def _ready_for_meeting(text: str, phrase: TimePhrase) -> TimePhrase | None:
    """The phrase with the meeting that something is to be ready for: "ahead of the June summit"."""
    meeting = _MEETING.match(text, phrase.end) if phrase.relation is Relation.BY else None
    return replace(phrase, end=meeting.end()) if meeting else None


def _with_tbc(text: str, phrases: list[TimePhrase]) -> list[TimePhrase]:
    """The phrases, a "tbc" taken into the time before it in its sentence."""
    merged: list[TimePhrase] = []
    for phrase in phrases:
        previous = merged[-1] if merged else None
        if (
            previous is None
            or not phrase.unsettled
            or phrase.stretch
            or not (previous.stretch or previous.event)
        ):
            merged.append(phrase)
            continue
        gap = text[previous.end : phrase.start]
        if _TBC_GAP.match(gap):
            merged[-1] = replace(previous, end=phrase.end, unsettled=True)
        elif len(gap) <= _TBC_REACH and not SENTENCE_END.search(gap) and ";" not in gap:
            merged[-1] = replace(previous, unsettled=True)
        else:
            merged.append(phrase)
    return merged
