"""What a web server answered, and why there may be no answer: the seam between looking and the network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.sources.watched_source import Visit

__all__ = ["Answer", "Fetch", "Unreachable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer to a GET. `address` is where it came from in the end, behind redirects.

    `body` has no more bytes than were wanted; `cut` says that there were more.
    """

    status: int
    address: str
    body: bytes = b""
    cut: bool = False
    media_type: str | None = None
    filename: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    retry_after: str | None = None


class Unreachable(Exception):
    """There is no answer; `why` says so in words that may be shown."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


# Asks for an address, for at most so many bytes; with a visit, only for what changed since; or Unreachable.
Fetch = Callable[[str, "Visit | None", int], Answer]
