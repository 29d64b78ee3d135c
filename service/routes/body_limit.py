"""A bound on what one request may send, whatever it declares: an upload cannot fill the disk."""

from __future__ import annotations

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["BodyLimit"]

# What is too large is read on for a while and thrown away: a client that is still sending when the connection
# closes never sees the answer. Ten times the limit is where that patience ends.
_PATIENCE = 10
_TOO_LARGE = 413


class BodyLimit:
    """Middleware that ends a request of more than `most` bytes with an HTTPException of status 413.

    Under paths that begin with one of `small`, the limit is `most_of_small`.
    """

    def __init__(
        self, app: ASGIApp, *, most: int, small: tuple[str, ...] = (), most_of_small: int = 0
    ) -> None:
        self._app = app
        self._most = most
        self._small = small
        self._most_of_small = most_of_small

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        received = 0
        most = self._most_of_small if scope["path"].startswith(self._small) else self._most

        async def receive_so_much() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                await _drain(receive, message, most * _PATIENCE)
                raise HTTPException(_TOO_LARGE, f"the request has more than {most:,} bytes, the limit here")
            return message

        await self._app(scope, receive_so_much, send)


async def _drain(receive: Receive, message: Message, most: int) -> None:
    thrown_away = 0
    while message.get("more_body", False) and thrown_away < most:
        message = await receive()
        thrown_away += len(message.get("body", b""))
