"""Feeds in front of the web framework: what was made is sent as it is, by its address, in a few steps.

What is not kept is made in a thread. What cannot be answered so (a mistake in the address, a series that is
not held) goes on to the routes, which say what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fastapi.concurrency import run_in_threadpool
from sqlalchemy.exc import DBAPIError
from starlette.types import ASGIApp, Receive, Scope, Send

from service.errors import ServiceError
from service.feed_documents.document import Document
from service.feed_documents.kept_documents import KeptDocuments
from service.feed_documents.make_documents import FeedMaker
from service.feeds.conditional_get import is_unchanged
from service.routes.asked_feed import AskedFeed, make_asked, read_asked
from service.routes.compression import takes_gzip
from snapshots.errors import SnapshotError

__all__ = ["FeedLayer"]

_FEEDS = "/feeds/"
_ASKED = frozenset({b"host", b"if-none-match", b"if-modified-since", b"accept-encoding"})
# RFC 3986, 3.2.2 and 3.2.3: a name or an address, and a port.
_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")


class FeedLayer:
    """Middleware that answers GET and HEAD of feeds; to be the outermost."""

    def __init__(
        self, app: ASGIApp, *, maker: FeedMaker, kept: KeptDocuments, public_url: str | None
    ) -> None:
        self._app, self._maker, self._kept, self._public_url = app, maker, kept, public_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http" or not scope["path"].startswith(_FEEDS):
            await self._app(scope, receive, send)
            return
        document = await self._document(scope)
        if document is None:
            await self._app(scope, receive, send)
            return
        await _send(document, scope, send)

    async def _document(self, scope: Scope) -> Document | None:
        if scope["method"] not in {"GET", "HEAD"}:
            return None
        home = self._public_url or _home(scope)
        key = (scope["path"], scope["query_string"], home)
        warm = self._kept.warm(key)
        if warm is not None or home is None:
            return warm
        asked = read_asked(scope["path"].removeprefix(_FEEDS), scope["query_string"])
        if asked is None:
            return None
        return await run_in_threadpool(self._made, key, asked, home)

    def _made(self, key: tuple[Any, ...], asked: AskedFeed, home: str) -> Document | None:
        try:
            return self._kept.get(key, lambda: make_asked(self._maker, asked, home))
        except (ServiceError, SnapshotError, DBAPIError):
            return None  # the route meets it again, and says what it means


def _home(scope: Scope) -> str | None:
    """The address of this service as it was asked, without a slash; None where the request names none."""
    host = _headers(scope).get(b"host", "")
    if not _HOST.fullmatch(host):
        return None
    root = scope.get("app_root_path", scope.get("root_path", ""))
    return f"{scope['scheme']}://{host}{root}"


async def _send(document: Document, scope: Scope, send: Send) -> None:
    status, headers, body = _answer(document, _headers(scope))
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def _answer(
    document: Document, asked: Mapping[bytes, str]
) -> tuple[int, tuple[tuple[bytes, bytes], ...], bytes]:
    known = asked.get(b"if-none-match")
    # What nearly everybody sends who asks again, before all that may be sent is considered.
    if known == document.etag or is_unchanged(
        etag=document.etag,
        last_modified=document.last_modified,
        if_none_match=known,
        if_modified_since=asked.get(b"if-modified-since"),
    ):
        return 304, document.unchanged, b""
    if document.packed is not None and takes_gzip(asked.get(b"accept-encoding")):
        return 200, document.zipped, document.packed
    return 200, document.plain, document.body


def _headers(scope: Scope) -> dict[bytes, str]:
    """The headers that an answer depends on; of one that stands several times, all of it."""
    found: dict[bytes, str] = {}
    for name, value in scope["headers"]:
        if name in _ASKED:
            words = value.decode("latin-1")
            found[name] = f"{found[name]}, {words}" if name in found else words
    return found
