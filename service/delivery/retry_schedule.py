"""When a message that was not taken is tried again: ten times in three days, then no more.

A receiver that asks for longer waits gets them (after_failure.py): ten tries then take longer.

The waits are those that the Standard Webhooks spec recommends, the last two shortened so that all nine make
just under three days: a receiver that is down over a long weekend loses nothing, one that hiccups waits
seconds. Each wait is made longer or shorter by up to a tenth, so that what failed at once is not tried at
once again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

__all__ = ["USUAL", "RetrySchedule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrySchedule:
    """The waits between tries, and by which share of itself each may be longer or shorter."""

    waits: tuple[timedelta, ...]
    jitter: float

    @property
    def tries(self) -> int:
        """How often a message is tried in all."""
        return len(self.waits) + 1

    def wait_after(self, failures: int, *, chance: float) -> timedelta | None:
        """How long to wait after so many failures (1 or more), None after the last try.

        `chance` is a number from 0 to 1, drawn at random: at 0.5 the wait is as it stands in the schedule.
        """
        if failures > len(self.waits):
            return None
        return self.waits[failures - 1] * (1 + self.jitter * (2 * chance - 1))


USUAL = RetrySchedule(
    waits=(
        timedelta(seconds=5),
        timedelta(minutes=5),
        timedelta(minutes=30),
        timedelta(hours=2),
        timedelta(hours=5),
        timedelta(hours=10),
        timedelta(hours=14),
        timedelta(hours=18),
        timedelta(hours=22),
    ),
    jitter=0.1,
)
