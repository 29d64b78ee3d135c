"""The pages over HTTP: read the request, load what it names, render. No page needs a script."""

from __future__ import annotations

from datetime import date
from inspect import cleandoc
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection
from starlette.exceptions import HTTPException

from service.comparing.kept_of_series import KeptOfSeries
from service.errors import BadFilter
from service.filters import filter_language
from service.overviews.item_page import item_page
from service.pages.api_page import api_page
from service.pages.days_ahead import DaysAhead, days_ahead
from service.pages.found_page import found_page
from service.pages.home_page import home_page
from service.pages.letter_page import letter_page
from service.pages.rendering import HTML_HEADERS, page
from service.pages.static_files import StaticFile, static_file
from service.projections.deadlines import deadlines_held
from service.projections.entries import letters_announced, newest_comparison
from service.projections.items import find_items, item_ids_of, load_item
from service.projections.letters import all_withdrawn, letters_held, list_letters, load_letter
from service.routes.asking import USUAL_LIMIT, After, Database, Today
from service.routes.home_address import home_of
from service.routes.problem_table import NOT_FOUND, problem_type_of
from service.routes.problems import Problem

__all__ = ["router", "show_problem"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

# More letters than any institution writes in a century; and more changes than the page has sentences for, as
# some of them may be cosmetic.
_MOST_LETTERS = 1_000
_LOOKED_AT = 50
# Programs ask for these; whoever asks for anything else with a browser gets a page.
_FOR_PROGRAMS = ("/v1", "/feeds/", "/openapi.json")
_FOR_EVER = "public, max-age=31536000, immutable"

Question = Annotated[str, Query(alias="q", max_length=2_000)]


@router.head("/")
@router.get("/")
def show_home(request: Request, database: Database, today: Today) -> HTMLResponse:
    """Series, letters, what moved last, the days ahead, where to subscribe."""
    with database.connect() as connection:
        letters = list_letters(connection, limit=_MOST_LETTERS).rows
        withdrawn = all_withdrawn(connection, limit=_MOST_LETTERS)
        newest = newest_comparison(connection, most=_LOOKED_AT)
        announced = letters_announced(connection, most=_MOST_LETTERS)
        ahead = _ahead(request, connection, newest[0].event.series, today) if newest else None
    shown = home_page(letters, newest, withdrawn=withdrawn, announced=announced, ahead=ahead)
    return _html(page("home.html", page=shown, address=home_of(request)))


def _ahead(request: Request, connection: Connection, series: str, today: date) -> DaysAhead:
    """The days ahead of the series that moved last; which deadlines it has changes with its letters alone."""
    kept: KeptOfSeries = request.app.state.kept
    held = kept.of(connection, series, "deadlines held", lambda: deadlines_held(connection, series=series))
    return days_ahead(held, series=series, today=today)


@router.head("/items")
@router.get("/items")
def show_items_found(database: Database, query: Question = "", after: After = None) -> HTMLResponse:
    """The items that a filter holds of; one that cannot be read is said in the place of the list."""
    try:
        with database.connect() as connection:
            found = find_items(connection, query, after=after, limit=USUAL_LIMIT)
    except BadFilter as error:
        shown = found_page(query, (), following=None, fault=str(error))
        return _html(page("found.html", page=shown), status=problem_type_of(error).status)
    shown = found_page(query, found.rows, following=found.next, fault="")
    return _html(page("found.html", page=shown))


@router.head("/items/{item}")
@router.get("/items/{item}")
def show_item(database: Database, item: str) -> HTMLResponse:
    """The life of an item through all letters of its series."""
    with database.connect() as connection:
        history = load_item(connection, item)
    return _html(page("item.html", page=item_page(history)))


@router.head("/letters/{series}/{label:path}")
@router.get("/letters/{series}/{label:path}")
def show_letter(database: Database, series: str, label: str) -> HTMLResponse:
    """A letter's own words with its statements marked."""
    with database.connect() as connection:
        letter = load_letter(connection, series, label)
        keys = [held.key for held in letters_held(connection, series)]
        ids = item_ids_of(connection, series)
    items = {statement: item for (key, statement), item in ids.items() if key == letter.key}
    return _html(page("letter.html", page=letter_page(letter, series=keys, items=items)))


@router.head("/docs")
@router.get("/docs")
def show_api(request: Request) -> HTMLResponse:
    """What programs can ask for, from the same description that they get."""
    reference = cleandoc(filter_language.__doc__ or "").partition(">>>")[0].strip()
    return _html(page("api.html", page=api_page(request.app.openapi(), filters=reference)))


@router.head("/static/{name}")
@router.get("/static/{name}")
def send_static_file(request: Request, name: str) -> Response:
    """A file that pages need; under an address with its version it never changes."""
    found = static_file(name)
    if found is None:
        raise HTTPException(NOT_FOUND.status)
    return _file(found, for_ever=request.query_params.get("v") == found.version)


def show_problem(request: Request, problem: Problem) -> Response | None:
    """The problem as a page where a person asked for one; None where the answer is for a program."""
    if request.url.path.startswith(_FOR_PROGRAMS) or "text/html" not in request.headers.get("accept", ""):
        return None
    shown = page("message.html", code=problem.status, heading=problem.title, detail=problem.detail)
    return _html(shown, status=problem.status)


def _html(body: str, *, status: int = 200) -> HTMLResponse:
    return HTMLResponse(body, status_code=status, headers=dict(HTML_HEADERS))


def _file(found: StaticFile, *, for_ever: bool) -> Response:
    headers = {
        "Cache-Control": _FOR_EVER if for_ever else "public, no-cache",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": HTML_HEADERS["Content-Security-Policy"],
    }
    return Response(found.data, media_type=found.media_type, headers=headers)
