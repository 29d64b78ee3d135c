"""A person accepts or rejects what was found; only then is it recorded, and only what was accepted.

Accepting is two steps: the letter is recorded and published as if it had been sent, then the candidate is
said to be that letter. Who dies between the two leaves a letter and a candidate that still waits; accepting
it again finds the letter and makes up for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, Engine

from service import clock
from service.database import transaction
from service.record_faults import RecordingContested
from service.recording.record_letter import ReadLetter, Recorded, record_letter
from service.sources.candidate_documents import load_candidates
from snapshots.candidate_stream import (
    Candidate,
    candidate_stream,
    decide_accept,
    decide_reject,
    find_candidate,
)
from snapshots.decision_stream import check_words
from snapshots.errors import WrongExpectedVersion
from snapshots.event_log import append, load_blob
from snapshots.letter_events import CandidateAccepted, CandidateRejected

__all__ = ["Accepted", "accept_candidate", "candidate_bytes", "reject_candidate"]

_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The candidate with its answer, and the letter as it was recorded."""

    candidate: Candidate
    recorded: Recorded


def accept_candidate(
    engine: Engine,
    series: str,
    candidate: str,
    *,
    actor: str,
    reason: str,
    read: ReadLetter,
    authority: str,
    now: Callable[[], datetime] = clock.now,
) -> Accepted:
    """The candidate, recorded as a letter of its series.

    Accepting again does nothing more. Raises UnknownCandidate, BadDecision, and what recording raises.
    """
    check_words(actor, reason)
    one, data = candidate_bytes(engine, series, candidate)
    recorded = record_letter(
        engine,
        data,
        series=series,
        filename=one.found.source.filename,
        media_type=one.found.source.media_type,
        url=one.found.source.url,
        read=read,
        authority=authority,
        now=now,
    )
    decide = partial(decide_accept, candidate=candidate, letter=recorded.key, actor=actor, reason=reason)
    return Accepted(candidate=_decide(engine, series, candidate, decide, now), recorded=recorded)


def reject_candidate(
    engine: Engine,
    series: str,
    candidate: str,
    *,
    actor: str,
    reason: str,
    now: Callable[[], datetime] = clock.now,
) -> Candidate:
    """The candidate, said to be no letter of its series; it is not found again, and may be accepted later.

    Raises UnknownCandidate, and BadDecision for one that was accepted.
    """
    decide = partial(decide_reject, candidate=candidate, actor=actor, reason=reason)
    return _decide(engine, series, candidate, decide, now)


def candidate_bytes(engine: Engine, series: str, candidate: str) -> tuple[Candidate, bytes]:
    """The candidate of this id and the bytes that were found; raises UnknownCandidate."""
    with engine.connect() as connection:
        one = find_candidate(load_candidates(connection, series).state, candidate)
        return one, load_blob(connection, one.found.source.sha256)


def _decide(
    engine: Engine,
    series: str,
    candidate: str,
    decide: Callable[..., Sequence[CandidateAccepted | CandidateRejected]],
    now: Callable[[], datetime],
) -> Candidate:
    for _ in range(_TRIES):
        try:
            with transaction(engine) as connection:
                _append(connection, series, decide, recorded_at=now())
                return find_candidate(load_candidates(connection, series).state, candidate)
        except WrongExpectedVersion:
            continue
    raise RecordingContested(f"what was said of {candidate}", _TRIES)


def _append(
    connection: Connection,
    series: str,
    decide: Callable[..., Sequence[CandidateAccepted | CandidateRejected]],
    *,
    recorded_at: datetime,
) -> None:
    state = load_candidates(connection, series).state
    append(
        connection,
        candidate_stream(series),
        expected_version=state.events,
        events=decide(state),
        recorded_at=recorded_at,
    )
