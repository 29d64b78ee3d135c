"""How long an attempt may still take, whatever the other side does: one limit for all of its steps."""

from __future__ import annotations

from threading import Event
from time import monotonic

__all__ = ["Abandoned", "TimeLeft"]

# How soon an attempt notices that it was called off.
_LOOKS_UP_EVERY = 0.25


class Abandoned(Exception):
    """The attempt was called off because this process ends: nobody knows what became of it."""


class TimeLeft:
    """So many seconds from now on; `called_off` ends them at once."""

    def __init__(self, seconds: float, called_off: Event) -> None:
        self._began = monotonic()
        self._ends = self._began + seconds
        self._called_off = called_off

    def seconds(self) -> float:
        """Those that are left, more than 0; raises TimeoutError where none are, Abandoned when called off."""
        if self._called_off.is_set():
            raise Abandoned
        left = self._ends - monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def until_looking_up(self) -> float:
        """How long to wait in one go; raises as `seconds` does."""
        return min(self.seconds(), _LOOKS_UP_EVERY)

    def at_most(self, seconds: float) -> TimeLeft:
        """The time that is left, and no more than this."""
        return TimeLeft(min(max(self._ends - monotonic(), 0.0), seconds), self._called_off)

    def milliseconds_spent(self) -> int:
        """Since the beginning."""
        return round((monotonic() - self._began) * 1_000)
