"""Who sends just now: a lease in the row itself, so that one process at a time sends for one receiver.

A lease ends by itself, for a process that is killed gives nothing back. Whoever comes back from a long sleep
with a lease that ended finds that its row is another's: what it sent counts as not sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, or_, update

from snapshots.letter_json import moment_to_json

__all__ = ["Lease", "is_free", "release", "take"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """Whose it is, and for how long from the moment that it is taken or prolonged."""

    holder: str
    lasts: timedelta

    def columns(self, now: datetime) -> dict[str, str]:
        """What stands in a row that is held from now on."""
        return {"lease": self.holder, "lease_until": moment_to_json(now + self.lasts)}


def is_free(table: Table, now: datetime) -> ColumnElement[bool]:
    """That nobody has the row's lease."""
    return or_(table.c.lease.is_(None), table.c.lease_until <= moment_to_json(now))


def take(
    connection: Connection, table: Table, row: ColumnElement[bool], lease: Lease, *, now: datetime
) -> bool:
    """Whether the lease of the row is ours now; it is not where another has it or the row does not fit."""
    taken = update(table).where(and_(row, is_free(table, now))).values(lease.columns(now))
    return _count(connection.execute(taken)) == 1


def release(connection: Connection, table: Table, row: ColumnElement[bool], lease: Lease) -> None:
    """Give the lease of the row back, where it is still ours."""
    ours = and_(row, table.c.lease == lease.holder)
    connection.execute(update(table).where(ours).values(lease=None, lease_until=None))


def _count(result: Any) -> int:
    return int(result.rowcount)
