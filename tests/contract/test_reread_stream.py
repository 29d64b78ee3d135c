"""Another reading in a letter's stream, on either database: behind the first, once, and the first as it was."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from record_samples import letter_of

from service.database import transaction
from snapshots.errors import WrongExpectedVersion
from snapshots.event_log import append, read_stream
from snapshots.letter_stream import (
    decide_record,
    decide_reread,
    letter_from_events,
    letter_stream,
    readings_from_events,
)

NOON = datetime(2031, 1, 10, 12, 0, tzinfo=UTC)
LETTER = letter_of(statements=4)
STREAM = letter_stream(LETTER.key)
FIRST = decide_record((), LETTER)
NEWER = replace(LETTER, reader="2", title="Quays", statements=LETTER.statements[1:])
SECOND = decide_reread(FIRST, NEWER, reason="a heading is no statement")


def add(engine, events, *, expected_version, at=NOON):
    with transaction(engine) as connection:
        return append(connection, STREAM, expected_version=expected_version, events=events, recorded_at=at)


def events_of(engine):
    with engine.connect() as connection:
        return [recorded.event for recorded in read_stream(connection, STREAM)]


def test_another_reading_stands_behind_the_first_one(engine):
    add(engine, FIRST, expected_version=0)
    assert add(engine, SECOND, expected_version=len(FIRST)) == (7, 8, 9, 10, 11)
    assert letter_from_events(events_of(engine)) == NEWER
    assert readings_from_events(events_of(engine)) == (LETTER, NEWER)


def test_what_is_held_decides_that_the_same_reading_is_nothing(engine):
    add(engine, FIRST, expected_version=0)
    add(engine, SECOND, expected_version=len(FIRST))
    assert decide_reread(events_of(engine), NEWER, reason="again") == ()
    assert decide_record(events_of(engine), LETTER) == ()


def test_of_two_who_read_the_same_letter_anew_one_has_to_look_again(engine):
    add(engine, FIRST, expected_version=0)
    add(engine, SECOND, expected_version=len(FIRST))
    with pytest.raises(WrongExpectedVersion):
        add(engine, SECOND, expected_version=len(FIRST))
    assert len(readings_from_events(events_of(engine))) == 2


def test_both_databases_hold_the_same_bytes(sqlite_engine, postgresql_engine):
    bodies = []
    for engine in (sqlite_engine, postgresql_engine):
        add(engine, FIRST, expected_version=0)
        add(engine, SECOND, expected_version=len(FIRST), at=NOON + timedelta(days=400))
        with engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT body, hash FROM events ORDER BY position").all()
        bodies.append([(bytes(row.body), row.hash) for row in rows])
    assert bodies[0] == bodies[1]
    assert len(bodies[0]) == 11
