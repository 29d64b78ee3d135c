"""Partners, parts and kinds over HTTP: the three indexes, and the page of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection
from starlette.exceptions import HTTPException

from service.filters.filter_language import Subject, parse
from service.filters.filter_terms import holds
from service.overviews.change_sheet import change_sheet, changes_of_view
from service.overviews.letter_columns import letter_columns
from service.overviews.matrix import STATES, matrix_rows
from service.overviews.measures_index import index_page
from service.overviews.measures_page import measures_page
from service.overviews.series_asked import AskedSeries, address_of, series_asked
from service.overviews.views import Sort, View, kind_view, part_view, partner_view
from service.projections.entries import PublishedEntry
from service.projections.items import ListedItem, items_with_facets
from service.projections.items_told import told_of_items
from service.projections.letters import letters_withdrawn
from service.projections.parts_named import parts_named
from service.reports.report_forms import ReportForm
from service.routes.asking import Database, engine_of
from service.routes.home_address import home_of
from service.routes.html_answer import file_answer, html_answer
from service.routes.problem_table import NOT_FOUND
from snapshots.letter import Statement

__all__ = ["router"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

Series = Annotated[str | None, Query(max_length=200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the page of a partner, part or kind can be narrowed to, and the file that is wanted instead."""

    series: Series = None
    state: Annotated[str, Query(max_length=20)] = ""
    first: Annotated[str, Query(alias="from", max_length=64)] = ""
    form: Annotated[Literal["csv", "xlsx"] | None, Query(alias="as")] = None


AskedMeasures = Annotated[_Asked, Depends()]


@router.head("/partners")
@router.get("/partners")
def show_partners(database: Database, series: Series = None) -> HTMLResponse:
    """The partners of a series."""
    return _index(database, Sort.PARTNERS, series)


@router.head("/parts")
@router.get("/parts")
def show_parts(database: Database, series: Series = None) -> HTMLResponse:
    """The parts of the letters of a series."""
    return _index(database, Sort.PARTS, series)


@router.head("/kinds")
@router.get("/kinds")
def show_kinds(database: Database, series: Series = None) -> HTMLResponse:
    """The kinds of measures of a series."""
    return _index(database, Sort.KINDS, series)


@router.head("/partners/{code}")
@router.get("/partners/{code}")
def show_partner(request: Request, code: str, asked: AskedMeasures) -> Response:
    """The measures of a partner by letters, or their changes as a file."""
    return _measures(request, Sort.PARTNERS, code, asked)


@router.head("/parts/{code}")
@router.get("/parts/{code}")
def show_part(request: Request, code: str, asked: AskedMeasures) -> Response:
    """The measures of a part of the letters, alike."""
    return _measures(request, Sort.PARTS, code, asked)


@router.head("/kinds/{code}")
@router.get("/kinds/{code}")
def show_kind(request: Request, code: str, asked: AskedMeasures) -> Response:
    """The measures of a kind, alike."""
    return _measures(request, Sort.KINDS, code, asked)


def _measures(request: Request, sort: Sort, code: str, wanted: _Asked) -> Response:
    with engine_of(request).connect() as connection:
        asked = series_asked(connection, wanted.series)
        view = _view(connection, sort, code, asked)
        if view.code != code:
            return RedirectResponse(address_of(view.path, series=wanted.series or ""), status_code=308)
        items = _items(connection, view, asked)
        ids = [item.id for item in items]
        if wanted.form is not None:
            changes = changes_of_view(connection, view, asked.name, ids)
            return _file(changes, ReportForm(wanted.form), home_of(request), asked.name, view)
        told = told_of_items(connection, ids)
        withdrawn = letters_withdrawn(connection, asked.name)
    columns = letter_columns(asked.letters, withdrawn)
    group = _priority_of if sort is Sort.PARTS else _part_of
    rows = matrix_rows(items, told, columns, group=group)
    state = wanted.state if wanted.state in STATES else ""
    page = measures_page(view, asked, columns, rows, state=state, first=wanted.first)
    return html_answer("measures.html", page=page)


def _index(database: Database, sort: Sort, series: str | None) -> HTMLResponse:
    with database.connect() as connection:
        asked = series_asked(connection, series)
        items = items_with_facets(connection, asked.name)
        parts = parts_named(connection, asked.name) if sort is Sort.PARTS else ()
    return html_answer("measures_index.html", page=index_page(sort, asked, items, parts))


def _view(connection: Connection, sort: Sort, code: str, asked: AskedSeries) -> View:
    match sort:
        case Sort.PARTNERS:
            view = partner_view(code)
        case Sort.PARTS:
            view = part_view(code, parts_named(connection, asked.name))
        case Sort.KINDS:
            view = kind_view(code)
    if view is None:
        raise HTTPException(NOT_FOUND.status)
    return view


def _items(connection: Connection, view: View, asked: AskedSeries) -> Sequence[ListedItem]:
    """The items that the view's filter holds of, as `/v1/items` gives them for it."""
    wanted = parse(view.query, about=Subject.ITEMS)
    found = items_with_facets(connection, asked.name)
    return [item for item, facets in found if holds(wanted, facets)]


def _part_of(statement: Statement) -> str:
    return statement.part or ""


def _priority_of(statement: Statement) -> str:
    return statement.priority or ""


def _file(
    changes: Sequence[PublishedEntry], form: ReportForm, home: str, series: str, view: View
) -> Response:
    about = [("series", series), ("changes of", view.name), ("filter", view.query)]
    data = change_sheet(changes, form, home=home, about=about)
    return file_answer(data, form.media_type, f"{series}-{view.code.lower()}{form.suffix}")
