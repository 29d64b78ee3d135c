"""Where the log stands."""

from __future__ import annotations

from sqlalchemy import Connection, select

from snapshots.tables import log_head

__all__ = ["hold_log", "log_position"]


def log_position(connection: Connection) -> int:
    """The position that was given out last; 0 for an empty log."""
    return connection.scalar(select(log_head.c.position)) or 0


def hold_log(connection: Connection) -> None:
    """Let nobody append until this transaction ends, so that what is read is all there is."""
    connection.scalar(select(log_head.c.position).with_for_update())
