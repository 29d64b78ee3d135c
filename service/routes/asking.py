"""What several routes ask in the same way: the database, the series, the page of a list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Query, Request
from fastapi.dependencies.models import Dependant
from sqlalchemy import Engine

from service import clock
from service.errors import UnknownParameter

__all__ = [
    "USUAL_LIMIT",
    "After",
    "Database",
    "Limit",
    "SeriesInPath",
    "Today",
    "engine_of",
    "refuse_unknown_parameters",
    "today_of",
]

# A page that a person scrolls through, and the most that one answer carries.
USUAL_LIMIT = 50
_MOST = 500


def engine_of(request: Request) -> Engine:
    """The database that this app serves."""
    engine: Engine = request.app.state.engine
    return engine


def today_of() -> date:
    """The day that it is now, in UTC; tests put another in its place."""
    return clock.now().date()


def refuse_unknown_parameters(request: Request) -> None:
    """Raises UnknownParameter for a query parameter that the route does not have.

    A mistaken one would be passed over in silence: a client that pages with the wrong name would be given the
    first page for ever.
    """
    known = tuple(_parameters(request.scope["route"].dependant))
    unknown = tuple(dict.fromkeys(name for name in request.query_params if name not in known))
    if unknown:
        raise UnknownParameter(unknown, known)


def _parameters(dependant: Dependant) -> Iterator[str]:
    yield from (parameter.alias for parameter in dependant.query_params)
    for further in dependant.dependencies:
        yield from _parameters(further)


Database = Annotated[Engine, Depends(engine_of)]
Today = Annotated[date, Depends(today_of)]
Limit = Annotated[int, Query(ge=1, le=_MOST, description="At most so many.")]
After = Annotated[str | None, Query(description="What `next` of the page before gave.", max_length=500)]
SeriesInPath = Annotated[str, Path(description="A series that is held.", examples=["euco-migration"])]
