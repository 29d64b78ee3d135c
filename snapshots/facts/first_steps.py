"""Whether what is told as done is a first step: "text settled, review under way"."""

from __future__ import annotations

from collections.abc import Sequence

from snapshots.facts.clauses import Sentence
from snapshots.facts.predicates import Cue
from snapshots.facts.status_cues import find_cues
from snapshots.facts.status_words import status_words
from snapshots.facts.unfinished import is_number
from snapshots.letter import Status

__all__ = ["is_first_step"]

_NEAR_THE_START = 4
_UNDER_WAY = frozenset({Status.ONGOING, Status.ON_HOLD})
_TO_COME = frozenset({Status.ONGOING, Status.ON_HOLD, Status.PLANNED, Status.NOT_STARTED})


def is_first_step(cue: Cue, sentence: Sentence, following: Sequence[Sentence]) -> bool:
    """Whether `cue` reports a step without a verb of its own, and the words behind it what is not done yet.

    With a verb too, where the step only leads on to another ("were shipped, and assembly is under way"). What
    befell a measure is no step at all: "was damaged by fire; repairs are under way".

    What ends a measure is none, whatever comes after it: "contract signed, works under way". A permit is a
    first step as soon as anything is to come: "permit granted, delivery in May"; so is anything of which the
    rest is still to come.
    """
    if cue.status is not Status.DONE:
        return False
    if _tells_of_a_rest(sentence, cue.end) or (following and _tells_of_a_rest(following[0], 0)):
        return True
    if sentence.key(cue.end - 1) in status_words().final:
        return False
    if _permits(sentence, cue) and _leads_to_more(sentence, cue, following):
        return True
    known, verb = status_words(), sentence.key(cue.end - 1)
    if cue.finite and verb in known.leading_on:
        return _goes_on(sentence, cue.end, plainly=True) or _another_step_follows(sentence, cue.end)
    if cue.finite and verb not in known.mishaps:
        return False
    if _goes_on(sentence, cue.end) or _names_what_is_to_come(sentence, cue.end):
        return True
    rest = following[0] if following and _after_semicolon(following[0]) else None
    return rest is not None and (_goes_on(rest, 0) or _names_what_is_to_come(rest, 0))


def _another_step_follows(sentence: Sentence, start: int) -> bool:
    """Whether a verb behind "and" or a comma says what is still to come: "and will be installed in May"."""
    known = status_words()
    breaks = [at for at in range(start, len(sentence.keys)) if sentence.keys[at] in known.coordinators]
    breaks += [at for at in sentence.pauses if at >= start]
    steps = (
        cue
        for cue in find_cues(sentence)
        if cue.at >= start and cue.finite and not (cue.weak or cue.subordinate)
    )
    return any(cue.status in _TO_COME and any(at <= cue.at for at in breaks) for cue in steps)


def _tells_of_a_rest(sentence: Sentence, start: int) -> bool:
    """Whether a clause from `start` on says that others of the same are under way: "and more will follow"."""
    rest = status_words().rest
    if not rest.may_begin_among(sentence.keys[start:]):
        return False
    found = {}
    for at in range(start, len(sentence.keys)):
        opens = not at or at in sentence.pauses or sentence.keys[at - 1] in status_words().before_a_rest
        hit = rest.at(sentence.words, sentence.indexes[at]) if opens else None
        if hit is not None:
            found[at] = at + hit[0] - sentence.indexes[at]
    cues = [cue for cue in find_cues(sentence) if cue.status in _TO_COME] if found else []
    return any(_is_its_subject(sentence, first, end, cue) for first, end in found.items() for cue in cues)


def _is_its_subject(sentence: Sentence, first: int, end: int, cue: Cue) -> bool:
    """Whether what is said is said of the rest: "more are", "another 60 boats are"."""
    between = sentence.keys[end : cue.at]
    named = sentence.keys[first] in status_words().names_the_rest or any(map(is_number, between))
    return end <= cue.at and (not between or (named and len(between) <= _NEAR_THE_START))


def _permits(sentence: Sentence, cue: Cue) -> bool:
    """Whether what is granted only allows something: a permit, a licence, a clearance."""
    return not status_words().permits.isdisjoint(sentence.keys[: cue.at])


def _leads_to_more(sentence: Sentence, cue: Cue, following: Sequence[Sentence]) -> bool:
    """Whether the words behind a permit say what is to come: a verb, or an event that is not reported."""
    behind = [later for later in find_cues(sentence) if later.at >= cue.end and not later.subordinate]
    opening = min((at for at in sentence.pauses if at >= cue.end), default=None)
    if behind or (opening is not None and _names_an_event(sentence, opening)):
        return all(later.status is not Status.DONE for later in behind)
    rest = following[0] if following and _after_semicolon(following[0]) else None
    if rest is None:
        return False
    cues = [later for later in find_cues(rest) if not later.subordinate]
    return (bool(cues) or _names_an_event(rest, 0)) and all(later.status is not Status.DONE for later in cues)


def _names_an_event(sentence: Sentence, opening: int) -> bool:
    events = status_words().events
    near = sentence.indexes[opening : opening + _NEAR_THE_START]
    return any(events.at(sentence.words, index) is not None for index in near)


def _goes_on(sentence: Sentence, start: int, *, plainly: bool = False) -> bool:
    """Whether a clause from `start` on, parted by a comma when it is not the first, is under way.

    Plainly so where it says more than that something is the case: "is in progress", but not "stands there".
    """
    cues = (cue for cue in find_cues(sentence) if cue.at >= start and not cue.subordinate)
    cues = (cue for cue in cues if not (plainly and cue.weak))
    return any(
        _is_open(sentence, cue) and (not start or any(start <= pause <= cue.at for pause in sentence.pauses))
        for cue in cues
    )


def _is_open(sentence: Sentence, cue: Cue) -> bool:
    """Whether it is under way, or is said not to be expected yet."""
    denied = sentence.key(cue.at - 1) in status_words().negations
    return cue.status in _UNDER_WAY or (cue.status is Status.PLANNED and denied)


def _names_what_is_to_come(sentence: Sentence, start: int) -> bool:
    """Whether the last clause behind `start` names an event and says by when: "..., delivery by February"."""
    opening = max((at for at in sentence.pauses if at >= start), default=None)
    if opening is None or not _names_an_event(sentence, opening):
        return False
    return not status_words().pending.isdisjoint(sentence.keys[opening:])


def _after_semicolon(sentence: Sentence) -> bool:
    return ";" in sentence.words.gap(sentence.indexes[0])
