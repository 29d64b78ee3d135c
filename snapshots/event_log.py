"""The log: append, read a stream, follow it all; and the files that letters came as. The only SQL on events.

Why a follower misses nothing. Positions come from one row, `log_head`. An append locks it (PostgreSQL: SELECT
... FOR UPDATE; SQLite: the whole transaction is BEGIN IMMEDIATE), gives its events the next positions and
holds the lock until it commits. So whoever gets later positions commits later; a rolled back append leaves
the row as it was, so no position is skipped; and a reader that has seen position n sees all that will ever
stand at n or before it. A database sequence promises none of the three.

Every function takes a connection and commits nothing. To append or keep, it must be within a transaction
that was begun for writing. What is read is checked against its hash.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from snapshots.errors import DamagedRecord, FileNotKept, SnapshotError, WrongExpectedVersion
from snapshots.event_codec import data_in, decode, encode, stored_name
from snapshots.letter_json import moment_to_json
from snapshots.merkle_tree import leaf_hash
from snapshots.tables import events as events_table
from snapshots.tables import log_head, received_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from snapshots.event_codec import StoredEvent
    from snapshots.letter_events import Event

__all__ = [
    "RecordedEvent",
    "append",
    "keep_blob",
    "load_blob",
    "read_after",
    "read_stream",
    "stream_version",
    "streams_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEvent:
    """An event as the log holds it.

    `position` counts from 1 through the whole log, `version` from 1 through its stream; neither has gaps.
    `hash` is the RFC 6962 leaf hash of the stored body, `data_hash` that of the event's own fields as they
    were stored, both in lower-case hexadecimal.
    """

    position: int
    stream: str
    version: int
    event: Event
    recorded_at: datetime
    hash: str
    data_hash: str


def append(
    connection: Connection,
    stream: str,
    *,
    expected_version: int,
    events: Sequence[Event],
    recorded_at: datetime,
) -> tuple[int, ...]:
    """The positions that the events got, in their order; none for no events.

    `expected_version` is the version of the stream's last event as the caller has seen it, 0 for none.
    Raises WrongExpectedVersion, having written nothing, when the stream stands elsewhere by now.
    """
    rows = [
        _row(event, stream, expected_version + number, recorded_at) for number, event in enumerate(events, 1)
    ]
    last = _lock_head(connection)
    actual_version = stream_version(connection, stream)
    if actual_version != expected_version:
        raise WrongExpectedVersion(stream, expected_version, actual_version)
    return _insert(connection, rows, last)


def read_stream(connection: Connection, stream: str, *, after_version: int = 0) -> tuple[RecordedEvent, ...]:
    """The stream's events after a version, in their order; none for a stream that nobody has appended to.

    Raises DamagedRecord for an event that is not what was recorded.
    """
    if "\0" in stream:  # PostgreSQL has no text with it, and refuses to be asked
        return ()
    query = (
        select(events_table)
        .where(events_table.c.stream == stream, events_table.c.version > after_version)
        .order_by(events_table.c.version)
    )
    return _recorded(connection.execute(query))


def stream_version(connection: Connection, stream: str) -> int:
    """The version of the stream's last event; 0 for a stream that nobody has appended to."""
    query = select(func.max(events_table.c.version)).where(events_table.c.stream == stream)
    version: int | None = connection.scalar(query)
    return version or 0


def streams_of(connection: Connection, category: str) -> tuple[str, ...]:
    """The names of the streams that begin with a category and a slash, in order of name; none for none."""
    first, behind = f"{category}/", f"{category}0"  # "0" is the sign behind "/"
    names = select(events_table.c.stream).distinct().order_by(events_table.c.stream)
    return tuple(
        connection.scalars(names.where(events_table.c.stream >= first, events_table.c.stream < behind))
    )


def read_after(connection: Connection, position: int, *, limit: int) -> tuple[RecordedEvent, ...]:
    """Up to `limit` events after a position, in the log's order; none when that is the end, for now.

    Raises DamagedRecord for an event that is not what was recorded.
    """
    query = (
        select(events_table)
        .where(events_table.c.position > position)
        .order_by(events_table.c.position)
        .limit(limit)
    )
    return _recorded(connection.execute(query))


