"""The clock closes windows of deadlines: one event and one entry for each, in one transaction.

Whoever leads looks; who looks twice, or two at once, close nothing twice: what was closed is found in the
log, and of two that append to one stream one has to look again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine

from service import clock
from service.database import transaction
from service.deadline_windows.closed_entry import closing_event, entry_of_closing
from service.deadline_windows.closed_windows import closed_windows
from service.errors import RecordingContested
from service.projections.deadlines import HeldDeadline, deadlines_held
from service.projections.entries import add_entries
from service.projections.letters import load_letter, series_held
from service.projections.publications import unpublished_series
from service.projections.series_standing import series_stands_at
from service.publishing.publish_changes import feed_stream
from snapshots.errors import WrongExpectedVersion
from snapshots.event_log import append, read_stream, stream_version
from snapshots.letter import Letter
from snapshots.letter_events import DeadlineWindowClosed, EntryPublished

__all__ = ["close_windows", "windows_stream"]

_TRIES = 5


class _MovedMeanwhile(Exception):
    """A letter, a reading or a decision came in since the series was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A series as it stood when we looked: what is to be closed, and the versions that this rests on."""

    series: str
    closed: tuple[HeldDeadline, ...]
    letters: Mapping[str, Letter]
    windows: int
    feed: int
    stands_at: tuple[Any, ...]


def close_windows(
    engine: Engine, *, authority: str, zone: ZoneInfo, now: Callable[[], datetime] = clock.now
) -> tuple[EntryPublished, ...]:
    """Close the windows whose last day is over in this time zone; gives the entries that went out now.

    `authority` is the host name for the entries' ids. A series with a letter that is not published yet is
    left for later: that letter may say otherwise. Raises RecordingContested as `publish_changes` does.
    """
    with engine.connect() as connection:
        behind = unpublished_series(connection)
        quiet = [series for series in series_held(connection) if series not in behind]
    return tuple(entry for series in quiet for entry in _close_in(engine, series, authority, zone, now))


def windows_stream(series: str) -> str:
    """The name of the stream that holds which windows of a series have closed."""
    return f"windows/{series}"


def _close_in(
    engine: Engine, series: str, authority: str, zone: ZoneInfo, now: Callable[[], datetime]
) -> tuple[EntryPublished, ...]:
    for _ in range(_TRIES):
        moment = now()
        with engine.connect() as connection:
            seen = _look(connection, series, moment, zone)
        if not seen.closed:
            return ()
        events = [closing_event(held, zone=zone.key) for held in seen.closed]
        entries = tuple(
            entry_of_closing(event, held, seen.letters[event.letter], authority=authority)
            for event, held in zip(events, seen.closed, strict=True)
        )
        try:
            with transaction(engine) as connection:
                _store(connection, seen, events, entries, recorded_at=moment)
        except (WrongExpectedVersion, _MovedMeanwhile):
            continue
        return entries
    raise RecordingContested(f"windows of {series!r} that closed", _TRIES)


def _look(connection: Connection, series: str, moment: datetime, zone: ZoneInfo) -> _Seen:
    # Where the series stands first: what comes in behind this line makes `_store` say so.
    stands_at, feed = series_stands_at(connection, series), stream_version(connection, feed_stream(series))
    past = read_stream(connection, windows_stream(series))
    told = [one.event for one in past if isinstance(one.event, DeadlineWindowClosed)]
    closed = closed_windows(deadlines_held(connection, series=series), told=told, now=moment, zone=zone)
    keys = sorted({one.item.last_letter for one in closed})
    return _Seen(
        series=series,
        closed=closed,
        letters={key: load_letter(connection, series, key.partition("/")[2]) for key in keys},
        windows=len(past),
        feed=feed,
        stands_at=stands_at,
    )


def _store(
    connection: Connection,
    seen: _Seen,
    events: list[DeadlineWindowClosed],
    entries: tuple[EntryPublished, ...],
    *,
    recorded_at: datetime,
) -> None:
    append(
        connection,
        windows_stream(seen.series),
        expected_version=seen.windows,
        events=events,
        recorded_at=recorded_at,
    )
    positions = append(
        connection,
        feed_stream(seen.series),
        expected_version=seen.feed,
        events=entries,
        recorded_at=recorded_at,
    )
    # The log is ours until the commit: whatever came in before is seen here.
    if series_stands_at(connection, seen.series) != seen.stands_at:
        raise _MovedMeanwhile
    add_entries(connection, entries, positions=positions, recorded_at=recorded_at)
