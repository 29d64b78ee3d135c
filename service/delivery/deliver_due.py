"""The sender: what is due goes out, for many subscriptions at once, each in its own order.

A receiver that hangs holds up nobody but itself: it takes one of a few threads for as long as one attempt may
last. Several senders, in whatever processes, do not disturb each other: each row has a lease.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Lock

from sqlalchemy import Engine

from service.delivery.deliver_next import deliver_next
from service.delivery.held_subscriptions import due_subscriptions
from service.delivery.outgoing import Outgoing
from service.delivery.ping_hub import Hub, ping_hub
from service.delivery.time_left import Abandoned

__all__ = ["Sender"]

_LOG = logging.getLogger(__name__)

# Attempts that may hang at the same time before others wait.
_THREADS = 8
# No subscription has such an id.
_THE_HUB = ""
# Batches for one subscription before others have their turn.
_BATCHES = 40


class Sender:
    """Threads that send; they begin with the first turn and end with `close`."""

    def __init__(self, engine: Engine, outgoing: Outgoing, *, hub: Hub | None = None) -> None:
        self._engine = engine
        self._outgoing = outgoing
        self._hub = hub
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="delivery")
        self._lock = Lock()
        self._busy: set[str] = set()

    def turn(self) -> int:
        """Begin to send what is due and not being sent; gives how much was begun, without waiting for it."""
        free = self._free()
        if free == 0:
            return 0
        with self._engine.connect() as connection:
            due = due_subscriptions(connection, now=self._outgoing.now(), limit=free)
        begun = [self._begin(one, partial(self._deliver, one)) for one in due]
        if self._hub is not None:
            begun.append(self._begin(_THE_HUB, partial(ping_hub, self._engine, self._hub, self._outgoing)))
        return sum(begun)

    def close(self) -> None:
        """Call off what is being sent, and wait for the threads; what was called off is sent anew later."""
        self._outgoing.called_off.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _free(self) -> int:
        with self._lock:
            return _THREADS - len(self._busy)

    def _begin(self, name: str, work: Callable[[], object]) -> bool:
        with self._lock:
            if name in self._busy:
                return False
            self._busy.add(name)
        self._pool.submit(work).add_done_callback(partial(self._ended, name))
        return True

    def _ended(self, name: str, future: Future[object]) -> None:
        with self._lock:
            self._busy.discard(name)
        error = None if future.cancelled() else future.exception()
        if error is not None and not isinstance(error, Abandoned):
            _LOG.error("sending broke off and will be tried again: %s", error, exc_info=error)

    def _deliver(self, subscription: str) -> None:
        for _ in range(_BATCHES):
            if deliver_next(self._engine, subscription, self._outgoing) == 0:
                return
