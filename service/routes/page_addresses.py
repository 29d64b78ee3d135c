"""Tells whoever writes a page at which address it was asked for."""

from __future__ import annotations

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from service.pages.page_address import PageAddress, visited_at
from service.routes.home_address import home_of

__all__ = ["PageAddresses"]


class PageAddresses:
    """Middleware: for as long as a request is answered, its address can be had (`page_address`)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        address = PageAddress(home=home_of(request), path=request.url.path, query=request.url.query)
        with visited_at(address):
            await self._app(scope, receive, send)
