"""A few threads of one's own for work that many ask for at once, so that it holds up nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

__all__ = ["FewThreads"]

T = TypeVar("T")


class FewThreads:
    """Runs functions in at most so many threads; who comes when all are busy waits for one, in order."""

    def __init__(self, most: int) -> None:
        self._limiter = CapacityLimiter(most)

    async def run(self, function: Callable[[], T]) -> T:
        """What the function gives; raises what it raises."""
        return await to_thread.run_sync(function, limiter=self._limiter)
