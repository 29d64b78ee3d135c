"""Documents over HTTP, within limits: of a size, in time, from one server, never by a detour."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from time import monotonic
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx2

__all__ = ["CannotFetch", "Fetch", "HttpFetch"]

# A hundred entries have 200 kB, the largest letter's feed 600 kB.
MOST_BYTES = 20_000_000
SECONDS = 30.0
_OK = 200

# The bytes at an address; raises CannotFetch.
Fetch = Callable[[str], bytes]


class CannotFetch(Exception):
    """The document is not to be had; `what` says why."""

    def __init__(self, address: str, what: str) -> None:
        self.address = address
        self.what = what
        super().__init__(f"{address}: {what}")


@dataclass(frozen=True, slots=True)
class _Server:
    scheme: str
    place: str


class HttpFetch(AbstractContextManager["HttpFetch"]):
    """Fetches from the server of one address; to be used in a `with`."""

    def __init__(self, address: str, *, seconds: float = SECONDS, most_bytes: int = MOST_BYTES) -> None:
        self._server = _server_of(address)
        self._seconds, self._most = seconds, most_bytes
        self._client = httpx2.Client(timeout=seconds, follow_redirects=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def __call__(self, address: str) -> bytes:
        """The bytes at an address of this server; raises CannotFetch."""
        if _server_of(address) != self._server:
            raise CannotFetch(address, "this is another server than the feed's")
        try:
            return self._fetched(address)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise CannotFetch(address, f"{type(error).__name__} {error}".strip()) from error

    def _fetched(self, address: str) -> bytes:
        ends_at = monotonic() + self._seconds
        with self._client.stream("GET", address) as answer:
            if answer.status_code != _OK:
                raise CannotFetch(address, f"the answer is {answer.status_code}, not {_OK}")
            body = bytearray()
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > self._most:
                    raise CannotFetch(address, f"it has more than {self._most} bytes")
                if monotonic() > ends_at:
                    raise CannotFetch(address, f"it takes longer than {self._seconds:g} seconds")
        return bytes(body)


def _server_of(address: str) -> _Server:
    parts = urlsplit(address)
    return _Server(parts.scheme, parts.netloc)
