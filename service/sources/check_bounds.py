"""How much one check of a place takes, however much is there; what it leaves, the next ones take up.

One document is bounded by itself: its bytes, the time that its server may take, the time of reading. A page
links to two hundred and a folder has two thousand: at a server that sends each as slowly as it may, a check
would go on for hours, and hold all of them in memory until they are read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

__all__ = ["CheckBounds"]

# Two hundred letters, each within a second and a half: no server that wants to be asked is slower.
_ASKING = timedelta(minutes=5)
_IN_ALL = timedelta(minutes=10)
# Of the largest size. Hundreds of letters as they usually are.
_HELD_AT_ONCE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckBounds:
    """What is left of a check that began then; `now` tells the time, `most_bytes` is for one document.

    What was begun is ended: a check goes on for as long as one document may take to be had and to be read.
    """

    began: datetime
    now: Callable[[], datetime]
    most_bytes: int

    def no_more_asking(self) -> bool:
        """Whether no further document is asked for: the time for that is over."""
        return self.now() - self.began >= _ASKING

    def no_more_reading(self) -> bool:
        """Whether no further document is read: the time of the check is over."""
        return self.now() - self.began >= _IN_ALL

    def no_more_room(self, held: int) -> bool:
        """Whether no further document is taken, with so many bytes of others held that are to be read."""
        return held >= _HELD_AT_ONCE * self.most_bytes
