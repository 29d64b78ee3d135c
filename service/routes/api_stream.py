"""Published changes as they come: server-sent events, resumed where they broke off."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response
from sqlalchemy import Engine
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from service.delivery.few_threads import FewThreads
from service.delivery.log_watch import LogWatch
from service.delivery.server_sent_events import MEDIA_TYPE, events_after
from service.errors import BadFilter
from service.filters.filter_language import Filter
from service.projections.entries import ChangesPage, changes_after, newest_position
from service.projections.filter_names import read_filter
from service.routes.asking import Database
from service.routes.head_requests import is_head
from service.routes.problem_table import INVALID_REQUEST
from service.routes.problems import problem_responses
from service.too_much import TooManyFollowers

__all__ = ["log_watch", "router"]

router = APIRouter(prefix="/v1", tags=["changes"])

_AT_ONCE = 100
# The largest position that a database counts to.
_LAST = 2**63 - 1
# Hundreds may ask for all that there is at once. Reading costs the processor, of which other requests need
# most; in the threads that these share (40), they would wait behind everybody who catches up.
_CATCH_UP = FewThreads(4)
_LOOKS = FewThreads(1)
_HEADERS = {
    "Cache-Control": "no-store",
    # nginx would keep events back until it has a bufferful.
    "X-Accel-Buffering": "no",
    "X-Content-Type-Options": "nosniff",
}
_EVENTS = {
    200: {"content": {MEDIA_TYPE: {}}, "description": "Events, for as long as the client listens."},
    **problem_responses(BadFilter, TooManyFollowers, INVALID_REQUEST),
}


def log_watch(engine: Engine, *, most: int) -> LogWatch:
    """The watch over the log of this database, for all who follow the stream of this process."""
    return LogWatch(partial(_LOOKS.run, partial(_newest, engine)), most=most)


class _Events(StreamingResponse):
    """Events, while there is a place in the watch; it is given back however the connection ends."""

    def __init__(self, events: AsyncIterator[bytes], watch: LogWatch) -> None:
        super().__init__(events, media_type=MEDIA_TYPE, headers=_HEADERS)
        self._watch = watch

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._watch.following():
            await super().__call__(scope, receive, send)


@router.get("/changes/stream", response_class=Response, responses=_EVENTS)
async def stream_changes(
    *,
    request: Request,
    database: Database,
    q: Annotated[str, Query(description="A filter, as in `partner:EG kind:deadline`.")] = "",
    after: Annotated[
        int | None,
        Query(ge=0, le=_LAST, description="Begin behind this position; without it, with what comes."),
    ] = None,
    last_event_id: Annotated[
        int | None,
        Header(ge=0, le=_LAST, description="The id of the last event seen; goes before `after`."),
    ] = None,
) -> Response:
    """The changes as `/v1/changes` gives them, each as an event when it is published.

    The id of an event is its position: who comes back with `Last-Event-ID` misses nothing. A position that
    the log has not reached is taken for its newest.
    """
    if is_head(request.scope):
        return Response(media_type=MEDIA_TYPE, headers=_HEADERS)
    seen = after if last_event_id is None else last_event_id
    wanted, newest = await _CATCH_UP.run(partial(_begin, database, q))
    # One beyond the newest is of another log, or of this one before a backup took its place: who waited for
    # the log to come there would be told nothing, and would never know.
    begin = newest if seen is None else min(seen, newest)
    watch: LogWatch = request.app.state.log_watch

    async def read(position: int) -> ChangesPage:
        return await _CATCH_UP.run(partial(_read, database, wanted, position))

    return _Events(events_after(begin, read=read, watch=watch), watch)


def _begin(engine: Engine, query: str) -> tuple[Filter, int]:
    with engine.connect() as connection:
        return read_filter(connection, query), newest_position(connection)


def _newest(engine: Engine) -> int:
    with engine.connect() as connection:
        return newest_position(connection)


def _read(engine: Engine, wanted: Filter, position: int) -> ChangesPage:
    with engine.connect() as connection:
        return changes_after(connection, position, limit=_AT_ONCE, wanted=wanted)
