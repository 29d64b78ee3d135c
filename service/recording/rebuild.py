"""Everything that is derived from the log, dropped and replayed, to the same rows.

Lists of letters and entries are replayed in one transaction, in which nobody can append. Items are then
derived anew, series by series, as after an interrupted publication; until then the old ones are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, func, select

from service import clock
from service.database import transaction
from service.projections.entries import add_entries, correct_entries
from service.projections.letters import add_letter, add_reading, set_withdrawn
from service.projections.log_position import hold_log
from service.projections.tables import entries, entry_terms, followed_pairs, items, letters, publications
from service.publishing.publish_changes import publish_unpublished
from snapshots.event_log import RecordedEvent, read_after
from snapshots.letter_events import (
    CandidateAccepted,
    CandidateFound,
    CandidateRejected,
    DeadlineWindowClosed,
    EntryCorrected,
    EntryPublished,
    EntryRetracted,
    LetterReceived,
    LetterReread,
    LetterWithdrawn,
    LinkDecided,
    LinkDecisionUndone,
    SnapshotSealed,
)
from snapshots.letter_stream import letter_from_events

__all__ = ["Rebuilt", "every_event", "rebuild"]

# Links, items, candidates and closed windows are derived from these when they are asked for.
_DERIVED_FROM_THE_LOG = (
    LinkDecided,
    LinkDecisionUndone,
    CandidateFound,
    CandidateAccepted,
    CandidateRejected,
    DeadlineWindowClosed,
)
# Events in memory at once: a letter has some hundreds.
_BATCH = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """How many letters, published entries and items there are now."""

    letters: int
    entries: int
    items: int


def rebuild(engine: Engine, *, authority: str, now: Callable[[], datetime] = clock.now) -> Rebuilt:
    """Replay the log into new derived tables; letters whose publication was interrupted are published too.

    `authority` is the host name for the ids of entries that go out. Raises DamagedRecord, having changed
    nothing, where the log has been harmed.
    """
    with transaction(engine) as connection:
        hold_log(connection)
        _replay(connection)
    publish_unpublished(engine, authority=authority, now=now)
    with engine.connect() as connection:
        return Rebuilt(
            letters=connection.scalar(select(func.count()).select_from(letters)) or 0,
            entries=connection.scalar(select(func.count()).select_from(entries)) or 0,
            items=connection.scalar(select(func.count()).select_from(items)) or 0,
        )


def every_event(connection: Connection) -> Iterator[RecordedEvent]:
    """The whole log in its order; raises DamagedRecord at the first event that is not what was recorded."""
    position = 0
    while batch := read_after(connection, position, limit=_BATCH):
        yield from batch
        position = batch[-1].position


def _replay(connection: Connection) -> None:
    for table in (letters, entries, entry_terms, followed_pairs, publications):
        connection.execute(delete(table))
    snapshot: list[RecordedEvent] = []
    received: dict[str, RecordedEvent] = {}
    for recorded in every_event(connection):
        if isinstance(recorded.event, EntryPublished):
            add_entries(
                connection,
                [recorded.event],
                positions=[recorded.position],
                recorded_at=recorded.recorded_at,
            )
            continue
        if isinstance(recorded.event, _DERIVED_FROM_THE_LOG):
            continue
        if isinstance(recorded.event, EntryCorrected | EntryRetracted):
            correct_entries(connection, [recorded.event], recorded_at=recorded.recorded_at)
            continue
        if isinstance(recorded.event, LetterWithdrawn):
            set_withdrawn(connection, recorded.stream.partition("/")[2], recorded.event.reason)
            continue
        # A reading is recorded whole, in one append: its events stand together, and the seal is the last.
        snapshot.append(recorded)
        if isinstance(recorded.event, LetterReceived):
            received[recorded.stream] = recorded
        if isinstance(recorded.event, SnapshotSealed):
            _replay_reading(connection, snapshot, received)
            snapshot = []


def _replay_reading(
    connection: Connection, snapshot: list[RecordedEvent], received: dict[str, RecordedEvent]
) -> None:
    positions = [recorded.position for recorded in snapshot]
    events = [recorded.event for recorded in snapshot]
    if isinstance(events[0], LetterReread) and snapshot[0].stream in received:
        letter = letter_from_events([received[snapshot[0].stream].event, *events[1:]])
        add_reading(connection, letter, positions=positions)
    else:
        add_letter(
            connection,
            letter_from_events(events),
            positions=positions,
            recorded_at=snapshot[-1].recorded_at,
        )
