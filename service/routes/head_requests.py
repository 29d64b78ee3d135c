"""HEAD wherever there is GET in the API, as HTTP asks of every server (RFC 9110, 9.1)."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HeadRequests", "is_head"]

_API = "/v1/"
_WAS_HEAD = "lettertrail.head"


def is_head(scope: Scope) -> bool:
    """Whether the client wants the headers alone; what would never end must not begin then."""
    return bool(scope.get(_WAS_HEAD, False))


class HeadRequests:
    """Middleware that answers HEAD in the API as GET, with the same headers and without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http" or scope["method"] != "HEAD" or not scope["path"].startswith(_API):
            await self._app(scope, receive, send)
            return

        async def send_no_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app({**scope, "method": "GET", _WAS_HEAD: True}, receive, send_no_body)
