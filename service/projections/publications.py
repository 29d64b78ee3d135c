"""How far each series is published: what is left to do after an interruption can be asked for."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from service.filters.entry_facets import LETTER
from service.projections.tables import entries, letters, publications
from snapshots.letter_json import moment_to_json

__all__ = ["letters_told", "set_published_through", "unpublished_series"]


def unpublished_series(connection: Connection, *, recorded_before: datetime | None = None) -> tuple[str, ...]:
    """The series that hold a letter which is not published yet, in order of name.

    With `recorded_before`, only letters that were recorded before then count.
    """
    query = (
        select(letters.c.series)
        .distinct()
        .outerjoin(publications, publications.c.series == letters.c.series)
        .where(letters.c.last_position > func.coalesce(publications.c.through, 0))
        .where(letters.c.withdrawn.is_(None))
        .order_by(letters.c.series)
    )
    if recorded_before is not None:
        query = query.where(letters.c.recorded_at < moment_to_json(recorded_before))
    return tuple(connection.scalars(query))


def letters_told(connection: Connection, series: str) -> frozenset[str]:
    """The keys of the letters of a series whose own entry is out, whether or not it was retracted since."""
    told = select(entries.c.details).where(entries.c.series == series, entries.c.kind == LETTER)
    return frozenset(json.loads(details)["new"] for details in connection.scalars(told))


def set_published_through(connection: Connection, series: str, position: int | None) -> None:
    """Every letter of the series sealed up to this position is published; None where none is held."""
    connection.execute(delete(publications).where(publications.c.series == series))
    if position is not None:
        connection.execute(insert(publications).values(series=series, through=position))
