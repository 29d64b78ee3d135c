"""A time as it stands in the words, before it is known which year is meant and whether it lies ahead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from snapshots.facts.stretches import Interval, Stretch
from snapshots.facts.verb_tense import Tense

__all__ = ["Relation", "TimePhrase"]


class Relation(StrEnum):
    """How what happens lies to the time: in it, by its end, since its start, from it on, after it."""

    IN = "in"
    BY = "by"
    SINCE = "since"
    FROM = "from"
    NOT_BEFORE = "not_before"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePhrase:
    """A time at text[start:end]: a stretch of the calendar, or an `interval` with an open end ("tbc").

    `deictic`: the letter's date, not a search, says which year ("next year", "the end of the year").
    `leaning`: the tense that the phrase itself implies. `unsettled`: the time is to be confirmed. `event`:
    only something that is to happen says when ("after the elections").
    """

    start: int
    end: int
    stretch: Stretch | None = None
    interval: Interval | None = None
    relation: Relation = Relation.IN
    deictic: bool = False
    leaning: Tense | None = None
    vague: bool = False
    unsettled: bool = False
    event: bool = False
