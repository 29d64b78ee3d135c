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
    """Middleware that ends a request of more than `most` bytes with an HTTPException of status 413."""

    def __init__(self, app: ASGIApp, *, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        received = 0

        async def receive_so_much() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._most:
                await _drain(receive, message, self._most * _PATIENCE)
                raise HTTPException(
                    _TOO_LARGE, f"the request has more than {self._most:,} bytes, the limit here"
                )
            return message

        await self._app(scope, receive_so_much, send)


async def _drain(receive: Receive, message: Message, most: int) -> None:
    thrown_away = 0
    while message.get("more_body", False) and thrown_away < most:
        message = await receive()
        thrown_away += len(message.get("body", b""))
