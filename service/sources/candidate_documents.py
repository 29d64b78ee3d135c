"""What was found for a series, read from the log whenever it is asked for: candidates are few."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from snapshots.candidate_stream import Candidate, CandidateState, candidate_stream, fold
from snapshots.event_log import RecordedEvent, read_stream, streams_of

__all__ = [
    "ListedCandidate",
    "SeriesCandidates",
    "list_candidates",
    "load_candidates",
    "series_with_candidates",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCandidate:
    """A candidate in a list, with when it was found and when somebody decided of it."""

    series: str
    candidate: Candidate
    found_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesCandidates:
    """The events of a series' candidates, in their order."""

    series: str
    events: tuple[RecordedEvent, ...]

    @property
    def state(self) -> CandidateState:
        """What they come to."""
        return fold(recorded.event for recorded in self.events)


def load_candidates(connection: Connection, series: str) -> SeriesCandidates:
    """All that was found for a series; nothing for one that is not watched."""
    return SeriesCandidates(series=series, events=read_stream(connection, candidate_stream(series)))


def series_with_candidates(connection: Connection) -> tuple[str, ...]:
    """The series for which something was ever found, in order of name."""
    return tuple(stream.partition("/")[2] for stream in streams_of(connection, "candidates"))


def list_candidates(found: SeriesCandidates) -> tuple[ListedCandidate, ...]:
    """All of them in the order in which they were found, those that were decided of too."""
    return tuple(
        ListedCandidate(
            series=found.series,
            candidate=one,
            found_at=found.events[one.number - 1].recorded_at,
            answered_at=None if one.answer is None else found.events[one.answer.number - 1].recorded_at,
        )
        for one in found.state.candidates
    )
