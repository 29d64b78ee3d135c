"""The comparisons that were asked for last, kept, so that filtering one does not compare again.

What a letter says only changes when it is read anew, and links and the ids of items when a letter of their
series is read anew or published, or when somebody decides of links: what is kept is right for as long as the
series stands where it stood.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection

from diffing.comparison import Comparison
from service.comparing.compare_recorded import compare_recorded, held_pair
from service.projections.series_standing import series_stands_at

__all__ = ["KeptComparisons"]

T = TypeVar("T")

# A comparison of the largest letters seen, with both of them in it and as JSON, takes about 4 MB, and what
# pages are made of 2 MB more.
_MOST = 16


@dataclass(slots=True, kw_only=True)
class _Kept:
    comparison: Comparison
    written: bytes | None = None
    made: dict[Callable[[Comparison], Any], Any] = field(default_factory=dict)


class KeptComparisons:
    """Comparisons by their letters and by where their series stands; safe to use from many threads."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, str, int, int, int], _Kept] = OrderedDict()
        self._lock = Lock()

    def compare(self, connection: Connection, series: str, old: str, new: str) -> Comparison:
        """What `compare_recorded` gives, and raises; not made again while it is among the last asked for."""
        return self._keep(connection, series, old, new).comparison

    def written(
        self, connection: Connection, series: str, old: str, new: str, write: Callable[[Comparison], bytes]
    ) -> bytes:
        """The comparison as `write` gives it, which is always the same function; not written again either."""
        kept = self._keep(connection, series, old, new)
        if kept.written is None:
            kept.written = write(kept.comparison)
        return kept.written

    def made(
        self, connection: Connection, series: str, old: str, new: str, make: Callable[[Comparison], T]
    ) -> T:
        """What `make`, a function of a module, gives of the comparison; not made again while that is kept."""
        kept = self._keep(connection, series, old, new)
        if make not in kept.made:
            kept.made[make] = make(kept.comparison)
        found: T = kept.made[make]
        return found

    def _keep(self, connection: Connection, series: str, old: str, new: str) -> _Kept:
        before, after = held_pair(connection, series, old, new)
        key = (before.key, after.key, *series_stands_at(connection, series))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        kept = _Kept(comparison=compare_recorded(connection, series, before.label, after.label))
        with self._lock:
            self._kept[key] = kept
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return kept
