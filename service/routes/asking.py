"""What several routes ask in the same way: the database, the series, the page of a list."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Query, Request
from sqlalchemy import Engine

__all__ = ["USUAL_LIMIT", "After", "Database", "Limit", "SeriesInPath", "engine_of"]

# A page that a person scrolls through, and the most that one answer carries.
USUAL_LIMIT = 50
_MOST = 500


def engine_of(request: Request) -> Engine:
    """The database that this app serves."""
    engine: Engine = request.app.state.engine
    return engine


Database = Annotated[Engine, Depends(engine_of)]
Limit = Annotated[int, Query(ge=1, le=_MOST, description="At most so many.")]
After = Annotated[str | None, Query(description="What `next` of the page before gave.", max_length=500)]
SeriesInPath = Annotated[str, Path(description="A series that is held.", examples=["euco-migration"])]
