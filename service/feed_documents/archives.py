"""The archives of a feed (RFC 5005, section 4): made when their last entry is there, once, and kept for ever.

An archive holds entries as they were published. Corrections never change one: they are entries of later
documents, with tombstones for what was taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from service.database import transaction
from service.feed_documents.feed_history import history_after
from service.feed_documents.feed_question import FeedQuestion, Wanted
from service.feed_documents.written import WRITERS, subtitle_of, title_of
from service.feeds.archive_chain import ENTRIES_PER_ARCHIVE, Archive, Chain, sha256_of
from service.feeds.entries import entry_of
from service.feeds.feed import Feed
from service.projections.entries import PublishedEntry
from service.projections.feed_archives import (
    KeptArchive,
    is_room,
    keep_archive,
    last_archive,
    load_archive,
)

__all__ = ["Behind", "NoRoom", "archive_document", "archives_made", "catch_up"]


@dataclass(frozen=True, slots=True)
class NoRoom:
    """More archives are due than are kept: the feed has none."""


Look = Callable[[Connection], Wanted]


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What stands behind the current document: the last archive, if there is one; and what is in none yet."""

    last: KeptArchive | None
    tail: tuple[PublishedEntry, ...]

    @property
    def archives(self) -> int:
        """How many there are."""
        return self.last.number if self.last else 0

    @property
    def through(self) -> int:
        """The position of the last entry that is in an archive."""
        return self.last.last_position if self.last else 0


def catch_up(engine: Engine, question: FeedQuestion, look: Look, *, most: int) -> Behind | NoRoom | None:
    """Make the archives that are due, up to `most`; None where more are due than that.

    `look` reads the question. Whoever makes the same archive at the same time makes the same bytes; the
    first to keep them has made it. Raises what `look` raises.
    """
    for _ in range(most + 1):
        with engine.connect() as connection:
            wanted = look(connection)
            last = last_archive(connection, _archived_as(question))
            through = last.last_position if last else 0
            found = history_after(connection, through, wanted, limit=ENTRIES_PER_ARCHIVE)
            room = is_room(connection)
        if len(found) < ENTRIES_PER_ARCHIVE:
            return Behind(last=last, tail=found)
        if not room:
            return NoRoom()
        _keep(engine, question, last, found)
    return None


def archive_document(connection: Connection, question: FeedQuestion, number: int) -> bytes | None:
    """The bytes of an archive that was made; None for any other number."""
    return load_archive(connection, _archived_as(question), number)


def archives_made(connection: Connection, question: FeedQuestion) -> int:
    """How many archives the feed has by now."""
    last = last_archive(connection, _archived_as(question))
    return last.number if last else 0


def _archived_as(question: FeedQuestion) -> str:
    """What names the feed's archives: they differ by format, and by where their links lead."""
    return sha256_of(f"{question.format} {question.home} {question.feed_id}".encode())


def _keep(
    engine: Engine, question: FeedQuestion, last: KeptArchive | None, found: tuple[PublishedEntry, ...]
) -> None:
    body = _written(question, last, found)
    number = last.number + 1 if last else 1
    made = KeptArchive(number=number, sha256=sha256_of(body), last_position=found[-1].position)
    try:
        with transaction(engine) as connection:
            keep_archive(connection, _archived_as(question), made, body)
    except IntegrityError:
        return  # somebody else kept it between our look and our insert


def _written(question: FeedQuestion, last: KeptArchive | None, found: tuple[PublishedEntry, ...]) -> bytes:
    number = last.number + 1 if last else 1
    place = Archive(
        number=number,
        entries=len(found),
        first_position=found[0].position,
        last_position=found[-1].position,
        previous_sha256=last.sha256 if last else None,
    )
    feed = Feed(
        id=question.feed_id,
        title=f"{title_of(question)}, archive {number}",
        subtitle=subtitle_of(question),
        home_url=f"{question.home}/",
        self_url=question.address(archive=number),
        entries=tuple(entry_of(one, home=question.home) for one in found),
        chain=Chain(
            place=place,
            previous=question.address(archive=number - 1) if last else None,
            following=question.address(archive=number + 1),
            current=question.address(),
        ),
    )
    return WRITERS[question.format].write(feed)
