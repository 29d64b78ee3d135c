"""What sending needs of the world: the way out, the schedule, the time, chance, and who we are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import random
from threading import Event
from uuid import uuid4

from uuid_utils.compat import uuid7

from service import clock
from service.delivery.leases import Lease
from service.delivery.pinned_connection import WayOut
from service.delivery.retry_schedule import USUAL, RetrySchedule

__all__ = ["Outgoing"]

# Looking a name up has limits of its own (the system's, 10 s as a rule), and is part of an attempt.
_ATTEMPTS_IN_A_LEASE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """`chance` gives numbers from 0 to 1; `called_off` ends attempts at once, as if the process had died.

    What `new_id` gives sorts by when it was given, since attempts within a moment are told apart by it.
    """

    way: WayOut
    schedule: RetrySchedule = USUAL
    now: Callable[[], datetime] = clock.now
    chance: Callable[[], float] = random
    new_id: Callable[[], str] = lambda: uuid7().hex
    called_off: Event = field(default_factory=Event)
    holder: str = field(default_factory=lambda: uuid4().hex)

    @property
    def lease(self) -> Lease:
        """Ours, and long enough for any attempt to end within it."""
        return Lease(holder=self.holder, lasts=timedelta(seconds=self.way.seconds * _ATTEMPTS_IN_A_LEASE))
