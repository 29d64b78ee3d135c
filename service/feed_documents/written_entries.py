"""Entries as feeds show them, written once: feeds have most entries in common, and redlines cost the most."""

from __future__ import annotations

from threading import Lock

from service.feeds.entries import entry_of
from service.feeds.feed import Entry
from service.projections.entries import PublishedEntry

__all__ = ["WrittenEntries"]

# Twenty large letters; an entry has 2 to 4 kB.
_MOST = 5_000


class WrittenEntries:
    """The entries of one database that were written last; safe for many threads."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int, int], Entry] = {}
        self._lock = Lock()

    def entry(self, published: PublishedEntry, *, home: str) -> Entry:
        """The entry, as `entry_of` writes it: another once it is corrected."""
        key = (home, published.position, published.corrections)
        found = self._kept.get(key)
        if found is None:
            found = entry_of(published, home=home)
            with self._lock:
                self._kept[key] = found
                while len(self._kept) > _MOST:
                    del self._kept[next(iter(self._kept))]
        return found
