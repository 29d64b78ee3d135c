"""What in the letter proper reports on a measure, and what is narrative around the reports."""

from __future__ import annotations

import re

from snapshots.facts.predicates import is_participle
from snapshots.facts.status import governing_clause
from snapshots.facts.word_patterns import any_of, lowered
from snapshots.letter import Kind, Statement, Status
from snapshots.lexicon import load, per_series
from snapshots.sentences import ends_sentence

__all__ = ["reports_on_a_measure"]


def reports_on_a_measure(statement: Statement) -> bool:
    """Whether a sentence of the letter proper carries money or a count, or reports a step.

    It reports a step when it has a verb of doing and says when it is done, what (a kind of measure) or who is
    concerned (a partner, an actor); or when it says that something stands still. What only asks, thanks or
    explains reports none.
    """
    if statement.amounts or statement.quantities:
        return True
    text = _pointer().sub("", lowered(statement.text))
    if _phrases("occasions").search(text) or _phrases("opening_occasions").match(text):
        return False
    steps = _phrases("steps").search(text) is not None
    asks = _phrases("exhortations").search(text) is not None
    if statement.deadlines or statement.dates:
        named = bool(statement.partners) or statement.kind is not Kind.OTHER
        return steps or named or (not asks and _tells_what_becomes(statement))
    if asks or not ends_sentence(statement.text):
        return False
    named = bool(statement.partners) or bool(statement.actors) or statement.kind is not Kind.OTHER
    stands_still = statement.status in (Status.ON_HOLD, Status.NOT_STARTED)
    return stands_still or (named and (steps or _is_in_hand(text)))


def _tells_what_becomes(statement: Statement) -> bool:
    """Whether a verb says that something has happened or is to come, no "is" or "continues" alone."""
    governing = governing_clause(statement.text, column=statement.column)
    return governing is not None and governing[1].finite and not governing[1].weak


def _is_in_hand(text: str) -> bool:
    """Whether something is being done to it, by whatever verb, which is a step: "are being built"."""
    return any(is_participle(verb[1]) for verb in _in_hand().finditer(text))


@per_series
def _in_hand() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(load('narrative')['in_hand'])} (?:\w+ly )?(\w+)\b")


@per_series
def _pointer() -> re.Pattern[str]:
    """Where the end of a report begins that only tells where more is said."""
    return re.compile(rf",\s{any_of(load('narrative')['pointing'])}\b[^,;.]*(?=\.?$)")


@per_series
def _phrases(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(map(str.lower, load('narrative')[name]))}\b")
