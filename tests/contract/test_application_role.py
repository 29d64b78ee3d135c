"""On PostgreSQL the application needs no more rights than service/DESIGN.md gives it."""

import re
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
from record_samples import letter_of, published
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

import service.delivery.tables
import service.projections.tables
import service.uploads.tables
import snapshots.tables
from service.database import migrate, open_engine, transaction
from snapshots.event_log import append, keep_blob, load_blob, read_after
from snapshots.letter_stream import decide_record, letter_stream

NOON = datetime(2031, 1, 10, 12, 0, tzinfo=UTC)
DESIGN = Path(__file__).parents[2] / "service" / "DESIGN.md"
GRANTS = re.search(r"```sql\n(.*?)```", DESIGN.read_text(encoding="utf-8"), re.DOTALL)[1]


@pytest.fixture
def application(postgresql_engine, postgresql_server):
    """An engine for a role that has the documented rights on a fresh database, and no others."""
    role = f"app_{uuid.uuid4().hex[:12]}"
    with transaction(postgresql_engine) as connection:
        connection.exec_driver_sql(f"CREATE ROLE {role} LOGIN")
        connection.exec_driver_sql(GRANTS.replace("lettertrail_app", role))
    engine = open_engine(postgresql_engine.url.set(username=role).render_as_string(hide_password=False))
    yield engine
    engine.dispose()
    with transaction(postgresql_engine) as connection:
        connection.exec_driver_sql(f"DROP OWNED BY {role}; DROP ROLE {role}")


def test_the_application_can_start_record_and_read(application):
    migrate(application)
    letter = letter_of(statements=2)
    with transaction(application) as connection:
        key = keep_blob(connection, letter.text.encode(), "text/plain")
        append(
            connection,
            letter_stream(letter.key),
            expected_version=0,
            events=decide_record((), letter),
            recorded_at=NOON,
        )
    with application.connect() as connection:
        assert len(read_after(connection, 0, limit=10)) == 4
        assert load_blob(connection, key).decode() == letter.text


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET stream = 'x'",
        "DELETE FROM events",
        "TRUNCATE events",
        "UPDATE received_files SET media_type = 'x'",
        "DELETE FROM received_files",
        "DELETE FROM feed_archives",
        "DELETE FROM log_head",
        "INSERT INTO log_head VALUES (2, 0)",
        "ALTER TABLE events DISABLE TRIGGER ALL",
        "DROP TABLE events",
        "CREATE TABLE more (x int)",
    ],
)
def test_the_application_can_do_nothing_else_to_the_record(application, statement):
    with transaction(application) as connection:
        append(connection, "feed/a", expected_version=0, events=[published("1")], recorded_at=NOON)
    with application.connect() as connection, pytest.raises(ProgrammingError, match=r"denied|must be owner"):
        connection.execute(text(statement))


def test_the_application_has_rights_on_every_table(application):
    state = (service.projections.tables, service.delivery.tables, service.uploads.tables)
    ours = {name for tables in state for name in tables.METADATA.tables}
    tables = {*snapshots.tables.METADATA.tables, *ours}
    with application.connect() as connection:
        for table in tables:
            connection.execute(text(f"SELECT count(*) FROM {table}"))
    # What a feed's archive says, it says for ever.
    for table in sorted(ours - {"feed_archives"}):
        with application.connect() as connection:
            connection.execute(text(f"DELETE FROM {table}"))
