"""What was found where one looks for letters of a series: its events fold to candidates, and people decide.

Nothing that is found is recorded as a letter by itself. A candidate waits until a person accepts or rejects
it. The same document is found once: neither the same bytes nor, as many pages differ in their bytes whenever
they are asked for, the same text again. Whoever rejected may accept later; what was accepted is a letter, and
is taken back by withdrawing that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce
from typing import TYPE_CHECKING

from snapshots.decision_stream import check_words
from snapshots.errors import BadDecision, UnknownCandidate
from snapshots.letter_events import CandidateAccepted, CandidateFound, CandidateRejected

if TYPE_CHECKING:
    from collections.abc import Iterable

    from snapshots.letter_events import Event

__all__ = [
    "NOTHING_FOUND",
    "Answer",
    "Candidate",
    "CandidateState",
    "Fate",
    "candidate_stream",
    "decide_accept",
    "decide_found",
    "decide_reject",
    "evolve",
    "find_candidate",
    "fold",
]


class Fate(StrEnum):
    """What has become of a candidate."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Who decided of a candidate, why, and which letter it is; None for one that was rejected.

    `number` counts the events of the stream.
    """

    number: int
    actor: str
    reason: str
    letter: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A document that was found; `number` counts the events of its stream."""

    number: int
    found: CandidateFound
    answer: Answer | None = None

    @property
    def id(self) -> str:
        """What names it within its series."""
        return f"c{self.number}"

    @property
    def fate(self) -> Fate:
        """What has become of it."""
        if self.answer is None:
            return Fate.WAITING
        return Fate.REJECTED if self.answer.letter is None else Fate.ACCEPTED


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateState:
    """All candidates of a series as they were found; `events` counts those of the stream."""

    candidates: tuple[Candidate, ...] = ()
    events: int = 0

    def knows(self, sha256: str) -> bool:
        """Whether these bytes were found before, whatever became of them."""
        return any(one.found.source.sha256 == sha256 for one in self.candidates)


NOTHING_FOUND = CandidateState()


def candidate_stream(series: str) -> str:
    """The name of the stream that holds what was found for a series."""
    return f"candidates/{series}"


def evolve(state: CandidateState, event: Event) -> CandidateState:
    """The state after one more event."""
    number = state.events + 1
    match event:
        case CandidateFound():
            found = Candidate(number=number, found=event)
            return CandidateState(candidates=(*state.candidates, found), events=number)
        case CandidateAccepted(candidate=candidate, letter=letter, actor=actor, reason=reason):
            answer = Answer(number=number, actor=actor, reason=reason, letter=letter)
            return _answered(state, candidate, answer)
        case CandidateRejected(candidate=candidate, actor=actor, reason=reason):
            answer = Answer(number=number, actor=actor, reason=reason, letter=None)
            return _answered(state, candidate, answer)
    return replace(state, events=number)


def fold(history: Iterable[Event]) -> CandidateState:
    """The state after all of a stream's events."""
    return reduce(evolve, history, NOTHING_FOUND)


def decide_found(state: CandidateState, found: CandidateFound) -> tuple[CandidateFound, ...]:
    """The event that records what was found; none for bytes, or a text, that were found before."""
    same_text = (one.found.text_sha256 == found.text_sha256 for one in state.candidates)
    return () if state.knows(found.source.sha256) or any(same_text) else (found,)


def decide_accept(
    state: CandidateState, candidate: str, *, letter: str, actor: str, reason: str
) -> tuple[CandidateAccepted, ...]:
    """The event that takes a candidate for the letter of this key; none when it was accepted before.

    Raises UnknownCandidate, and BadDecision for an actor or reason that is empty or too long.
    """
    check_words(actor, reason)
    one = find_candidate(state, candidate)
    if one.fate is Fate.ACCEPTED:
        return ()
    accepted = CandidateAccepted(
        candidate=one.number, letter=letter, actor=actor.strip(), reason=reason.strip()
    )
    return (accepted,)


def decide_reject(
    state: CandidateState, candidate: str, *, actor: str, reason: str
) -> tuple[CandidateRejected, ...]:
    """The event that says that it is no letter of the series; none when it was rejected before.

    Raises as `decide_accept` does, and BadDecision for one that was accepted.
    """
    check_words(actor, reason)
    one = find_candidate(state, candidate)
    if one.answer is not None and one.answer.letter is not None:
        raise BadDecision(
            f"{one.id} was accepted and is recorded as {one.answer.letter}; withdraw that letter instead"
        )
    if one.fate is Fate.REJECTED:
        return ()
    return (CandidateRejected(candidate=one.number, actor=actor.strip(), reason=reason.strip()),)


def find_candidate(state: CandidateState, candidate: str) -> Candidate:
    """The candidate of this id; raises UnknownCandidate."""
    for one in state.candidates:
        if one.id == candidate:
            return one
    raise UnknownCandidate(candidate, tuple(one.id for one in state.candidates))


def _answered(state: CandidateState, candidate: int, answer: Answer) -> CandidateState:
    answered = tuple(
        replace(one, answer=answer) if one.number == candidate else one for one in state.candidates
    )
    return CandidateState(candidates=answered, events=state.events + 1)
