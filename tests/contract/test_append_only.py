"""The database itself refuses to change or delete what is recorded, whoever asks."""

from datetime import UTC, datetime

import pytest
from record_samples import published
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from service.database import transaction
from snapshots.event_log import append, keep_blob, load_blob, read_after

NOON = datetime(2031, 1, 10, 12, 0, tzinfo=UTC)
FORBIDDEN = [
    "UPDATE events SET body = hash",
    "UPDATE events SET recorded_at = '2031-01-01T00:00:00.000000Z' WHERE position = 1",
    "UPDATE events SET position = position + 1000",
    "DELETE FROM events",
    "DELETE FROM events WHERE position = 2",
    "UPDATE received_files SET bytes = media_type",
    "UPDATE received_files SET media_type = 'image/png'",
    "DELETE FROM received_files",
    "DELETE FROM log_head",
    "UPDATE log_head SET position = 0",
    "INSERT INTO log_head (id, position) VALUES (1, 9)",
    "INSERT INTO log_head (id, position) VALUES (2, 9)",
]
COLUMNS = "position, stream, version, type, schema_version, recorded_at, body, hash"
# SQLite's ways of overwriting a row without an UPDATE or a DELETE.
REPLACING = [
    f"INSERT OR REPLACE INTO events ({COLUMNS}) SELECT 1, 'x', 9, type, 1, recorded_at, '', hash FROM events",
    f"INSERT OR REPLACE INTO events ({COLUMNS}) SELECT 9, stream, version, type, 1, '', '', '' FROM events",
    "INSERT OR REPLACE INTO received_files SELECT sha256, media_type, 'other' FROM received_files",
    "INSERT OR REPLACE INTO log_head (id, position) VALUES (1, 0)",
    "UPDATE OR REPLACE events SET position = 2 WHERE position = 1",
]


def fill(engine):
    with transaction(engine) as connection:
        append(
            connection,
            "feed/a",
            expected_version=0,
            events=[published("1"), published("2")],
            recorded_at=NOON,
        )
        return keep_blob(connection, b"Dear colleague", "text/plain")


def assert_refused_and_harmless(engine, statement):
    sha256 = fill(engine)
    with pytest.raises(DBAPIError), transaction(engine) as connection:
        connection.execute(text(statement))
    with engine.connect() as connection:
        assert [event.event.entry for event in read_after(connection, 0, limit=10)] == ["1", "2"]
        assert load_blob(connection, sha256) == b"Dear colleague"
        assert connection.execute(text("SELECT id, position FROM log_head")).all() == [(1, 2)]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_record_refuses_to_be_rewritten(engine, statement):
    assert_refused_and_harmless(engine, statement)


@pytest.mark.parametrize("statement", REPLACING)
def test_sqlite_refuses_to_replace_a_row_by_inserting(sqlite_engine, statement):
    assert_refused_and_harmless(sqlite_engine, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE events",
        "TRUNCATE received_files",
        "TRUNCATE log_head",
        "TRUNCATE events, received_files, log_head CASCADE",
        "INSERT INTO events SELECT * FROM events ON CONFLICT (position) DO UPDATE SET hash = 'other'",
    ],
)
def test_postgresql_refuses_to_truncate_and_to_upsert(postgresql_engine, statement):
    assert_refused_and_harmless(postgresql_engine, statement)


def test_the_refusal_says_what_was_refused_and_why(engine):
    fill(engine)
    with pytest.raises(DBAPIError, match="DELETE on events refused: what is recorded stays"):
        delete_all(engine)


def delete_all(engine):
    with transaction(engine) as connection:
        connection.execute(text("DELETE FROM events"))
