"""One look at the log for all who follow it: how far it has come, asked once a second and for everybody.

It lives in the event loop of a process and holds no thread: whoever waits is woken when the log moves, when
there was nothing for a while, or when the service ends.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from service.too_much import TooManyFollowers

__all__ = ["LogWatch"]

_LOG = logging.getLogger(__name__)

_SECONDS_BETWEEN_LOOKS = 1.0


class LogWatch:
    """Looks at the log while somebody follows; `look` gives the newest position, `most` may follow."""

    def __init__(
        self, look: Callable[[], Awaitable[int]], *, most: int, every: float = _SECONDS_BETWEEN_LOOKS
    ) -> None:
        self._look = look
        self._most = most
        self._every = every
        self._position = 0
        self._followers = 0
        self._moved = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None
        self.ended = False

    @contextmanager
    def following(self) -> Iterator[None]:
        """A place among those who follow, until the block ends; raises TooManyFollowers."""
        if self._followers >= self._most:
            raise TooManyFollowers(self._most)
        self._followers += 1
        if self._followers == 1:
            self._begin()
        try:
            yield
        finally:
            self._followers -= 1
            if self._followers == 0:
                self._stop()

    async def beyond(self, position: int, *, seconds: float) -> bool:
        """Whether the log has come further than this; waits for it, for so long at most."""
        while self._position <= position and not self.ended:
            try:
                await asyncio.wait_for(self._moved.wait(), seconds)
            except TimeoutError:
                return False
        return not self.ended

    def end(self) -> None:
        """Let everybody who waits go: the service ends."""
        self.ended = True
        self._wake()

    def _begin(self) -> None:
        self._moved = asyncio.Event()
        self._looking = asyncio.get_running_loop().create_task(self._keep_looking())

    def _stop(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _wake(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()

    async def _keep_looking(self) -> None:
        while True:
            try:
                newest = await self._look()
            except SQLAlchemyError:
                _LOG.exception("the log cannot be looked at just now; trying again")
            else:
                self._note(newest)
            await asyncio.sleep(self._every)

    def _note(self, newest: int) -> None:
        if newest != self._position:
            self._position = newest
            self._wake()
