"""What was published, in the order of the log: the entry of each letter, and those of its changes.

A row is written with the event that published it, in the same transaction. Positions are the log's: nobody
who goes on from the last one that they saw misses an entry.

What was published stands in a row for ever. How the entry stands since it was corrected or retracted is kept
beside it: who follows the log gets entries as they were published, and corrections as entries of their own;
who asks how things stand gets them as they stand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, or_, select, update

from service.filters.entry_facets import CORRECTION, LETTER, holds_of_any
from service.filters.filter_terms import Filter
from service.filters.index_terms import terms_of
from service.projections.entry_standing import (
    Standing,
    details_of,
    facets_column,
    stands_after,
    stands_in,
)
from service.projections.entry_terms import add_new_terms, add_terms, narrowed
from service.projections.tables import compact_json, entries
from snapshots.letter_events import EntryCorrected, EntryPublished, EntryRetracted
from snapshots.letter_json import moment_from_json, moment_to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection, Row, Select

__all__ = [
    "CORRECTION",
    "LETTER",
    "ChangesPage",
    "EntriesWanted",
    "PublishedEntry",
    "add_entries",
    "changes_after",
    "changes_of_items",
    "correct_entries",
    "corrections_made",
    "digest_of_entry",
    "digests_kept",
    "entries_after",
    "entries_in_order",
    "entries_newest_first",
    "entries_of_series",
    "entries_standing",
    "facets_kept",
    "letters_announced",
    "newest_comparison",
    "newest_entries",
    "newest_position",
    "series_published_after",
]

# Rows are tried against a filter in Python, a batch at a time: large enough that a page is mostly one query,
# small enough that a filter which holds of everything does not read the whole table.
_BATCH = 500

# The rows that filters can hold of: changes, and corrections of changes.
_HAS_FACETS = entries.c.facets.is_not(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEntry:
    """An entry: what it says, its position in the log, and when it was published.

    As it was published, or as it stands: then `updated_at` says when it was last corrected or retracted, None
    for never, `corrections` how often, and `event` what it says now, or said before it was `retracted`.
    """

    position: int
    published_at: datetime
    event: EntryPublished
    updated_at: datetime | None = None
    corrections: int = 0
    retracted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """Changes in the log's order; `next` is the position to go on from, None when there are no more for now.

    `through` is the position up to which this answer is complete: a follower asks for what is after it.
    """

    rows: tuple[PublishedEntry, ...]
    next: int | None
    through: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesWanted:
    """What somebody wants of all that is published; `minor` adds cosmetic changes, `series` None is all."""

    filter: Filter
    series: str | None = None
    minor: bool = False


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
        terms = ((row["position"], term) for row in rows for term in sorted(terms_of(row["facets"])))
        add_new_terms(connection, terms)


def correct_entries(
    connection: Connection, events: Iterable[EntryCorrected | EntryRetracted], *, recorded_at: datetime
) -> None:
    """The rows of entries as they stand once these events are recorded."""
    for event in events:
        its_row = entries.c.entry == event.entry
        row = connection.execute(select(entries).where(its_row)).one()
        after = stands_after(stands_in(row), event, recorded_at)
        connection.execute(update(entries).where(its_row).values(after.columns()))
        if isinstance(event, EntryCorrected):
            add_terms(connection, row.position, terms_of(after.standing_facets))


def changes_after(
    connection: Connection, position: int, *, limit: int, wanted: Filter | None = None
) -> ChangesPage:
    """Up to `limit` changes after a position that the filter holds of, minor ones and corrections too.

    Each is as it was published: what stands at a position is the same for ever.
    """
    head = connection.scalar(select(func.max(entries.c.position))) or 0
    query = select(entries).where(_HAS_FACETS, entries.c.position <= head)
    found = (row for row in _in_order(connection, query, position, wanted) if _is_wanted(row, wanted))
    rows = tuple(_entry(row) for row in islice(found, limit + 1))
    if len(rows) <= limit:
        return ChangesPage(rows=rows, next=None, through=max(head, position))
    last = rows[limit - 1].position
    return ChangesPage(rows=rows[:limit], next=last, through=last)


def entries_after(
    connection: Connection, position: int, *, wanted: EntriesWanted, limit: int
) -> tuple[tuple[PublishedEntry, ...], int]:
    """Up to `limit` wanted entries after a position, in the log's order, and how far this answer is complete.

    They are those that a feed of the same question brings, as they were published, and corrections as entries
    of their own: with a filter what it holds of, without one those of letters too; cosmetic changes only
    where they are asked for.
    """
    head = connection.scalar(select(func.max(entries.c.position))) or 0
    query = select(entries).where(entries.c.position <= head)
    if wanted.series is not None:
        query = query.where(entries.c.series == wanted.series)
    if wanted.filter.terms:
        query = query.where(_HAS_FACETS)
    rows = _in_order(connection, query, position, wanted.filter)
    found = (_entry(row) for row in rows if _is_wanted(row, wanted.filter))
    shown = (entry for entry in found if wanted.minor or not entry.event.minor)
    given = tuple(islice(shown, limit))
    return given, max(head, position) if len(given) < limit else given[-1].position


def newest_position(connection: Connection) -> int:
    """The position of the entry that was published last; 0 where there is none."""
    return connection.scalar(select(func.max(entries.c.position))) or 0


def series_published_after(connection: Connection, position: int) -> tuple[str, ...]:
    """The series of which something was published behind the position, in order of name."""
    query = select(entries.c.series).where(entries.c.position > position).distinct()
    return tuple(connection.scalars(query.order_by(entries.c.series)))


def newest_entries(
    connection: Connection, *, series: str | None = None, wanted: Filter | None = None, limit: int
) -> tuple[PublishedEntry, ...]:
    """The last `limit` entries as they stand, newest first; none that is retracted.

    With a filter they are the changes that it holds of, and the entries of all letters: whoever shows them
    leaves out those of letters that brought nothing of it.
    """
    return tuple(islice(entries_newest_first(connection, series=series, wanted=wanted), limit))


def entries_newest_first(
    connection: Connection, *, series: str | None = None, wanted: Filter | None = None
) -> Iterator[PublishedEntry]:
    """The entries that `newest_entries` has, for whoever knows when to stop."""
    query = select(entries).where(entries.c.retracted == 0)
    if series is not None:
        query = query.where(entries.c.series == series)
    rows = _newest_first(connection, query, wanted)
    return (_as_it_stands(row) for row in rows if _is_wanted(row, wanted, as_it_stands=True))


def entries_in_order(
    connection: Connection, position: int, *, series: str | None = None, wanted: Filter | None = None
) -> Iterator[PublishedEntry]:
    """The entries behind a position as they were published, in the log's order, as `newest_entries`."""
    query = select(entries)
    if series is not None:
        query = query.where(entries.c.series == series)
    rows = _in_order(connection, query, position, wanted)
    return (_entry(row) for row in rows if _is_wanted(row, wanted))


