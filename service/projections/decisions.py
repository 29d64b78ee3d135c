"""What people decided of a series, read from the log whenever it is asked for: decisions are few."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from diffing.linking.carried_decisions import Carried, CarriedDecisions, NotCarried
from snapshots.decision_stream import DecisionState, decision_stream, fold
from snapshots.event_log import RecordedEvent, read_stream, stream_version
from snapshots.letter_events import LinkDecisionUndone
from snapshots.link_decisions import Decision, decision_id, settle

__all__ = [
    "DecidedMeanwhile",
    "ListedDecision",
    "SeriesDecisions",
    "Undone",
    "check_nothing_decided_since",
    "decisions_made",
    "list_decisions",
    "load_decisions",
]


class DecidedMeanwhile(Exception):
    """A link was decided on since the series was looked at: look again, and decide anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesDecisions:
    """The events of a series' decisions, in their order."""

    series: str
    events: tuple[RecordedEvent, ...]

    @property
    def state(self) -> DecisionState:
        """What they come to."""
        return fold(recorded.event for recorded in self.events)

    @property
    def in_force(self) -> tuple[Decision, ...]:
        """The decisions that were not undone."""
        return self.state.in_force

    def in_force_at(self, position: int) -> tuple[Decision, ...]:
        """The decisions that were in force when the log stood at this position."""
        return fold(one.event for one in self.events if one.position <= position).in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """Who took a decision back, and why."""

    actor: str
    reason: str
    recorded_at: datetime
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDecision:
    """A decision in a list, with what has become of it.

    `superseded_by` are the ids of later decisions that contradict it, which then stand in its place; `undone`
    says that it was taken back; `in_force` that a pair of it holds. `carried` and `not_carried` are what it
    says of re-issues and newer readings of the letters that it is about.
    """

    decision: Decision
    recorded_at: datetime
    position: int
    undone: Undone | None
    in_force: bool
    supersedes: tuple[str, ...]
    superseded_by: tuple[str, ...]
    carried: tuple[Carried, ...]
    not_carried: tuple[NotCarried, ...]


def load_decisions(connection: Connection, series: str) -> SeriesDecisions:
    """All decisions of a series; none of a series that nobody has decided of."""
    return SeriesDecisions(series=series, events=read_stream(connection, decision_stream(series)))


def decisions_made(connection: Connection, series: str) -> int:
    """How many events the decisions of a series have: what is derived is outdated when there are more."""
    return stream_version(connection, decision_stream(series))


def check_nothing_decided_since(connection: Connection, seen: SeriesDecisions) -> None:
    """Raises DecidedMeanwhile; to be asked once nobody else can append."""
    if decisions_made(connection, seen.series) != len(seen.events):
        raise DecidedMeanwhile


def list_decisions(decisions: SeriesDecisions, held: CarriedDecisions) -> tuple[ListedDecision, ...]:
    """All of them in their order, those that no longer hold too.

    `held` are those in force, held against the letters of the series as they are now.
    """
    state = decisions.state
    settled = settle(held.decisions)
    overruled, holding = settled.overruled, {one.number for one, _ in settled.holding}
    undone = {
        recorded.event.decision: _undone(recorded, recorded.event)
        for recorded in decisions.events
        if isinstance(recorded.event, LinkDecisionUndone)
    }
    return tuple(
        ListedDecision(
            decision=one,
            recorded_at=decisions.events[one.number - 1].recorded_at,
            position=decisions.events[one.number - 1].position,
            undone=undone.get(one.number),
            in_force=one.number in holding,
            supersedes=_ids(other for other, against in overruled.items() if one.number in against),
            superseded_by=_ids(overruled.get(one.number, ())),
            carried=tuple(each for each in held.carried if each.decision == one.id),
            not_carried=tuple(each for each in held.not_carried if each.decision == one.id),
        )
        for one in state.made
    )


def _undone(recorded: RecordedEvent, event: LinkDecisionUndone) -> Undone:
    return Undone(
        actor=event.actor,
        reason=event.reason,
        recorded_at=recorded.recorded_at,
        position=recorded.position,
    )


def _ids(numbers: Iterable[int]) -> tuple[str, ...]:
    return tuple(decision_id(number) for number in sorted(numbers))
