"""The address that the page being written was asked for at: what its head tells those who pass it on.

It is known where the request comes in, and wanted in the frame that every page has, whoever writes it. So it
is the one thing that is not handed from call to call; nothing but `og:url` and the like depend on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

__all__ = ["PageAddress", "page_address", "visited_at"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAddress:
    """What absolute links begin with, without a slash at its end, and what follows, as it was asked for."""

    home: str = ""
    path: str = "/"
    query: str = ""

    @property
    def whole(self) -> str:
        """The address as others can use it."""
        return f"{self.home}{self.path}" + (f"?{self.query}" if self.query else "")


_VISITED: ContextVar[PageAddress | None] = ContextVar("visited", default=None)


@contextmanager
def visited_at(address: PageAddress) -> Iterator[None]:
    """Within it, pages are written for this address; each request has its own."""
    token = _VISITED.set(address)
    try:
        yield
    finally:
        _VISITED.reset(token)


def page_address() -> PageAddress:
    """The address that is visited; the first page's, without a host, where nobody visits one."""
    return _VISITED.get() or PageAddress()
