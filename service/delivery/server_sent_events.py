"""Published changes as server-sent events (WHATWG HTML, 9.2): each by its position, to resume from.

    retry: 5000                      come back so soon
    id: 4711                         what to give as Last-Event-ID
    event: change                    or `correction`
    data: {...}                      as /v1/changes gives it, on one line
    : nothing new                    a comment, so that nobody in between takes the connection for dead

An `id` that stands alone moves the place to resume from over what the filter does not hold of, and is no
event to the client.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

from service.delivery.log_watch import LogWatch
from service.delivery.signed_message import type_of_entry
from service.projections.entries import ChangesPage, PublishedEntry
from service.projections.tables import compact_json
from service.publishing.published_json import published_entry_to_json

__all__ = ["MEDIA_TYPE", "event_of", "events_after"]

MEDIA_TYPE = "text/event-stream"

_COME_BACK = b"retry: 5000\n\n"
_NOTHING_NEW = b": nothing new\n\n"
# Proxies give a silent connection up after 30 to 60 seconds.
_SECONDS_OF_SILENCE = 15.0


def event_of(entry: PublishedEntry) -> bytes:
    """An entry as an event."""
    data = compact_json(published_entry_to_json(entry))
    return f"id: {entry.position}\nevent: {type_of_entry(entry)}\ndata: {data}\n\n".encode()


async def events_after(
    position: int,
    *,
    read: Callable[[int], Awaitable[ChangesPage]],
    watch: LogWatch,
    silence: float = _SECONDS_OF_SILENCE,
) -> AsyncIterator[bytes]:
    """What is published behind the position, now and as it comes, until the service ends.

    `read` gives the wanted changes behind a position. Whoever calls has a place in the watch.
    """
    yield _COME_BACK
    while not watch.ended:
        page = await read(position)
        if page.rows or page.through > position:
            yield _frames(page)
        position = page.through
        if page.next is None:
            while not watch.ended and not await watch.beyond(position, seconds=silence):
                yield _NOTHING_NEW


def _frames(page: ChangesPage) -> bytes:
    events = [event_of(row) for row in page.rows]
    if not page.rows or page.rows[-1].position < page.through:
        events.append(f"id: {page.through}\n\n".encode())
    return b"".join(events)
