"""What is derived can be dropped and replayed from the log, to the same rows."""

import pytest
from harbour_letters import JANUARY, JANUARY_CORRECTED, MAY, SEPTEMBER, SERIES
from sqlalchemy import delete, select, text

from service.database import transaction
from service.projections.tables import METADATA, verifications
from service.recording.rebuild import Rebuilt, rebuild
from service.recording.record_letter import record_letter
from snapshots.errors import DamagedRecord

DERIVED = [table for table in METADATA.sorted_tables if table is not verifications]


def rows(engine):
    with engine.connect() as connection:
        return {table.name: sorted(map(tuple, connection.execute(select(table)))) for table in DERIVED}


@pytest.fixture
def recorded(engine):
    for data in (JANUARY, SEPTEMBER, MAY, JANUARY_CORRECTED):
        record_letter(engine, data, series=SERIES)
    record_letter(engine, JANUARY, series="another-series")
    return engine


def test_a_rebuild_gives_the_same_rows(recorded):
    before = rows(recorded)
    assert all(before[name] for name in ("letters", "items", "item_statements", "entries", "publications"))
    assert rebuild(recorded, authority="localhost") == Rebuilt(
        letters=5, entries=len(before["entries"]), items=len(before["items"])
    )
    assert rows(recorded) == before


def test_a_rebuild_brings_back_what_was_lost(recorded):
    before = rows(recorded)
    with transaction(recorded) as connection:
        for table in DERIVED:
            connection.execute(delete(table))
    rebuild(recorded, authority="localhost")
    assert rows(recorded) == before


def test_a_rebuild_publishes_nothing_twice(recorded):
    with recorded.connect() as connection:
        events = connection.scalar(text("SELECT count(*) FROM events"))
    rebuild(recorded, authority="localhost")
    with recorded.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM events")) == events


def test_a_rebuild_of_nothing_is_nothing(engine):
    assert rebuild(engine, authority="localhost") == Rebuilt(letters=0, entries=0, items=0)


def test_a_rebuild_from_a_damaged_log_changes_nothing(recorded):
    before = rows(recorded)
    with recorded.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER events_not_updated"))
        else:
            connection.execute(text("ALTER TABLE events DISABLE TRIGGER USER"))
        connection.execute(text("UPDATE events SET version = 77 WHERE position = 3"))
    with pytest.raises(DamagedRecord, match="event 3 "):
        rebuild(recorded, authority="localhost")
    assert rows(recorded) == before
