"""What is told in the past and yet goes on: talks that have begun, a stage reached, a part that is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from snapshots.currency_codes import is_currency_code
from snapshots.facts.clauses import Sentence
from snapshots.facts.full_verbs import has_object
from snapshots.facts.part_of_whole import begins_part, begins_part_loosely
from snapshots.facts.predicates import Cue
from snapshots.facts.status_words import status_words
from snapshots.letter import Status
from snapshots.lexicon import load

__all__ = ["counts_short", "goes_on_if_unfinished", "how_complete", "is_count", "is_number"]

_REACH = 5  # words between "reached" and the stage: "have reached the second and last round"
_ALL_OF_IT = re.compile(r"\b100\s?(?:%|per\s?cent)\s+of\b")
_PART_IN_PERCENT = re.compile(r"\d{1,2}(?:[.,]\d+)?\s?(?:%|per\s?cent)")
_MILLION = 1_000_000  # "4 million" may be a sum, "4 thousand" boats are a count
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_SHARE = re.compile(r"\d\s?(?:%|per\s?cent)\s+of\b")


def goes_on_if_unfinished(sentence: Sentence, cue: Cue) -> Cue:
    """The cue, with the status ONGOING where what it calls done has only begun, or is done in part."""
    if cue.status is not Status.DONE:
        return cue
    unfinished = (
        _has_begun(sentence, cue)
        or _reaches_a_stage(sentence, cue)
        or _makes_progress(sentence, cue)
        or _is_in_part(sentence, cue)
        or _is_counted_by_now(sentence, cue)
    )
    return replace(cue, status=Status.ONGOING) if unfinished else cue


def counts_short(cue: Cue, sentence: Sentence, following: Sequence[Sentence]) -> bool:
    """Whether a label in the past is told of a part in what follows it: "Delivered: 60 out of 120"."""
    if not (sentence.label and following) or cue.status is not Status.DONE or cue.finite:
        return False
    told = following[0]
    start = told.words.starts[told.indexes[0]]
    in_percent = cue.opens and _PART_IN_PERCENT.match(told.words.text, start) is not None
    return in_percent or begins_part_loosely(told, 0)


def _has_begun(sentence: Sentence, cue: Cue) -> bool:
    """Whether the verb says that something has begun which takes its time: "deliveries have begun"."""
    known = status_words()
    verb = sentence.key(cue.end - 1)
    if verb not in known.beginnings:
        return False
    if verb in known.begin_to and sentence.key(cue.end) == "to":
        return True  # "has started to report its catches"
    if _is_taken_up_again(sentence, cue):
        return True
    return _names_a_process(sentence, 0, cue.at, deeds=verb in known.begin_to)


def _names_a_process(sentence: Sentence, start: int, end: int, *, deeds: bool) -> bool:
    """Whether one of the words, up to the first preposition or from a pause to the next, takes its time."""
    known, near = status_words(), True
    for at in range(start, end):
        near = (near or sentence.pauses_before(at)) and sentence.keys[at] not in known.prepositions
        if near and (sentence.keys[at] in known.processes or (deeds and _is_a_deed(sentence, at))):
            return True
    return False


def _is_taken_up_again(sentence: Sentence, cue: Cue) -> bool:
    """Whether something is at work again: "the ferry has resumed"; a day of reopening is an event.

    "They resumed the session" is an act; "they resumed their deliveries" goes on all the same.
    """
    known, first, verb = status_words(), sentence.keys[cue.at], sentence.key(cue.end - 1)
    perfect = first in known.have
    if verb in known.taking_up:
        return perfect or (first == verb and not cue.agent and _goes_on_itself(sentence, cue))
    undated = known.dates.isdisjoint(sentence.keys[cue.end :])
    passive = "been" in sentence.keys[cue.at : cue.end]
    return verb in known.opening_again and perfect and undated and not passive


def _goes_on_itself(sentence: Sentence, cue: Cue) -> bool:
    """Whether the verb has no object, or one that takes its time."""
    end = min(cue.end + _REACH, len(sentence.keys))
    return not has_object(sentence, cue.at) or _names_a_process(sentence, cue.end, end, deeds=True)


def _is_counted_by_now(sentence: Sentence, cue: Cue) -> bool:
    """Whether so many as are counted have acted up to now: "Four ports have so far joined"."""
    known = status_words()
    if sentence.key(cue.end - 1) in known.whole_each_time or not known.by_now.may_begin_among(sentence.keys):
        return False
    opening = range(min(_REACH, cue.at))
    counted = any(is_count(sentence, at) for at in opening)
    return counted and any(known.by_now.at(sentence.words, index) is not None for index in sentence.indexes)


def is_count(sentence: Sentence, at: int) -> bool:
    """Whether the word at `at` is a number, no year ("the 2024 campaign") and no part of a sum."""
    key = sentence.keys[at]
    return is_number(key) and not _A_YEAR.fullmatch(key) and not _is_money(sentence, at)


def _is_money(sentence: Sentence, at: int) -> bool:
    """Whether the figure at `at` is part of a sum: "EUR 4", "4 million"."""
    before = sentence.forms[at - 1] if at else ""
    return is_currency_code(before) or sentence.key(at + 1) in _magnitudes()


def _is_a_deed(sentence: Sentence, at: int) -> bool:
    """Whether the noun at `at` is one of a deed that takes its time: "expansion", but not "session"."""
    known = status_words()
    takes_time = sentence.keys[at].endswith(known.deed_endings)
    return takes_time and known.events.at(sentence.words, sentence.indexes[at]) is None


def how_complete(sentence: Sentence, at: int) -> Status | None:
    """What the word at `at` says where a percentage before it says how much is there: "35% complete"."""
    if sentence.key(at) not in status_words().completing or not _is_percentage(sentence, at - 1):
        return None
    return Status.ONGOING if _is_share(sentence, at - 1) else Status.DONE


def _reaches_a_stage(sentence: Sentence, cue: Cue) -> bool:
    """Whether the verb leads to a stage on the way: "entered their ninth round", "reached 70 per cent"."""
    known, end = status_words(), min(cue.end + _REACH, len(sentence.keys))
    arrives = sentence.key(cue.end - 1) in known.arriving
    return arrives and any(
        sentence.keys[at] in known.stages or _is_percentage(sentence, at) for at in range(cue.end, end)
    )


def _makes_progress(sentence: Sentence, cue: Cue) -> bool:
    """Whether it is said to get on, and no more: "have made good progress"."""
    known = status_words()
    gains = cue.finite and sentence.key(cue.end - 1) in known.gaining
    return gains and not known.progress.isdisjoint(sentence.keys[cue.end : cue.end + _REACH])


def _is_in_part(sentence: Sentence, cue: Cue) -> bool:
    """Whether it is said of a part only: "12 of 20 rebuilt", "82 per cent built", "15 finished so far"."""
    reach = cue.at - 1 if cue.finite else len(sentence.keys)
    parts = (at for at in range(reach) if begins_part(sentence, at))
    if any(sentence.key(at - 1) != "by" for at in parts) or _is_some_of(sentence, reach):
        return True
    if cue.finite:
        return (
            _is_share_of_something(sentence, cue.at)
            or begins_part_loosely(sentence, cue.end)
            or (begins_part_loosely(sentence, 0) and _ends_with(sentence, cue))
        )
    before = cue.at - 1
    added = before > 0 and sentence.pauses_before(before) and is_number(sentence.keys[before])
    words = sentence.words.text[sentence.words.starts[sentence.indexes[0]] :]
    return (
        added
        or _is_some_of_the_same(sentence, before)
        or _is_share(sentence, before)
        or _SHARE.search(words) is not None
        or any(begins_part_loosely(sentence, at) for at in (0, cue.end))
    )


def _ends_with(sentence: Sentence, cue: Cue) -> bool:
    """Whether no object follows the verb: half of the members that approve a text have approved all of it."""
    following = sentence.key(cue.end)
    ends = not following or sentence.pauses_before(cue.end)
    return ends or following in status_words().prepositions


def _is_share_of_something(sentence: Sentence, verb: int) -> bool:
    """Whether the verb is said of a percentage of something: "40 per cent of the loan has been paid"."""
    text, indexes = sentence.words, sentence.indexes
    subject = text.text[text.starts[indexes[0]] : text.starts[indexes[verb]]]
    share = _SHARE.search(subject)
    return share is not None and not _ALL_OF_IT.search(subject, 0, share.end())


def _is_some_of(sentence: Sentence, reach: int) -> bool:
    """Whether it opens with the whole and tells of fewer: "Of the eight boats, three have sailed"."""
    if sentence.keys[0] != "of" and sentence.keys[:2] != ("out", "of"):
        return False
    pause = next((at for at in sorted(sentence.pauses) if at <= reach), reach)
    whole = next((key for key in sentence.keys[1:pause] if is_number(key)), None)
    part = sentence.key(pause)
    return whole is not None and is_number(part) and part != whole


def _is_some_of_the_same(sentence: Sentence, noun: int) -> bool:
    """Whether a count of what was counted before stands behind a comma: "120 km of track, 43 km laid"."""
    counted = noun > 1 and is_number(sentence.keys[noun - 1]) and noun - 1 in sentence.pauses
    same = (at for at in range(1, noun - 1) if sentence.keys[at] == sentence.keys[noun])
    return counted and any(is_number(sentence.keys[at - 1]) for at in same)


def _is_percentage(sentence: Sentence, at: int) -> bool:
    """Whether a percentage ends at `at`: "82%", "82 per cent"."""
    if sentence.key(at) in status_words().percent:
        return True
    end = sentence.words.ends[sentence.indexes[at]] if 0 <= at < len(sentence.indexes) else 0
    return sentence.words.text[end : end + 2].strip().startswith("%")


def _is_share(sentence: Sentence, at: int) -> bool:
    """Whether a percentage short of all ends at `at` and is what the verb speaks of, not "duties of 22%"."""
    if not _is_percentage(sentence, at):
        return False
    while sentence.key(at) in status_words().percent | {"per"} or sentence.key(at).isdigit():
        if sentence.key(at) == "100":
            return False
        at -= 1
    return sentence.key(at) not in status_words().prepositions


def is_number(key: str) -> bool:
    """Whether a word in small letters is a figure or a number word."""
    return key.isdigit() or key in _number_words()


@cache
def _magnitudes() -> frozenset[str]:
    known = {**load("numbers")["magnitude_words"], **load("numbers")["magnitude_signs"]}
    return frozenset(word for word, size in known.items() if size >= _MILLION)


@cache
def _number_words() -> frozenset[str]:
    return frozenset(load("numbers")["cardinals"])
