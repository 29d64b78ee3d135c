"""Search over HTTP: over everything that was ever said, by the filter language, with facets as links."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

from service.comparing.kept_of_series import KeptOfSeries
from service.errors import BadFilter
from service.filters.filter_language import Subject
from service.filters.filter_terms import Filter
from service.overviews.said_statements import SaidStatement, said_statements
from service.overviews.search_page import search_page
from service.projections.filter_names import read_filter
from service.projections.letters import series_held
from service.routes.asking import After, engine_of
from service.routes.html_answer import html_answer
from service.routes.problem_table import problem_type_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.head("/search")
@router.get("/search")
def show_search(
    request: Request,
    query: Annotated[str, Query(alias="q", max_length=2_000)] = "",
    after: After = None,
) -> HTMLResponse:
    """What a filter finds in the statements of all letters; one that cannot be read is said and kept."""
    with engine_of(request).connect() as connection:
        said = _said(connection, request.app.state.kept)
        try:
            wanted = read_filter(connection, query, about=Subject.ITEMS)
        except BadFilter as error:
            unread = Filter(query=query, terms=())
            shown = search_page(said, unread, fault=str(error))
            return html_answer("search_said.html", status=problem_type_of(error).status, page=shown)
    return html_answer("search_said.html", page=search_page(said, wanted, after=after))


def _said(connection: Connection, kept: KeptOfSeries) -> list[SaidStatement]:
    """The statements of all series, the newest letter first; of each series they are read once and kept."""
    found: list[SaidStatement] = []
    for series in series_held(connection):
        found += kept.of(connection, series, "said", partial(said_statements, connection, series))
    return sorted(found, key=lambda one: one.place)
