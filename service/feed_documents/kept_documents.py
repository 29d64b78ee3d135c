"""Documents that were asked for, kept for as long as the log stands where it stood when they were made.

Whoever asks again is answered from memory, without a query. Where the log stands is looked at when this
process has committed something, and else at most twice a second: of what another process published, a feed
may be so far behind.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic

from sqlalchemy import Engine, event

from service.feed_documents.document import Document
from service.projections.log_position import log_position

__all__ = ["KeptDocuments"]

_SECONDS = 0.5
# Of a feed whose archives are being made, another document is there soon.
_PASSING_SECONDS = 2.0
# A thousand questions, or so many bytes, whichever is less: a feed of 300 entries has 400 kB.
_MOST = 1_000
_MOST_BYTES = 64_000_000


class KeptDocuments:
    """Documents by what they were asked with; safe for many threads. `now` counts seconds."""

    def __init__(self, engine: Engine, *, now: Callable[[], float] = monotonic) -> None:
        self._engine, self._now = engine, now
        self._lock = Lock()
        self._kept: dict[Hashable, tuple[int, float, Document]] = {}
        self._bytes = 0
        self._position, self._looked_at = 0, float("-inf")
        event.listen(engine, "commit", self._forget_position)

    def warm(self, key: Hashable) -> Document | None:
        """The document, where it is kept and known to be right; nothing is asked of the database."""
        found = self._kept.get(key)
        if found is None or self._now() - self._looked_at > _SECONDS:
            return None
        position, until, document = found
        return document if position == self._position and self._now() < until else None

    def get(self, key: Hashable, make: Callable[[], Document | None]) -> Document | None:
        """The document, made where it is not kept; None where `make` gives none. Raises what that raises."""
        self._look()
        found = self.warm(key)
        if found is not None:
            return found
        position = self._position
        document = make()
        if document is not None:
            self._keep(key, position, document)
        return document

    def _look(self) -> None:
        looked_at = self._now()
        with self._engine.connect() as connection:
            position = log_position(connection)
        self._position, self._looked_at = position, looked_at

    def _keep(self, key: Hashable, position: int, document: Document) -> None:
        until = self._now() + _PASSING_SECONDS if document.passing else float("inf")
        with self._lock:
            self._drop(key)
            self._kept[key] = position, until, document
            self._bytes += _size(document)
            while len(self._kept) > _MOST or self._bytes > _MOST_BYTES:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: Hashable) -> None:
        gone = self._kept.pop(key, None)
        if gone is not None:
            self._bytes -= _size(gone[2])

    def _forget_position(self, _connection: object) -> None:
        self._looked_at = float("-inf")


def _size(document: Document) -> int:
    return len(document.body) + len(document.packed or b"")