def entries_standing(connection: Connection, positions: Sequence[int]) -> tuple[PublishedEntry, ...]:
    """The entries at these positions as they stand, in the log's order; none that is retracted."""
    query = select(entries).where(entries.c.position.in_(positions), entries.c.retracted == 0)
    return tuple(_as_it_stands(row) for row in connection.execute(query.order_by(entries.c.position)))


def newest_comparison(connection: Connection, *, most: int) -> tuple[PublishedEntry, ...]:
    """The entry of the last letter that was compared, then up to `most` changes, in the log's order.

    Nothing where no letter was: the first letter of a series has none to be compared with.
    """
    standing = select(entries).where(entries.c.retracted == 0)
    announced = _newest_first(connection, standing.where(entries.c.kind == LETTER))
    compared = (one for one in map(_as_it_stands, announced) if one.event.content["compared"])
    for letter in islice(compared, 1):
        behind = standing.where(
            entries.c.series == letter.event.series,
            entries.c.position > letter.position,
            entries.c.kind.not_in((LETTER, CORRECTION)),
        )
        rows = connection.execute(behind.order_by(entries.c.position).limit(most))
        return (letter, *map(_as_it_stands, rows))
    return ()


def letters_announced(connection: Connection, *, most: int) -> tuple[PublishedEntry, ...]:
    """The entries of letters themselves as they stand, of every series, the newest first."""
    standing = select(entries).where(entries.c.retracted == 0, entries.c.kind == LETTER)
    return tuple(map(_as_it_stands, islice(_newest_first(connection, standing), most)))


def changes_of_items(connection: Connection, items: Iterable[str]) -> tuple[PublishedEntry, ...]:
    """The changes of items by their ids as they stand, in the log's order; none that is retracted."""
    names = list(items)
    query = select(entries).where(
        or_(
            entries.c.standing_item.in_(names),
            entries.c.standing_item.is_(None) & entries.c.item.in_(names),
        ),
        entries.c.retracted == 0,
        entries.c.kind != CORRECTION,
    )
    return tuple(_as_it_stands(row) for row in connection.execute(query.order_by(entries.c.position)))


def entries_of_series(
    connection: Connection, series: str, *, kind: str | None = None
) -> tuple[PublishedEntry, ...]:
    """All that was published of a series, or of one kind, in the log's order, as it stands; retracted too."""
    query = select(entries).where(entries.c.series == series)
    if kind is not None:
        query = query.where(entries.c.kind == kind)
    return tuple(_as_it_stands(row) for row in _in_order(connection, query, 0))


