"""Deadlines over HTTP: the windows that letters name now, seen from today or from another day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

from service.errors import BadFilter
from service.filters.filter_language import Subject, parse
from service.overviews.deadlines_page import deadlines_page, found_deadlines
from service.overviews.series_asked import series_asked
from service.projections.items import ListedItem, find_items
from service.projections.items_told import told_of_items
from service.routes.asking import Database, Today, today_of
from service.routes.html_answer import html_answer
from service.routes.problem_table import problem_type_of

__all__ = ["router", "today_of"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

# No page has room for more, and no series seen has a hundredth of it.
_MOST_ITEMS = 10_000


@router.head("/deadlines")
@router.get("/deadlines")
def show_deadlines(
    *,
    database: Database,
    today: Today,
    series: Annotated[str | None, Query(max_length=200)] = None,
    query: Annotated[str, Query(alias="q", max_length=2_000)] = "",
    on: date | None = None,
    first: Annotated[str, Query(alias="from", max_length=64)] = "",
) -> HTMLResponse:
    """The deadlines of the items that a filter holds of; one that cannot be read is said in their place."""
    fault: BadFilter | None = None
    items: Sequence[ListedItem] = ()
    with database.connect() as connection:
        asked = series_asked(connection, series)
        try:
            items = _items(connection, query, asked.name)
        except BadFilter as error:
            fault = error
        told = told_of_items(connection, [item.id for item in items])
    shown = deadlines_page(
        found_deadlines(items, told, asked),
        asked,
        today=on or today,
        query=query,
        fault=str(fault or ""),
        on=on.isoformat() if on else "",
        first=first,
    )
    status = problem_type_of(fault).status if fault else 200
    return html_answer("deadlines.html", status=status, page=shown)


def _items(connection: Connection, query: str, series: str) -> Sequence[ListedItem]:
    """The items that the calendar of this filter has events of, and those without a day."""
    if not series:
        parse(query, about=Subject.DEADLINES)
        return ()
    return find_items(connection, query, series=series, limit=_MOST_ITEMS, about=Subject.DEADLINES).rows
