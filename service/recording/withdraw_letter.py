"""A letter is withdrawn: from then on it counts as not held, and everything that it said stays in the log.

The event, the lists, the items of the series and the corrections of what was published go in together.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, Engine

from service import clock
from service.corrections.correction_entry import Why
from service.corrections.withdrawn_effects import SeriesSeen, withdrawn_effects
from service.database import transaction
from service.feeds.feed_ids import authority_of
from service.projections.decisions import load_decisions
from service.projections.entries import entries_of_series
from service.projections.items import replace_items
from service.projections.letters import find_letter, letters_in_recorded_order, set_withdrawn
from service.projections.log_position import hold_log
from service.projections.publications import set_published_through, unpublished_series
from service.projections.readings import FollowedSeries, SeriesReadings, load_readings
from service.publishing.publish_changes import append_to_feed, feed_stream, publish_changes
from service.record_faults import RecordingContested
from snapshots.errors import WrongExpectedVersion
from snapshots.event_log import append, read_stream, stream_version
from snapshots.letter_events import Cause
from snapshots.letter_stream import decide_withdraw, letter_stream

__all__ = ["withdraw_letter"]

_TRIES = 5

# The host name for the ids of new entries, where nobody says under which one the service is known.
_LOCAL = authority_of("")


class _CameInMeanwhile(Exception):
    """A letter came in since everything was published: behind this, nobody would publish it any more."""


def withdraw_letter(
    engine: Engine,
    series: str,
    label: str,
    *,
    reason: str,
    authority: str = _LOCAL,
    now: Callable[[], datetime] = clock.now,
) -> str:
    """The key of the letter of a date or re-issue, which is withdrawn when this returns.

    What waits to be published goes out first; `authority` is the host name for the ids of entries. Raises
    UnknownSeries, UnknownLetter (WithdrawnLetter where it was withdrawn before) and BadDecision for an empty
    reason; RecordingContested, having recorded nothing, when others kept reading it anew, or recording
    letters of its series, first.
    """
    for _ in range(_TRIES):
        with engine.connect() as connection:
            key = find_letter(connection, series, label).key
            history = [recorded.event for recorded in read_stream(connection, letter_stream(key))]
        events = decide_withdraw(history, reason=reason)
        publish_changes(engine, series, authority=authority, now=now)
        why = Why(
            because=Cause(stream=letter_stream(key), version=len(history) + 1),
            reason=reason.strip(),
            withdrawn=key,
        )
        recorded_at = now()
        try:
            with transaction(engine) as connection:
                # From here on nobody else appends: whatever came in before is seen.
                hold_log(connection)
                before = _published(connection, series)
                append(
                    connection,
                    letter_stream(key),
                    expected_version=len(history),
                    events=events,
                    recorded_at=recorded_at,
                )
                _derive(connection, before, why, authority=authority, recorded_at=recorded_at)
        except (WrongExpectedVersion, _CameInMeanwhile):
            continue
        return key
    raise RecordingContested(f"the withdrawal of {label}", _TRIES)


def _published(connection: Connection, series: str) -> SeriesSeen:
    """The series as it stands, all of it published."""
    if series in unpublished_series(connection):
        raise _CameInMeanwhile
    return _seen(connection, series)[0]


def _derive(
    connection: Connection, before: SeriesSeen, why: Why, *, authority: str, recorded_at: datetime
) -> None:
    """Lists, items and the feed of the series, without the letter; `before` is the series with it.

    Within the transaction: withdrawing is rare, and nobody may see items of what is not held.
    """
    series = before.series
    set_withdrawn(connection, why.withdrawn or "", why.reason)
    after, followed, readings = _seen(connection, series)
    feed = withdrawn_effects(
        entries_of_series(connection, series), before=before, after=after, why=why, authority=authority
    )
    append_to_feed(
        connection,
        series,
        feed,
        expected_version=stream_version(connection, feed_stream(series)),
        recorded_at=recorded_at,
    )
    replace_items(connection, series, followed, readings.every_reading)
    sealed = [letter.last_position for letter in letters_in_recorded_order(connection, series)]
    set_published_through(connection, series, max(sealed, default=None))


def _seen(connection: Connection, series: str) -> tuple[SeriesSeen, FollowedSeries, SeriesReadings]:
    readings = load_readings(connection, series)
    decisions = readings.carry(load_decisions(connection, series).in_force).decisions
    followed = readings.follow(decisions)
    seen = SeriesSeen(series=series, letters=readings.letters, decisions=decisions, items=followed.items)
    return seen, followed, readings
