"""Subscribing over HTTP: the page that makes a feed, and how filters are written."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import Connection

from service.addresses import subscribe_path
from service.errors import BadFilter
from service.feeds.entries import entry_of, newest_letters_first
from service.feeds.feed import Entry
from service.filters.filter_language import Filter, parse
from service.pages.filters_page import filters_page
from service.projections.choices_offered import offered
from service.projections.entries import newest_entries
from service.projections.filter_names import read_filter
from service.routes.asking import Database
from service.routes.home_address import home_of
from service.routes.html_answer import html_answer
from service.routes.problem_table import problem_type_of
from service.subscribing.chosen_filter import Chosen, filter_of
from service.subscribing.subscribe_page import Made, subscribe_page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_PREVIEWED = 10
# Entries looked at for that: of a letter without one that is shown there are few.
_LOOKED_AT = 300
_FORM = ("series", "partner", "kind", "part", "amount", "slip", "words")
_Text = Annotated[str, Query(max_length=500)]
_Several = Annotated[list[str], Query(max_length=300)]


def _chosen(
    *,
    series: _Text = "",
    partner: _Several = [],  # noqa: B006  FastAPI makes a list for each request
    kind: _Several = [],  # noqa: B006
    part: _Several = [],  # noqa: B006
    amount: _Text = "",
    slip: _Text = "",
    words: _Text = "",
) -> Chosen:
    return Chosen(
        series=series,
        partners=tuple(partner),
        kinds=tuple(kind),
        parts=tuple(part),
        amount=amount,
        slip=slip,
        words=words,
    )


@router.head("/subscribe")
@router.get("/subscribe")
def show_subscribe(
    request: Request,
    database: Database,
    chosen: Annotated[Chosen, Depends(_chosen)],
    q: Annotated[str, Query(max_length=2_000)] = "",
) -> Response:
    """The page of a filter's feed; what was chosen in the form is sent on to the page of its filter."""
    if any(name in request.query_params for name in _FORM):
        return RedirectResponse(subscribe_path(filter_of(chosen)), status_code=303)
    home = home_of(request)
    with database.connect() as connection:
        known = offered(connection)
        wanted, fault, status = _read(connection, q)
        entries = _preview(connection, wanted, home) if not fault else ()
    made = Made(query=q, wanted=parse(q) if not fault else None, fault=fault, entries=entries)
    return html_answer("subscribe.html", status=status, page=subscribe_page(made, known, home=home))


@router.head("/filters")
@router.get("/filters")
def show_filters() -> Response:
    """How filters are written."""
    return html_answer("filters.html", page=filters_page())


def _read(connection: Connection, query: str) -> tuple[Filter | None, str, int]:
    """What the query means, or what is wrong with it and the status that says so."""
    try:
        return (read_filter(connection, query) if query.strip() else None), "", 200
    except BadFilter as error:
        return None, str(error), problem_type_of(error).status


def _preview(connection: Connection, wanted: Filter | None, home: str) -> tuple[Entry, ...]:
    """The first entries of the feed, as it has them."""
    rows = newest_entries(connection, wanted=wanted, limit=_LOOKED_AT)
    shown = newest_letters_first(
        rows,
        most=_LOOKED_AT,
        minor=wanted is not None and wanted.wants_minor,
        filtered=wanted is not None,
    )
    return tuple(entry_of(one, home=home) for one in shown[:_PREVIEWED])
