"""The migrations, on an empty database, give exactly the tables that the code knows, and can be repeated."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from harbour_letters import JANUARY, MAY, SEPTEMBER, SERIES
from sqlalchemy import inspect, text

import service.delivery.tables
import service.projections.tables
import service.uploads.tables
import snapshots.tables
from diffing.item_ids import item_id
from service.database import _newest_revision, migrate, open_engine
from service.record_faults import DatabaseUnavailable
from service.recording.record_letter import record_letter

ROOT = Path(__file__).parents[2]
METADATA = [
    snapshots.tables.METADATA,
    service.projections.tables.METADATA,
    service.delivery.tables.METADATA,
    service.uploads.tables.METADATA,
]
TABLES = {name for metadata in METADATA for name in metadata.tables}


@pytest.fixture
def empty_engine(empty_database_url):
    engine = open_engine(empty_database_url)
    yield engine
    engine.dispose()


def names_of(engine):
    return set(inspect(engine).get_table_names())


def differences(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, METADATA)


def test_an_empty_database_gets_exactly_the_tables_that_the_code_knows(empty_engine):
    migrate(empty_engine)
    assert differences(empty_engine) == []
    assert names_of(empty_engine) == {*TABLES, "alembic_version"}


def test_the_log_begins_at_zero(empty_engine):
    migrate(empty_engine)
    with empty_engine.connect() as connection:
        assert connection.execute(text("SELECT id, position FROM log_head")).all() == [(1, 0)]


def test_migrating_again_does_nothing(empty_engine):
    migrate(empty_engine)
    migrate(empty_engine)
    assert names_of(empty_engine) == {*TABLES, "alembic_version"}


def test_what_every_command_compares_with_is_the_last_migration():
    script = ScriptDirectory(str(ROOT / "migrations"))
    assert script.get_current_head() == _newest_revision()
    revisions = list(script.walk_revisions())
    assert len(revisions) > 10
    assert all(Path(one.path).name.startswith(f"{one.revision}_") for one in revisions)


def test_a_database_of_this_version_is_opened_without_alembic(database_url):
    """It takes a quarter of a second to load, and every command would."""
    program = "import sys; from service.database import *; migrate(open_engine(sys.argv[1])); sys.exit('alembic' in sys.modules)"
    subprocess.run([sys.executable, "-c", program, database_url], cwd=ROOT, check=True, timeout=120)


def test_a_database_that_is_behind_is_migrated_from_where_it_stands_with_what_is_in_it(engine):
    for data in (JANUARY, MAY):
        record_letter(engine, data, series=SERIES)
    before = statements_named(engine)
    with engine.connect() as connection, connection.begin():
        connection.execute(text("DROP TABLE followed_pairs"))
        connection.execute(text("ALTER TABLE uploads DROP COLUMN size"))
        connection.execute(text("DROP INDEX statements_by_name"))
        connection.execute(text("ALTER TABLE item_statements DROP COLUMN names"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0012'"))
    migrate(engine)
    assert differences(engine) == []
    assert statements_named(engine) == before != []
    assert all(name == item_id(letter, statement) for letter, statement, name in before)


def statements_named(engine):
    with engine.connect() as connection:
        asked = "SELECT letter, statement, names FROM item_statements ORDER BY letter, statement"
        return connection.execute(text(asked)).all()


def test_processes_that_start_at_once_migrate_once(empty_database_url):
    engines = [open_engine(empty_database_url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda engine: run_migrate(empty_database_url), engines))
    assert names_of(engines[0]) == {*TABLES, "alembic_version"}
    for engine in engines:
        engine.dispose()


def run_migrate(url):
    program = "import sys; from service.database import *; migrate(open_engine(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", program, url], cwd=ROOT, check=True, timeout=120)


def test_the_alembic_command_migrates_the_database_that_the_settings_name(empty_database_url):
    environment = {**os.environ, "LETTERTRAIL_DATABASE_URL": empty_database_url}
    for command in ("upgrade head", "check"):
        subprocess.run(
            [sys.executable, "-m", "alembic", *command.split()],
            cwd=ROOT,
            env=environment,
            check=True,
            timeout=120,
            capture_output=True,
        )
    engine = open_engine(empty_database_url)
    assert names_of(engine) == {*TABLES, "alembic_version"}
    engine.dispose()


def test_a_failed_migration_leaves_the_database_as_it_was(empty_engine):
    with empty_engine.connect() as connection, connection.begin():
        connection.execute(text("CREATE TABLE received_files (mine TEXT)"))  # in the migration's way
    with pytest.raises(Exception, match="received_files"):
        migrate(empty_engine)
    assert names_of(empty_engine) == {"received_files"}


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////no/such/folder/lettertrail.db",
        "postgresql://nobody:secret@127.0.0.1:1/nothing?connect_timeout=2",
    ],
)
def test_a_database_that_cannot_be_reached_is_named_without_its_password(url):
    engine = open_engine(url)
    with pytest.raises(DatabaseUnavailable, match="LETTERTRAIL_DATABASE_URL") as refused:
        migrate(engine)
    assert "secret" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_no_database_is_said_to_be_none_and_left_alone(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear colleague,\n" * 100)
    engine = open_engine(f"sqlite:///{path}")
    with pytest.raises(DatabaseUnavailable, match="not a database"):
        migrate(engine)
    engine.dispose()
    assert path.read_text() == "Dear colleague,\n" * 100


def facets_of(engine):
    with engine.connect() as connection:
        return [
            connection.execute(text(f"SELECT facets FROM {table} ORDER BY {key}")).scalars().all()
            for table, key in (("entries", "position"), ("items", "id"))
        ]


def test_what_filters_ask_for_is_made_up_for_in_rows_that_were_there(sqlite_url, sqlite_engine):
    for data in (JANUARY, MAY, SEPTEMBER):
        record_letter(sqlite_engine, data, series=SERIES)
    before = facets_of(sqlite_engine)
    environment = {**os.environ, "LETTERTRAIL_DATABASE_URL": sqlite_url}
    for command in ("downgrade 0005", "upgrade head"):
        subprocess.run(
            [sys.executable, "-m", "alembic", *command.split()],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
        )
    assert facets_of(sqlite_engine) == before
    assert all(before)
