"""What follows from a whole series and is dear to make, kept while the series stands where it stood."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TypeVar, cast

from sqlalchemy import Connection

from service.projections.series_standing import series_stands_at

__all__ = ["KeptOfSeries"]

T = TypeVar("T")

# Of the longest series seen, what is kept at once takes some 30 MB.
_MOST = 12


class KeptOfSeries:
    """Values by what they are, of which series, and where it stands; safe to use from many threads.

    Two that ask at once may both make a value: it is the same.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, str], tuple[object, object]] = OrderedDict()
        self._lock = Lock()

    def of(self, connection: Connection, series: str, what: str, make: Callable[[], T]) -> T:
        """What `make` gives; not made again until a letter comes in or is read anew, or somebody decides."""
        stands_at = series_stands_at(connection, series)
        with self._lock:
            kept = self._kept.get((series, what))
            if kept is not None and kept[0] == stands_at:
                self._kept.move_to_end((series, what))
                return cast("T", kept[1])
        made = make()
        with self._lock:
            self._kept[series, what] = (stands_at, made)
            self._kept.move_to_end((series, what))
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made
