"""What is denied: "no date has been set", "no works are under way", "the act is not in force"."""

from __future__ import annotations

from dataclasses import replace

from snapshots.facts.clauses import Sentence
from snapshots.facts.predicates import Cue, skip_adverbs
from snapshots.facts.status_words import status_words
from snapshots.letter import Status

__all__ = ["is_said_of_nothing", "with_its_denial"]

_REACH = 6  # words between "no" and its verb: "no new date for the mission has been set"
_STANDS = frozenset({Status.DONE, Status.ONGOING})


def with_its_denial(sentence: Sentence, cue: Cue) -> Cue:
    """The cue, with what follows from it where a predicate is denied or said of nothing.

    A result that is not near holds a measure up ("no agreement is within reach"); all else has not begun.
    """
    if cue.denied or not (_is_denied(sentence, cue) or _is_planned_for_nothing(sentence, cue)):
        return cue
    known = status_words().nearing
    near = any(known.at(sentence.words, sentence.indexes[at]) is not None for at in range(cue.at, cue.end))
    return replace(cue, status=Status.ON_HOLD if near else Status.NOT_STARTED, weak=False, denied=True)


def _is_denied(sentence: Sentence, cue: Cue) -> bool:
    if cue.status not in _STANDS or (cue.weak and not _is_at_work(sentence, cue)):
        return False
    return _is_negated(sentence, cue) or is_said_of_nothing(sentence, cue.at)


def _is_negated(sentence: Sentence, cue: Cue) -> bool:
    """Whether the verb group is denied: "is not yet in force", but not "is not only under way"."""
    known = status_words()
    verb, negated = skip_adverbs(sentence, cue.at + 1)
    return negated and known.not_alone.isdisjoint(sentence.keys[cue.at : verb + 1])


def _is_at_work(sentence: Sentence, cue: Cue) -> bool:
    verb, _ = skip_adverbs(sentence, cue.at + 1)
    at_work = status_words().at_work
    return verb < len(sentence.keys) and at_work.at(sentence.words, sentence.indexes[verb]) is not None


def _is_planned_for_nothing(sentence: Sentence, cue: Cue) -> bool:
    """Whether it is only said that there is no plan: "no talks are planned", but not "... before May"."""
    awaited = cue.status is Status.PLANNED and sentence.key(cue.end - 1) in status_words().awaited
    ends = cue.end == len(sentence.keys) or sentence.pauses_before(cue.end)
    return awaited and ends and is_said_of_nothing(sentence, cue.at)


def is_said_of_nothing(sentence: Sentence, at: int) -> bool:
    """Whether the subject of the verb at `at` is denied: "no date has been set"."""
    nothing, keys = status_words().nothing, sentence.keys
    if nothing.isdisjoint(keys[:at]):
        return False
    near = next((no for no in range(at - 1, max(at - 1 - _REACH, -1), -1) if keys[no] in nothing), None)
    if near is None or any(map(sentence.pauses_before, range(near + 1, at))):
        near = 0 if keys[0] in nothing else None
    return near is not None and _denies_subject(sentence, near, at)


def _denies_subject(sentence: Sentence, no: int, at: int) -> bool:
    """Whether "no" at `no` belongs to the subject of the verb at `at`, and denies it.

    Not behind a preposition ("with no delay"), in "no later than", of what only hinders ("no objections
    were raised"), before a figure ("Lot No 3"), nor in a clause before.
    """
    known = status_words()
    if sentence.key(no - 1) in known.before_no or sentence.key(no + 1)[:1].isdigit():
        return False
    if known.no_denials.at(sentence.words, sentence.indexes[no]) is not None:
        return False
    between = sentence.keys[no + 1 : at]
    joined = next((place for place, key in enumerate(between) if key in known.coordinators), None)
    if joined is None:
        return True
    opens = no == 0 or sentence.pauses_before(no)
    return opens and (known.be | known.be_past | known.have | known.modal).isdisjoint(between[:joined])
