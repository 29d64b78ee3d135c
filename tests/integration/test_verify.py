"""One changed byte is caught, and so is what is missing; the first failing event is named."""

import pytest
from harbour_letters import JANUARY, MAY, SERIES
from sqlalchemy import text

from service.record_letter import record_letter
from service.verify import verify

TRIGGERS = (
    "events_not_updated",
    "events_not_deleted",
    "received_files_not_updated",
    "received_files_not_deleted",
    "log_head_goes_forward",
)


@pytest.fixture
def recorded(engine):
    for data in (JANUARY, MAY):
        record_letter(engine, data, series=SERIES)
    return engine


def tamper(engine, *statements):
    """What somebody with the database's own rights can do."""
    with engine.begin() as connection:
        for trigger in TRIGGERS:
            if connection.dialect.name == "sqlite":
                connection.execute(text(f"DROP TRIGGER {trigger}"))
        if connection.dialect.name == "postgresql":
            for table in ("events", "received_files", "log_head"):
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        for statement in statements:
            connection.execute(text(statement))


def last_position(engine):
    with engine.connect() as connection:
        return connection.scalar(text("SELECT max(position) FROM events"))


def test_an_intact_record_passes(recorded):
    verified = verify(recorded)
    assert verified.intact
    assert verified.failures == ()
    assert (verified.letters, verified.files) == (2, 2)
    assert verified.events == last_position(recorded)
    assert 0 < verified.entries < verified.events


def test_an_empty_record_passes(engine):
    assert verify(engine).intact


def test_a_changed_event_is_named(recorded):
    tamper(recorded, "UPDATE events SET hash = '" + "0" * 64 + "' WHERE position = 4")
    verified = verify(recorded)
    assert not verified.intact
    assert verified.failures[0].startswith("event 4 ")


def test_a_missing_event_is_named(recorded):
    tamper(recorded, "DELETE FROM events WHERE position = 3")
    verified = verify(recorded)
    assert verified.failures[0].startswith("event 3 is missing")
    assert any("sealed other statements" in failure for failure in verified.failures)


def test_a_log_that_was_cut_off_is_named(recorded):
    last = last_position(recorded)
    tamper(recorded, f"DELETE FROM events WHERE position = {last}")
    assert verify(recorded).failures == (
        f"event {last} is missing: the log was at {last}, and ends with {last - 1}",
    )


def test_a_letter_that_was_cut_off_is_named(recorded):
    tamper(recorded, "DELETE FROM events WHERE position > 3", "UPDATE log_head SET position = 3")
    assert verify(recorded).failures == ("event 1 received a letter that was never sealed",)


def test_a_changed_file_is_named(recorded):
    tamper(recorded, "UPDATE received_files SET bytes = CAST('other' AS " + blob_of(recorded) + ")")
    failures = verify(recorded).failures
    assert failures[0].startswith("event 1 received a file that fails")
    assert len(failures) == 2


def test_a_missing_file_is_named(recorded):
    tamper(recorded, "DELETE FROM received_files")
    assert verify(recorded).failures[0].startswith("event 1 received a file that fails")


def blob_of(engine):
    return "BLOB" if engine.dialect.name == "sqlite" else "BYTEA"
