"""What was published, in the order of the log: the entry of each letter, and those of its changes.

A row is written with the event that published it, in the same transaction. Positions are the log's: nobody
who goes on from the last one that they saw misses an entry.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from service.filter_terms import Filter, facets_from_json, facets_of_change, facets_to_json, holds
from service.projections.tables import compact_json, entries
from snapshots.letter_events import EntryPublished
from snapshots.letter_json import moment_from_json, moment_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Row, Select

__all__ = [
    "LETTER",
    "ChangesPage",
    "PublishedEntry",
    "add_entries",
    "changes_after",
    "changes_of_items",
    "digest_of_entry",
    "digests_kept",
    "entries_of_series",
    "newest_comparison",
    "newest_entries",
]

# The kind of the entry that announces a letter; every other kind is that of a change.
LETTER = "letter"

# Rows are tried against a filter in Python, a batch at a time: large enough that a page is mostly one query,
# small enough that a filter which holds of everything does not read the whole table.
_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEntry:
    """An entry as subscribers saw it: the event, its position in the log, and when it was published."""

    position: int
    published_at: datetime
    event: EntryPublished


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """Changes in the log's order; `next` is the position to go on from, None when there are no more for now.

    `through` is the position up to which this answer is complete: a follower asks for what is after it.
    """

    rows: tuple[PublishedEntry, ...]
    next: int | None
    through: int


def add_entries(
    connection: Connection,
    events: Sequence[EntryPublished],
    *,
    positions: Sequence[int],
    recorded_at: datetime,
) -> None:
    """The rows of entries whose events have just got these positions."""
    rows = [_columns(event, position, recorded_at) for event, position in zip(events, positions, strict=True)]
    if rows:
        # With RETURNING, many rows go into one statement; psycopg would pipeline them otherwise.
        connection.execute(insert(entries).returning(entries.c.position), rows)


def changes_after(
    connection: Connection, position: int, *, limit: int, wanted: Filter | None = None
) -> ChangesPage:
    """Up to `limit` changes after a position that the filter holds of, minor ones too."""
    head = connection.scalar(select(func.max(entries.c.position))) or 0
    query = select(entries).where(entries.c.kind != LETTER, entries.c.position <= head)
    found = (row for row in _in_order(connection, query, position) if _is_wanted(row, wanted))
    rows = tuple(_entry(row) for row in islice(found, limit + 1))
    if len(rows) <= limit:
        return ChangesPage(rows=rows, next=None, through=max(head, position))
    last = rows[limit - 1].position
    return ChangesPage(rows=rows[:limit], next=last, through=last)


def newest_entries(
    connection: Connection, *, series: str | None = None, wanted: Filter | None = None, limit: int
) -> tuple[PublishedEntry, ...]:
    """The last `limit` entries, newest first.

    Without a filter they are those of letters and of all changes; a filter holds of changes only, so with
    one the letters' own entries are left out.
    """
    query = select(entries)
    if series is not None:
        query = query.where(entries.c.series == series)
    if wanted is not None:
        query = query.where(entries.c.kind != LETTER)
    found = (row for row in _newest_first(connection, query) if _is_wanted(row, wanted))
    return tuple(_entry(row) for row in islice(found, limit))


def newest_comparison(connection: Connection, *, most: int) -> tuple[PublishedEntry, ...]:
    """The entry of the last letter that was compared, then up to `most` changes, in the log's order.

    Nothing where no letter was: the first letter of a series has none to be compared with.
    """
    announced = _newest_first(connection, select(entries).where(entries.c.kind == LETTER))
    compared = (one for one in map(_entry, announced) if one.event.content["compared"])
    for letter in islice(compared, 1):
        behind = select(entries).where(
            entries.c.series == letter.event.series,
            entries.c.position > letter.position,
            entries.c.kind != LETTER,
        )
        rows = connection.execute(behind.order_by(entries.c.position).limit(most))
        return (letter, *map(_entry, rows))
    return ()


def changes_of_items(connection: Connection, items: Iterable[str]) -> tuple[PublishedEntry, ...]:
    """The changes of items by their ids, in the log's order."""
    query = select(entries).where(entries.c.item.in_(list(items))).order_by(entries.c.position)
    return tuple(_entry(row) for row in connection.execute(query))


def entries_of_series(connection: Connection, series: str) -> tuple[PublishedEntry, ...]:
    """All that was published of a series, in the log's order."""
    rows = _in_order(connection, select(entries).where(entries.c.series == series), 0)
    return tuple(_entry(row) for row in rows)


def digest_of_entry(event: EntryPublished, *, position: int, recorded_at: datetime) -> bytes:
    """A hash of the row that the entry of an event has."""
    return _digest(_columns(event, position, recorded_at))


def digests_kept(connection: Connection, *, through: int) -> Iterator[tuple[int, bytes]]:
    """Position and hash of each row up to a position, in order, as `digest_of_entry` makes them of events."""
    rows = _in_order(connection, select(entries).where(entries.c.position <= through), 0)
    return ((row.position, _digest(row._asdict())) for row in rows)


def _digest(columns: dict[str, Any]) -> bytes:
    return sha256(compact_json(columns).encode()).digest()


def _is_wanted(row: Row[Any], wanted: Filter | None) -> bool:
    if wanted is None or not wanted.terms:
        return True
    return holds(wanted, facets_from_json(json.loads(row.facets)))


def _in_order(connection: Connection, query: Select[Any], position: int) -> Iterator[Row[Any]]:
    batch = query.order_by(entries.c.position).limit(_BATCH)
    while rows := connection.execute(batch.where(entries.c.position > position)).all():
        yield from rows
        position = rows[-1].position


def _newest_first(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    batch = newest = query.order_by(entries.c.position.desc()).limit(_BATCH)
    while rows := connection.execute(batch).all():
        yield from rows
        batch = newest.where(entries.c.position < rows[-1].position)


def _columns(event: EntryPublished, position: int, recorded_at: datetime) -> dict[str, Any]:
    return {
        "position": position,
        "entry": event.entry,
        "series": event.series,
        "kind": event.kind,
        "item": event.item,
        "published_at": moment_to_json(recorded_at),
        "facets": _facets(event),
        "details": compact_json(
            {
                "old": event.old,
                "new": event.new,
                "title": event.title,
                "minor": event.minor,
                "content": event.content,
            }
        ),
    }


def _facets(event: EntryPublished) -> str | None:
    """What a filter is tried on; none of a letter's own entry, of which no filter holds."""
    if event.kind == LETTER:
        return None
    return compact_json(facets_to_json(facets_of_change(event.content)))


def _entry(row: Row[Any]) -> PublishedEntry:
    event = EntryPublished(
        entry=row.entry, series=row.series, kind=row.kind, item=row.item, **json.loads(row.details)
    )
    published_at = moment_from_json(row.published_at)
    return PublishedEntry(position=row.position, published_at=published_at, event=event)
