"""The database: which one, how it is opened, and `transaction`, the one place that commits.

What differs between SQLite and PostgreSQL is in this file, in the migrations and, for who leads, in
leadership.py. DESIGN.md ("Transactions") says what each may rely on.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, contextmanager
from importlib import resources
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from service.record_faults import DatabaseUnavailable, UnusableDatabaseUrl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic.config import Config
    from sqlalchemy import Connection, Engine

__all__ = ["hold_alone", "holds_a_record", "migrate", "open_engine", "read_database_url", "transaction"]

# What people and hosting platforms write, and the driver that we speak.
_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
_CREDENTIALS = re.compile(r"//.*@")
# How long a writer waits for the one before it. A letter of 10,000 statements takes one 1 to 1.5 s.
_WAIT_SECONDS = 30
# A lock that is held while a file is given its log is held for a few milliseconds.
_BETWEEN_TRIES = 0.02
_WRITES = "lettertrail_writes"
# The table that every version has had.
_LOG = "events"
# Any number, as long as it stays the same: the advisory lock that one migrating process holds.
_MIGRATION_LOCK = 0x1E77E2


def read_database_url(url: str) -> URL:
    """The address as SQLAlchemy takes it, with our driver; raises UnusableDatabaseUrl for any other kind."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise UnusableDatabaseUrl(_CREDENTIALS.sub("//***@", url), "it is not an address") from error
    driver = _DRIVERS.get(parsed.drivername)
    if driver is None:
        raise UnusableDatabaseUrl(parsed.render_as_string(), f"there is no {parsed.drivername!r} here")
    if driver == "sqlite" and (not parsed.database or ":memory:" in parsed.database):
        raise UnusableDatabaseUrl(parsed.render_as_string(), "a database in memory keeps nothing")
    return parsed.set(drivername=driver)


def open_engine(url: str) -> Engine:
    """A pool of connections to the database at this address; nothing is opened yet.

    Raises UnusableDatabaseUrl for what is not an address of an SQLite file or a PostgreSQL database.
    """
    address = read_database_url(url)
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(address)
    return create_engine(address, pool_pre_ping=True)


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A connection to write with: committed when the block ends, rolled back when it raises.

    On SQLite it is the only writer from the start, so that nothing it has read can change under it.
    """
    with engine.connect() as connection:
        connection.execution_options(**{_WRITES: True})
        with connection.begin():
            yield connection


def hold_alone(connection: Connection, lock: int) -> None:
    """Wait until no other transaction holds the lock, and hold it until this one ends.

    On SQLite there is one writer anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})


def migrate(engine: Engine) -> None:
    """Bring the database's tables up to this version's; does nothing to one that is.

    Of several processes that start at once, one migrates while the others wait. Raises DatabaseUnavailable
    when the database cannot be reached or opened.
    """
    if _revision_of(engine) == _newest_revision():
        return
    # Every command comes by here, and almost none has to migrate: that alone is worth waiting for Alembic.
    from alembic import command

    with transaction(engine) as connection:
        hold_alone(connection, _MIGRATION_LOCK)
        command.upgrade(_alembic_config(connection), "head")


def holds_a_record(engine: Engine) -> bool:
    """Whether letters were ever kept there, by any version; looked at only, nothing is made.

    What cannot be looked at is for `migrate` to say. Raises DatabaseUnavailable when it cannot be reached.
    """
    if engine.dialect.name == "sqlite":
        return _file_holds_a_log(Path(engine.url.database or ""))
    with _reached(engine) as connection:
        return inspect(connection).has_table(_LOG)


def _file_holds_a_log(file: Path) -> bool:
    """Opened for reading only, not by a connection of the engine, which would make or change the file."""
    if not file.exists():
        return not file.parent.is_dir()
    if file.stat().st_size == 0:
        return False
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_LOG,)).fetchone()
    except sqlite3.Error:
        return True
    return found is not None


def _revision_of(engine: Engine) -> str | None:
    """The last migration that the database has had."""
    with _reached(engine) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


@contextmanager
def _reached(engine: Engine) -> Iterator[Connection]:
    """The database opened for writing, if only to see whether that can be done."""
    try:
        with transaction(engine) as connection:
            yield connection
    except DBAPIError as error:
        raise DatabaseUnavailable(engine.url.render_as_string(), str(error.orig)) from error


def _newest_revision() -> str:
    """The last migration there is: each file is named for its own, as 0013_followed_pairs.py."""
    versions = resources.files("migrations") / "versions"
    return max(file.name.partition("_")[0] for file in versions.iterdir() if file.name[0].isdigit())


def _alembic_config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    folder = str(resources.files("migrations"))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _open_sqlite(address: URL) -> Engine:
    # isolation_level None: the driver begins nothing by itself, so that _begin decides.
    engine = create_engine(address, connect_args={"timeout": _WAIT_SECONDS, "isolation_level": None})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    """Settings that SQLite keeps per connection; only WAL stays with the file."""
    # NORMAL lost acknowledged letters in 58 % of simulated power losses, FULL in none.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    _use_write_ahead_log(connection)


def _use_write_ahead_log(connection: Any) -> None:
    """Asked first: to set it anew takes a lock, for which SQLite does not wait as it does for others."""
    gives_up_at = monotonic() + _WAIT_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if monotonic() > gives_up_at:
                raise
            sleep(_BETWEEN_TRIES)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
