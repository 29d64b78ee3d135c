"""Where a series stands: whatever is derived of its letters is right for as long as this stays the same."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from service.projections.decisions import decisions_made
from service.projections.tables import letters, publications

__all__ = ["series_stands_at"]


def series_stands_at(connection: Connection, series: str) -> tuple[int, int, int]:
    """How far the series is published, where the latest reading of its letters stands, what was decided."""
    published = select(publications.c.through).where(publications.c.series == series)
    # The sum is another one whenever a letter is read anew, and whenever one is withdrawn.
    read = select(func.sum(letters.c.read_position)).where(
        letters.c.series == series, letters.c.withdrawn.is_(None)
    )
    decided = decisions_made(connection, series)
    return connection.scalar(published) or 0, int(connection.scalar(read) or 0), decided
