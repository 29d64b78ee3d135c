"""The clock closes windows of deadlines: one event and one entry for each, in one transaction.

Whoever leads looks; who looks twice, or two at once, close nothing twice: what was told is found among the
entries of the series, and of two that append to one stream one has to look again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine

from service import clock
from service.database import transaction
from service.deadline_windows.closed_entry import closing_event, entry_of_closing
from service.deadline_windows.closings import Closing, Measure, closings, said_by_entry
from service.filters.entry_facets import CLOSED
from service.projections.deadlines import items_with_a_deadline_last
from service.projections.entries import PublishedEntry, entries_of_series
from service.projections.item_names import owners_of
from service.projections.letters import letters_in_recorded_order, load_letter, series_held
from service.projections.publications import unpublished_series
from service.projections.series_standing import series_stands_at
from service.publishing.publish_changes import append_to_feed, feed_stream
from service.record_faults import RecordingContested
from snapshots.errors import WrongExpectedVersion
from snapshots.event_log import append, stream_version
from snapshots.letter import Letter
from snapshots.letter_events import EntryPublished

__all__ = ["close_windows", "windows_stream"]

_TRIES = 5


class _MovedMeanwhile(Exception):
    """A letter, a reading or a decision came in since the series was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A series as it stood when we looked: what is to be closed, and the versions that this rests on.

    `letters` has those that the windows close on, by key; `taken` are the ids that their entries have.
    """

    series: str
    closed: tuple[Closing, ...]
    letters: Mapping[str, Letter]
    taken: frozenset[str]
    windows: int
    feed: int
    stands_at: tuple[Any, ...]


def close_windows(
    engine: Engine, *, authority: str, zone: ZoneInfo, now: Callable[[], datetime] = clock.now
) -> tuple[EntryPublished, ...]:
    """Close the windows whose last day is over in this time zone; gives the entries that went out now.

    A window is told once, for a measure and its days. Only one that was open when a letter that names it came
    in counts: what was over by then is for `deadline.passed` to say, and so is what a letter of a later
    day speaks of. `authority` is the host name for the entries' ids. A series with a letter that is not
    published yet is left for later: that letter may say otherwise. Raises RecordingContested as
    `publish_changes` does.
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
        entries = tuple(
            entry_of_closing(
                closing, seen.letters[closing.letter], zone=zone.key, authority=authority, taken=seen.taken
            )
            for closing in seen.closed
        )
        try:
            with transaction(engine) as connection:
                _store(connection, seen, entries, zone=zone, recorded_at=moment)
        except (WrongExpectedVersion, _MovedMeanwhile):
            continue
        return entries
    raise RecordingContested(f"windows of {series!r} that closed", _TRIES)


def _look(connection: Connection, series: str, moment: datetime, zone: ZoneInfo) -> _Seen:
    # Where the series stands first: what comes in behind this line makes `_store` say so.
    stands_at, feed = series_stands_at(connection, series), stream_version(connection, feed_stream(series))
    windows = stream_version(connection, windows_stream(series))
    came_in = {
        letter.key: letter.recorded_at.astimezone(zone).date()
        for letter in letters_in_recorded_order(connection, series)
    }
    over = [
        one
        for one in closings(_measures(connection, series))
        if _is_over(one, moment.astimezone(zone).date(), came_in) and not one.spoken
    ]
    told = entries_of_series(connection, series, kind=CLOSED) if over else ()
    closed = _untold(over, told, owners_of(connection, (one.event.item or "" for one in told)))
    return _Seen(
        series=series,
        closed=closed,
        letters={key: load_letter(connection, series, key.partition("/")[2]) for key in _letters(closed)},
        taken=frozenset(one.event.entry for one in told),
        windows=windows,
        feed=feed,
        stands_at=stands_at,
    )


def _measures(connection: Connection, series: str) -> tuple[Measure, ...]:
    """Those that have a window of which no letter of a later day speaks, and may close."""
    return tuple(
        Measure(
            id=item.id,
            series=item.series,
            label=item.label,
            partners=item.partners,
            mentions=tuple((letter, tuple(statements)) for letter, statements in said.items()),
        )
        for item, said in items_with_a_deadline_last(connection, series)
    )


def _is_over(closing: Closing, today: date, came_in: Mapping[str, date]) -> bool:
    """Whether the last day is over, and was not when a letter that names the window came in."""
    latest = closing.window[1]
    return latest < today and any(came_in[letter] <= latest for letter in closing.named_by)


def _untold(
    over: Sequence[Closing], told: Sequence[PublishedEntry], owner: Mapping[str, str]
) -> tuple[Closing, ...]:
    """Those that no entry tells: on these words, even if it was retracted, or of the measure and its days."""
    said = {said_by_entry(one.event.content) for one in told}
    windows = {
        (owner.get(one.event.item or ""), said_by_entry(one.event.content)[2])
        for one in told
        if not one.retracted
    }
    return tuple(one for one in over if one.said not in said and (one.measure.id, one.window) not in windows)


def _letters(closed: Sequence[Closing]) -> list[str]:
    return sorted({one.letter for one in closed})


def _store(
    connection: Connection,
    seen: _Seen,
    entries: Sequence[EntryPublished],
    *,
    zone: ZoneInfo,
    recorded_at: datetime,
) -> None:
    append(
        connection,
        windows_stream(seen.series),
        expected_version=seen.windows,
        events=[closing_event(closing, zone=zone.key) for closing in seen.closed],
        recorded_at=recorded_at,
    )
    append_to_feed(connection, seen.series, entries, expected_version=seen.feed, recorded_at=recorded_at)
    # The log is ours until the commit: whatever came in before is seen here.
    if series_stands_at(connection, seen.series) != seen.stands_at:
        raise _MovedMeanwhile
