"""Archives of feeds, kept as they were made: subscribers hold their hashes, so they never change.

They are no derived table: a later version might write other bytes. What is kept of one is its bytes,
compressed.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from service.projections.tables import feed_archives

__all__ = ["KeptArchive", "is_room", "keep_archive", "last_archive", "load_archive"]

# Any question can be asked as a feed, by anybody: some gigabytes, and no more.
MOST_KEPT = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptArchive:
    """An archive's number, the hash of its bytes, and the position of its last entry."""

    number: int
    sha256: str
    last_position: int


def last_archive(connection: Connection, feed: str) -> KeptArchive | None:
    """The last archive of a feed; None where it has none yet."""
    query = select(feed_archives).where(feed_archives.c.feed == feed)
    row = connection.execute(query.order_by(feed_archives.c.number.desc()).limit(1)).first()
    if row is None:
        return None
    return KeptArchive(number=row.number, sha256=row.sha256, last_position=row.last_position)


def load_archive(connection: Connection, feed: str, number: int) -> bytes | None:
    """The bytes of an archive; None where it is not there."""
    query = select(feed_archives.c.body).where(feed_archives.c.feed == feed, feed_archives.c.number == number)
    body: bytes | None = connection.scalar(query)
    return None if body is None else zlib.decompress(body)


def keep_archive(connection: Connection, feed: str, archive: KeptArchive, body: bytes) -> None:
    """The next archive of a feed; nothing where somebody else kept it first."""
    last = last_archive(connection, feed)
    if (last.number if last else 0) != archive.number - 1:
        return
    connection.execute(
        insert(feed_archives).values(
            feed=feed,
            number=archive.number,
            sha256=archive.sha256,
            last_position=archive.last_position,
            body=zlib.compress(body, 9),
        )
    )


def is_room(connection: Connection) -> bool:
    """Whether one more archive is kept."""
    return (connection.scalar(select(func.count()).select_from(feed_archives)) or 0) < MOST_KEPT
