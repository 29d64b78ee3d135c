"""Verb groups that begin with a form of "have" or "be", and what they say of a measure."""

from __future__ import annotations

from snapshots.facts.clauses import Sentence
from snapshots.facts.denials import is_said_of_nothing
from snapshots.facts.predicates import Cue, finite_cue, governed_predicate, is_participle, skip_adverbs
from snapshots.facts.status_words import status_words
from snapshots.letter import Status

__all__ = ["after_be", "after_have", "after_was"]

_SHORTEST_ENDING = 4  # "need" and "king" end in -ed and -ing too


def after_have(sentence: Sentence, at: int) -> Cue | None:
    """What "has" or "have" at `at` says: has been signed, have yet to start; "had to" tells nothing."""
    verb, negated = skip_adverbs(sentence, at + 1)
    governed = governed_predicate(sentence, at, at + 1, verb)
    if governed is not None:
        return governed
    key = sentence.key(verb)
    if key == "been":
        return _after_been(sentence, at, verb + 1, negated=negated)
    if key == "to" and sentence.keys[at] == "had":
        return None
    if key == "to":
        yet = "yet" in sentence.keys[at:verb]
        return finite_cue(Status.NOT_STARTED if yet else Status.PLANNED, at, verb)
    if key in status_words().lasting:
        return finite_cue(Status.ONGOING, at, verb)
    if is_participle(key):
        return _achieved(sentence, at, verb, negated=negated)
    return finite_cue(Status.ONGOING, at, at, weak=True)


def _after_been(sentence: Sentence, at: int, start: int, *, negated: bool) -> Cue:
    verb, negated_again = skip_adverbs(sentence, start)
    return (
        governed_predicate(sentence, at, start, verb)
        or _awaited_or_at_rest(sentence, at, verb)
        or _in_progress(sentence, at, verb)
        or _achieved(sentence, at, verb, negated=negated or negated_again)
    )


def after_be(sentence: Sentence, at: int) -> Cue | None:
    """What "is" or "are" at `at` says: is being delivered, are to be signed; "is needed" tells nothing."""
    known = status_words()
    verb, negated = skip_adverbs(sentence, at + 1)
    key = sentence.key(verb)
    if key in known.wanting:
        return None
    to_come = key == "to" or (key == "going" and sentence.key(verb + 1) == "to")
    found = governed_predicate(sentence, at, at + 1, verb) or _awaited_or_at_rest(sentence, at, verb)
    if found is not None or to_come:
        return found or finite_cue(Status.PLANNED, at, verb)
    if key in known.standing:
        return _denied(sentence, at, verb) if negated else finite_cue(Status.DONE, at, verb)
    lasts = finite_cue(Status.ONGOING, at, verb if is_participle(key) else at, weak=True)
    return _in_progress(sentence, at, verb) or lasts


def after_was(sentence: Sentence, at: int) -> Cue:
    """What "was" or "were" at `at` says: were initiated, was to be signed, was suspended."""
    verb, negated = skip_adverbs(sentence, at + 1)
    found = governed_predicate(sentence, at, at + 1, verb) or _awaited_or_at_rest(sentence, at, verb)
    if found is not None or sentence.key(verb) == "to":
        return found or finite_cue(Status.PLANNED, at, verb)
    return _in_progress(sentence, at, verb) or _achieved(sentence, at, verb, negated=negated)


def _awaited_or_at_rest(sentence: Sentence, at: int, verb: int) -> Cue | None:
    key = sentence.key(verb)
    if key in status_words().completing and sentence.key(verb + 1) not in status_words().what_for:
        if not status_words().negations.isdisjoint(sentence.keys[at:verb]):
            return _denied(sentence, at, verb)
        return finite_cue(Status.DONE, at, verb)  # "is ready", but "is ready to sail"
    if key in status_words().awaited:
        return finite_cue(Status.PLANNED, at, verb)
    return finite_cue(Status.ON_HOLD, at, verb) if key in status_words().at_rest else None


def _in_progress(sentence: Sentence, at: int, verb: int) -> Cue | None:
    key = sentence.key(verb)
    if key in status_words().waiting and sentence.key(at - 1) in status_words().who_writes:
        return finite_cue(Status.PLANNED, at, verb)
    if key == "being":
        return finite_cue(Status.ONGOING, at, verb + 1)
    progressive = key.endswith("ing") and len(key) > _SHORTEST_ENDING
    goes_on = progressive and key not in status_words().not_progressive
    return finite_cue(Status.ONGOING, at, verb) if goes_on else None


def _achieved(sentence: Sentence, at: int, verb: int, *, negated: bool) -> Cue:
    """What has happened, or has not: weak where the verb names no result."""
    if negated and _is_no_state_to_reach(sentence.key(verb)):
        return finite_cue(Status.ONGOING, at, verb, weak=True)
    if negated or is_said_of_nothing(sentence, at):
        return _denied(sentence, at, verb)
    if sentence.key(verb) in status_words().promising and sentence.key(verb + 1) == "to":
        return finite_cue(Status.PLANNED, at, verb + 1)
    return finite_cue(Status.DONE, at, verb, weak=sentence.key(verb) not in status_words().result)


def _is_no_state_to_reach(key: str) -> bool:
    """Whether what a measure was not is no step of it: "has not been easy", but not "was not ready"."""
    known = status_words()
    return not (
        is_participle(key) or key in known.attained or key in known.standing or key in known.completing
    )


def _denied(sentence: Sentence, at: int, verb: int) -> Cue:
    """What has not happened: it has not begun, or it goes on where only its end has not come."""
    unended = sentence.key(verb) in status_words().concluding
    status = Status.ONGOING if unended else Status.NOT_STARTED
    return Cue(status=status, at=at, end=verb + 1, finite=True, denied=True)
