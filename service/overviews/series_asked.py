"""Which series a page is about: the one that is asked for, else the one whose letters go on last."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from sqlalchemy import Connection

from service.projections.letters import HeldLetter, Series, check_series_held, letters_held, list_series

__all__ = ["AskedSeries", "SeriesLink", "address_of", "series_asked"]

# More series than anybody follows in one place; a list of links has no more.
_MOST_SERIES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesLink:
    """Another series of which the same page can be seen."""

    name: str
    path: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSeries:
    """The series, its letters from the oldest to the newest, and the names of all series that are held.

    Without any letters the name is empty.
    """

    name: str
    letters: tuple[HeldLetter, ...]
    known: tuple[str, ...]

    def links(self, path: str, **asked: str) -> tuple[SeriesLink, ...]:
        """Where the page at `path` shows each series; none where there is one series alone."""
        if len(self.known) < 2:  # noqa: PLR2004
            return ()
        return tuple(
            SeriesLink(name=name, path=address_of(path, series=name, **asked), chosen=name == self.name)
            for name in self.known
        )

    @property
    def only(self) -> str:
        """The series as a parameter of links: empty where it is the only one, and goes without saying."""
        return self.name if len(self.known) > 1 else ""


def series_asked(connection: Connection, name: str | None) -> AskedSeries:
    """The series of that name, or the one with the newest letter; raises UnknownSeries."""
    known = list_series(connection, limit=_MOST_SERIES).rows
    if name is not None:
        check_series_held(connection, name)
    wanted = name or _newest(known)
    letters = letters_held(connection, wanted) if wanted else ()
    return AskedSeries(name=wanted, letters=letters, known=tuple(one.series for one in known))


def address_of(path: str, **asked: str) -> str:
    """The path with those parameters that are not empty."""
    given = [(key, value) for key, value in asked.items() if value]
    return f"{path}?{urlencode(given)}" if given else path


def _newest(known: tuple[Series, ...]) -> str:
    return max(known, key=lambda one: (one.latest, one.series)).series if known else ""
