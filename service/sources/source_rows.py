"""The table of watched places: rows become values here, and values rows."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from service.errors import UnknownSource
from service.projections.tables import compact_json, watched_sources
from service.sources.watched_source import Memory, Visit, WatchedSource
from snapshots.letter_json import moment_from_json, moment_to_json

__all__ = ["add_source", "due_sources", "list_sources", "load_source", "remember", "remove_source"]


def list_sources(connection: Connection) -> tuple[WatchedSource, ...]:
    """All watched places, by series and then by place."""
    query = select(watched_sources).order_by(watched_sources.c.series, watched_sources.c.place)
    return tuple(map(_source, connection.execute(query)))


def due_sources(connection: Connection, now: datetime) -> tuple[WatchedSource, ...]:
    """The places whose turn it is, the longest overdue first."""
    query = (
        select(watched_sources)
        .where(watched_sources.c.next_check_at <= moment_to_json(now))
        .order_by(watched_sources.c.next_check_at, watched_sources.c.id)
    )
    return tuple(map(_source, connection.execute(query)))


def load_source(connection: Connection, source: str) -> WatchedSource:
    """The place of this id; raises UnknownSource."""
    row = connection.execute(select(watched_sources).where(watched_sources.c.id == source)).first()
    if row is None:
        raise UnknownSource(source)
    return _source(row)


def add_source(connection: Connection, source: WatchedSource) -> bool:
    """Watch a place from now on; False where it was watched already: then only how often may change."""
    every = {"every_seconds": int(source.every.total_seconds())}
    known = update(watched_sources).where(watched_sources.c.id == source.id).values(**every)
    if connection.execute(known).rowcount:
        return False
    row = every | {
        "id": source.id,
        "series": source.series,
        "place": source.place,
        "links": source.links,
        "next_check_at": moment_to_json(source.next_check_at),
        "memory": compact_json(_memory_to_json(source.memory)),
    }
    connection.execute(insert(watched_sources).values(row))
    return True


def remove_source(connection: Connection, source: str) -> None:
    """Watch it no longer; what was found there stays. Raises UnknownSource."""
    if not connection.execute(delete(watched_sources).where(watched_sources.c.id == source)).rowcount:
        raise UnknownSource(source)


def remember(connection: Connection, source: str, memory: Memory, *, next_check_at: datetime) -> None:
    """Keep what a check saw; nothing for a place that is watched no longer."""
    seen = {"memory": compact_json(_memory_to_json(memory)), "next_check_at": moment_to_json(next_check_at)}
    connection.execute(update(watched_sources).where(watched_sources.c.id == source).values(seen))


def _source(row: Row[Any]) -> WatchedSource:
    return WatchedSource(
        id=row.id,
        series=row.series,
        place=row.place,
        links=row.links,
        every=timedelta(seconds=row.every_seconds),
        next_check_at=moment_from_json(row.next_check_at),
        memory=_memory_from_json(json.loads(row.memory)),
    )


def _memory_to_json(memory: Memory) -> dict[str, Any]:
    checked_at = memory.checked_at
    return asdict(memory) | {"checked_at": None if checked_at is None else moment_to_json(checked_at)}


def _memory_from_json(stored: dict[str, Any]) -> Memory:
    checked_at = stored["checked_at"]
    return Memory(
        visits=tuple(Visit(**visit) for visit in stored["visits"]),
        checked_at=None if checked_at is None else moment_from_json(checked_at),
        failures=stored["failures"],
        problem=stored["problem"],
        # What was stored before there was any has none.
        stopped_at=stored.get("stopped_at"),
    )