def keep_blob(connection: Connection, data: bytes, media_type: str) -> str:
    """The SHA-256 under which the bytes are kept from now on, in hexadecimal; once is enough."""
    digest = sha256(data).hexdigest()
    _lock_head(connection)  # or two who receive the same file at once would both insert it
    if connection.scalar(select(received_files.c.sha256).where(received_files.c.sha256 == digest)) is None:
        connection.execute(insert(received_files).values(sha256=digest, media_type=media_type, bytes=data))
    return digest


def load_blob(connection: Connection, sha256_hex: str) -> bytes:
    """The bytes that were received; raises FileNotKept for another hash, DamagedRecord for other bytes."""
    query = select(received_files.c.bytes).where(received_files.c.sha256 == sha256_hex)
    data: bytes | None = connection.scalar(query)
    if data is None:
        raise FileNotKept(sha256_hex)
    if not isinstance(data, bytes) or sha256(data).hexdigest() != sha256_hex:
        raise DamagedRecord(f"the file kept as {sha256_hex} has other bytes")
    return data


def _row(event: Event, stream: str, version: int, recorded_at: datetime) -> dict[str, Any]:
    name, schema_version = stored_name(event)
    body = encode(event, stream=stream, version=version, recorded_at=recorded_at)
    return {
        "stream": stream,
        "version": version,
        "type": name,
        "schema_version": schema_version,
        "recorded_at": moment_to_json(recorded_at),
        "body": body,
        "hash": leaf_hash(body).hex(),
    }


def _lock_head(connection: Connection) -> int:
    """The last position given out, which nobody else can move before this transaction ends."""
    position: int | None = connection.scalar(select(log_head.c.position).with_for_update())
    if position is None:
        raise DamagedRecord("the log has lost its head row")
    return position


def _insert(connection: Connection, rows: Iterable[dict[str, Any]], last: int) -> tuple[int, ...]:
    numbered = [{"position": position, **row} for position, row in enumerate(rows, last + 1)]
    if not numbered:
        return ()
    # RETURNING makes it a few statements with many rows each. Without it psycopg sends a statement per row
    # through a pipeline: twice as fast, but over a Unix socket a pipeline's sync() has been seen to hang on
    # a value of a megabyte (psycopg 3.3.9), and a letter's text may have one.
    connection.execute(insert(events_table).returning(events_table.c.position), numbered)
    connection.execute(update(log_head).values(position=numbered[-1]["position"]))
    return tuple(row["position"] for row in numbered)


def _recorded(rows: Iterable[Row[Any]]) -> tuple[RecordedEvent, ...]:
    return tuple(_checked(row) for row in rows)


def _checked(row: Row[Any]) -> RecordedEvent:
    if not isinstance(row.body, bytes):
        raise DamagedRecord(f"event {row.position} is kept as text, not as the bytes that were recorded")
    if leaf_hash(row.body).hex() != row.hash:
        raise DamagedRecord(f"event {row.position} has other bytes than its hash")
    stored = _decoded(row)
    if _columns(stored) != (row.stream, row.version, row.type, row.schema_version, row.recorded_at):
        raise DamagedRecord(
            f"event {row.position} was recorded as version {stored.version} of {stored.stream!r}; its row "
            "says otherwise"
        )
    return RecordedEvent(
        position=row.position,
        stream=stored.stream,
        version=stored.version,
        event=stored.event,
        recorded_at=stored.recorded_at,
        hash=row.hash,
        data_hash=leaf_hash(data_in(row.body)).hex(),
    )


def _decoded(row: Row[Any]) -> StoredEvent:
    """The event of a row; bytes with a hash of their own may still be no event."""
    try:
        return decode(row.body)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        if isinstance(error, SnapshotError):
            raise
        raise DamagedRecord(f"event {row.position} has bytes that are no event") from error


def _columns(stored: StoredEvent) -> tuple[str, int, str, int, str]:
    """What the columns of an event's row repeat of its body."""
    moment = moment_to_json(stored.recorded_at)
    return stored.stream, stored.version, stored.type, stored.schema_version, moment
