"""One changed byte is caught when it is read, though the database let it be changed."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from record_samples import letter_of, published
from sqlalchemy import text

from service.database import transaction
from snapshots.errors import DamagedRecord
from snapshots.event_log import append, read_after, read_stream
from snapshots.letter_stream import decide_record, letter_stream

NOON = datetime(2031, 1, 10, 12, 0, tzinfo=UTC)
DESIGN = Path(__file__).parents[2] / "snapshots" / "DESIGN.md"


def tamper(engine, statement, **values):
    """What somebody with the database's own rights can do, and what the hashes are for."""
    with transaction(engine) as connection:
        append(
            connection,
            "feed/a",
            expected_version=0,
            events=[published("1"), published("2"), published("3")],
            recorded_at=NOON,
        )
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER events_not_updated"))
        else:
            connection.execute(text("ALTER TABLE events DISABLE TRIGGER USER"))
        connection.execute(text(f"UPDATE events SET {statement} WHERE position = 2"), values)


def body(engine):
    with engine.connect() as connection:
        return bytes(connection.scalar(text("SELECT body FROM events WHERE position = 2")))


def assert_event_2_is_refused(engine):
    with engine.connect() as connection:
        assert read_after(connection, 2, limit=10)  # the others are as they were
        with pytest.raises(DamagedRecord, match=r"event 2 .* backup"):
            read_after(connection, 0, limit=10)
        with pytest.raises(DamagedRecord, match=r"event 2 .* backup"):
            read_stream(connection, "feed/a")


@pytest.mark.parametrize(
    "change",
    [
        "hash = '" + "0" * 64 + "'",
        "version = 9",
        "type = 'SnapshotSealed'",
        "schema_version = 2",
        "recorded_at = '2030-01-10T12:00:00.000000Z'",
    ],
)
def test_a_changed_column_is_caught(engine, change):
    tamper(engine, change)
    assert_event_2_is_refused(engine)


def test_a_changed_byte_of_the_body_is_caught(engine):
    tamper(engine, "schema_version = 1")
    changed = body(engine).replace(b"Entry 2", b"Entry 9")
    assert changed != body(engine)
    with transaction(engine) as connection:
        connection.execute(text("UPDATE events SET body = :body WHERE position = 2"), {"body": changed})
    assert_event_2_is_refused(engine)


def test_an_event_moved_to_another_stream_is_caught(engine):
    tamper(engine, "stream = 'feed/b'")
    with engine.connect() as connection, pytest.raises(DamagedRecord, match="event 2"):
        read_stream(connection, "feed/b")


def test_the_check_by_hand_that_the_design_gives_finds_every_event_sound(postgresql_engine):
    query = re.search(r"^`(SELECT position, .*)`", DESIGN.read_text(encoding="utf-8"), re.MULTILINE)[1]
    letter = letter_of(statements=2)
    events = decide_record((), letter)
    with transaction(postgresql_engine) as connection:
        append(connection, letter_stream(letter.key), expected_version=0, events=events, recorded_at=NOON)
        rows = connection.exec_driver_sql(query).all()
    assert [(position, sound) for position, sound, _ in rows] == [(n, True) for n in range(1, 5)]
    assert [stored["type"] for _, _, stored in rows][-1] == "SnapshotSealed"
