"""One leader among all processes that serve the same database: the one whose scheduler does the work.

PostgreSQL: a session's advisory lock. SQLite: a lock on a file beside the database. Both end with the process
that holds them, however it ends, so that another can take over.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

__all__ = ["Leadership", "stand_for_leadership"]

# Any number, as long as it stays the same and is not that of another lock (database.py has one).
_LOCK = 0x1E77E3


class Leadership(Protocol):
    """A process's part in the choice of a leader."""

    def held(self) -> bool:
        """Whether this process leads; it becomes the leader when there is none."""

    def give_up(self) -> None:
        """Lead no longer; does nothing for who does not."""


def stand_for_leadership(engine: Engine) -> Leadership:
    """Leadership over the database of this engine; nothing is held until it is asked for."""
    if engine.dialect.name == "postgresql":
        return _AdvisoryLock(engine)
    return _FileLock(Path(f"{engine.url.database}.leader"))


class _AdvisoryLock:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None

    def held(self) -> bool:
        if self._connection is None:
            self._connection = self._lock()
            return self._connection is not None
        return self._still_connected()

    def give_up(self) -> None:
        if self._connection is not None:
            # Not to the pool: a session keeps its advisory locks until it ends.
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def _lock(self) -> Connection | None:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": _LOCK}):
            return connection
        connection.close()
        return None

    def _still_connected(self) -> bool:
        """A session that was cut off has lost the lock, and somebody else may lead by now."""
        assert self._connection is not None  # noqa: S101  asked by held() alone
        try:
            self._connection.execute(text("SELECT 1"))
        except DBAPIError:
            self.give_up()
            return False
        return True


class _FileLock:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def held(self) -> bool:
        if self._file is None:
            self._file = self._lock()
        return self._file is not None

    def give_up(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _lock(self) -> int | None:
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return None
        return file
