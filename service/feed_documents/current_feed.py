"""The current document of a feed: the newest letters as they stand, and whatever is in no archive yet."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from service.feed_documents.archives import Behind
from service.feed_documents.feed_question import FeedQuestion, Wanted
from service.feed_documents.written import WRITERS, subtitle_of, title_of
from service.feed_documents.written_entries import WrittenEntries
from service.feeds.archive_chain import (
    ENTRIES_PER_ARCHIVE,
    Chain,
    Head,
    filled_in,
    head_statement,
    sha256_of,
)
from service.feeds.entries import newest_letters_first
from service.feeds.feed import Feed
from service.filters.entry_facets import LETTER
from service.projections.entries import PublishedEntry, entries_newest_first, entries_standing
from service.signing.signing_keys import SigningKeys

__all__ = ["current_feed", "write_current"]

# The largest letter seen brings 246 changes. Whatever its size, the newest letter is in the feed as a whole;
# older ones are while there is room for them.
_MOST_ENTRIES = 300
# Entries looked at for that: cosmetic ones, about a quarter of all, are among them.
_LOOKED_AT = 1_000


def current_feed(
    connection: Connection,
    question: FeedQuestion,
    wanted: Wanted,
    behind: Behind | None,
    *,
    written: WrittenEntries,
    hub: str | None,
    key: str | None,
) -> Feed:
    """The feed, newest first; `behind` is None while its archives are being made: then it names none.

    `written` keeps entries, `key` is the id of the key that will sign it, `hub` its WebSub hub.
    """
    shown = _shown(connection, wanted, behind)
    return Feed(
        id=question.feed_id,
        title=title_of(question),
        subtitle=subtitle_of(question),
        home_url=f"{question.home}/",
        self_url=question.address(),
        entries=tuple(written.entry(one, home=question.home) for one in shown),
        hub_url=hub,
        chain=None if behind is None else _chain(question, behind, shown, key),
    )


def write_current(feed: Feed, format_: str, keys: SigningKeys) -> bytes:
    """The feed's bytes; one that names its archives is signed where there is a key.

    Raises UnusableSigningKey.
    """
    document = WRITERS[format_].write(feed)
    if feed.chain is None or not isinstance(feed.chain.place, Head):
        return document
    digest = sha256_of(document)
    made = keys.sign(head_statement(feed.id, feed.chain.place, digest))
    signature = None if made is None else base64.b64encode(made[1]).decode()
    return filled_in(document, digest, signature)


def _shown(connection: Connection, wanted: Wanted, behind: Behind | None) -> list[PublishedEntry]:
    newest = entries_newest_first(connection, series=wanted.series, wanted=wanted.filter)
    return newest_letters_first(
        _looked_at(newest if behind is None else _with_tail(connection, newest, behind)),
        most=_MOST_ENTRIES,
        minor=wanted.minor,
        filtered=wanted.filter is not None,
        behind=behind.through if behind else None,
    )


def _looked_at(newest: Iterator[PublishedEntry]) -> Iterator[PublishedEntry]:
    """As many changes as are looked at, with whatever letters stand between them."""
    changes = 0
    for one in newest:
        yield one
        changes += one.event.kind != LETTER
        if changes == _LOOKED_AT:
            return


def _with_tail(
    connection: Connection, newest: Iterator[PublishedEntry], behind: Behind
) -> Iterator[PublishedEntry]:
    """What is in no archive is shown, also where the filter would not hold of what it says now."""
    rows = {one.position: one for one in entries_standing(connection, [one.position for one in behind.tail])}
    older: tuple[PublishedEntry, ...] = ()
    for one in newest:
        if one.position <= behind.through:
            older = (one,)
            break
        rows[one.position] = one
    yield from (rows[position] for position in sorted(rows, reverse=True))
    yield from older
    yield from newest


def _chain(question: FeedQuestion, behind: Behind, shown: Sequence[PublishedEntry], key: str | None) -> Chain:
    last = behind.last
    there = {one.position for one in shown}
    place = Head(
        archives=behind.archives,
        archive_sha256=last.sha256 if last else None,
        entries=behind.archives * ENTRIES_PER_ARCHIVE + len(behind.tail),
        last_position=behind.tail[-1].position if behind.tail else behind.through,
        hidden=sum(one.position not in there for one in behind.tail),
        key=key,
    )
    return Chain(place=place, previous=question.address(archive=last.number) if last else None)