def corrections_made(
    connection: Connection, *, under: str | None = None, before: int | None = None, limit: int
) -> tuple[PublishedEntry, ...]:
    """The last `limit` entries of kind correction, newest first; with `before`, those before a position.

    With `under`, those whose ids begin with this, which ends in a slash.
    """
    query = select(entries).where(entries.c.kind == CORRECTION)
    if under is not None:
        # "0" is what comes behind the slash, in code points.
        query = query.where(entries.c.entry >= under, entries.c.entry < f"{under[:-1]}0")
    if before is not None:
        query = query.where(entries.c.position < before)
    rows = connection.execute(query.order_by(entries.c.position.desc()).limit(limit))
    return tuple(_entry(row) for row in rows)


def digest_of_entry(event: EntryPublished, *, position: int, recorded_at: datetime) -> bytes:
    """A hash of the row that the entry of an event has, but for how it stands since."""
    return _digest(_columns(event, position, recorded_at))


def digests_kept(connection: Connection, *, through: int) -> Iterator[tuple[int, bytes, Standing]]:
    """Of each row up to a position, in order: position, hash as `digest_of_entry` has it, how it stands."""
    rows = _in_order(connection, select(entries).where(entries.c.position <= through), 0)
    stands = set(Standing.__slots__)
    for row in rows:
        published = {name: value for name, value in row._asdict().items() if name not in stands}
        yield row.position, _digest(published), stands_in(row)


def facets_kept(connection: Connection, *, through: int) -> Iterator[tuple[int, str | None]]:
    """Of each row up to a position, in order: its position, and what filters are tried on as published."""
    kept = select(entries.c.position, entries.c.facets).where(entries.c.position <= through)
    return ((row.position, row.facets) for row in _in_order(connection, kept, 0))


def _digest(columns: dict[str, Any]) -> bytes:
    return sha256(compact_json(columns).encode()).digest()


def _is_wanted(row: Row[Any], wanted: Filter | None, *, as_it_stands: bool = False) -> bool:
    if wanted is None or not wanted.terms:
        return True
    if row.facets is None:
        return bool(row.kind == LETTER)
    facets = row.standing_facets if as_it_stands and row.standing_facets else row.facets
    return holds_of_any(wanted, json.loads(facets))


def _in_order(
    connection: Connection, query: Select[Any], position: int, wanted: Filter | None = None
) -> Iterator[Row[Any]]:
    """The rows behind a position that are worth trying against a filter."""
    index = narrowed(connection, wanted) if wanted is not None else None
    if index is not None:
        yield from _at(connection, query, index.after(position), entries.c.position)
        return
    batch = query.order_by(entries.c.position).limit(_BATCH)
    while rows := connection.execute(batch.where(entries.c.position > position)).all():
        yield from rows
        position = rows[-1].position


def _newest_first(
    connection: Connection, query: Select[Any], wanted: Filter | None = None
) -> Iterator[Row[Any]]:
    index = narrowed(connection, wanted) if wanted is not None else None
    if index is not None:
        yield from _at(connection, query, index.newest_first(), entries.c.position.desc())
        return
    batch = newest = query.order_by(entries.c.position.desc()).limit(_BATCH)
    while rows := connection.execute(batch).all():
        yield from rows
        batch = newest.where(entries.c.position < rows[-1].position)


def _at(
    connection: Connection, query: Select[Any], positions: Iterator[int], order: ColumnElement[Any]
) -> Iterator[Row[Any]]:
    """The rows at these positions, which come in this order."""
    while batch := list(islice(positions, _BATCH)):
        yield from connection.execute(query.where(entries.c.position.in_(batch)).order_by(order))


def _columns(event: EntryPublished, position: int, recorded_at: datetime) -> dict[str, Any]:
    return {
        "position": position,
        "entry": event.entry,
        "series": event.series,
        "kind": event.kind,
        "item": event.item,
        "published_at": moment_to_json(recorded_at),
        "facets": facets_column(event.kind, event.content),
        "details": details_of(event),
    }


def _entry(row: Row[Any]) -> PublishedEntry:
    """As it was published."""
    event = EntryPublished(
        entry=row.entry, series=row.series, kind=row.kind, item=row.item, **json.loads(row.details)
    )
    published_at = moment_from_json(row.published_at)
    return PublishedEntry(position=row.position, published_at=published_at, event=event)


def _as_it_stands(row: Row[Any]) -> PublishedEntry:
    entry = _entry(row)
    if row.updated_at is None:
        return entry
    said = {"item": row.standing_item, **json.loads(row.standing)} if row.standing else {}
    return replace(
        entry,
        event=replace(entry.event, **said),
        updated_at=moment_from_json(row.updated_at),
        corrections=row.corrections,
        retracted=bool(row.retracted),
    )
