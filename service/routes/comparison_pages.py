"""Comparisons as pages: read what is asked for, compare, render."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection

from service.addresses import comparison_path
from service.comparing.compare_recorded import LATEST, PREVIOUS, held_pair
from service.errors import BadFilter
from service.filters.filter_language import Filter, parse
from service.pages.asked_terms import without_field
from service.pages.comparison_asked import Asked, Between, View
from service.pages.comparison_page import comparison_page
from service.projections.filter_names import read_filter
from service.projections.letters import letters_held
from service.routes.asking import Database, engine_of
from service.routes.html_answer import html_answer
from service.routes.problem_table import problem_type_of
from service.routes.told_comparison import ToldComparison, told_comparison

__all__ = ["router"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What the page of a comparison can be asked for."""

    query: Annotated[str, Query(alias="q", max_length=2_000)] = ""
    minor: Literal["yes", "no"] = "no"
    unchanged: Literal["yes", "no"] = "no"
    view: View = View.READING
    first: Annotated[str, Query(alias="from", max_length=200)] = ""


Wish = Annotated[_Wish, Depends()]
Named = Annotated[str, Query(max_length=_LONGEST_NAME)]


@router.head("/compare/{series}")
@router.get("/compare/{series}")
def choose_letters(
    database: Database, series: str, old: Named = PREVIOUS, new: Named = LATEST
) -> RedirectResponse:
    """To the comparison of two letters that were chosen in a form, whichever of them is the older."""
    with database.connect() as connection:
        labels = [letter.label for letter in letters_held(connection, series)]
        if {old, new} <= set(labels) and labels.index(old) > labels.index(new):
            old, new = new, old
        before, after = held_pair(connection, series, old, new)
    return RedirectResponse(comparison_path(before.key, after.key), status_code=303)


@router.head("/compare/{series}/{pair:path}")
@router.get("/compare/{series}/{pair:path}")
def show_comparison(request: Request, series: str, pair: str, wish: Wish) -> HTMLResponse:
    """What moved between two letters; a filter that cannot be read is said above the whole list."""
    with engine_of(request).connect() as connection:
        told = told_comparison(request, connection, series, pair)
        asked, status = _asked(connection, wish, told)
        others = [letter.key for letter in letters_held(connection, series)]
    shown = comparison_page(told.changes, between=Between.of(told.comparison, others), asked=asked)
    return html_answer("comparison.html", page=shown, status=status)


def _asked(connection: Connection, wish: _Wish, told: ToldComparison) -> tuple[Asked, int]:
    """What is wanted, and the status that says whether it can be read."""
    wanted, fault, status = _parsed(connection, wish.query)
    query = "" if fault else wish.query
    return Asked(
        query=wish.query,
        wanted=told.holds(wanted),
        but_kind=told.holds(_parsed(connection, without_field(query, "kind"))[0]),
        but_partner=told.holds(_parsed(connection, without_field(query, "partner"))[0]),
        fault=fault,
        minor=wish.minor == "yes" or wanted.wants_minor,
        unchanged=wish.unchanged == "yes",
        view=wish.view,
        first=wish.first,
    ), status


def _parsed(connection: Connection, query: str) -> tuple[Filter, str, int]:
    """The filter, or one that holds of everything, with what is wrong and the status that says so."""
    try:
        return read_filter(connection, query), "", 200
    except BadFilter as error:
        return parse(""), str(error), problem_type_of(error).status
