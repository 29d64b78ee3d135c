"""What became of promises, over HTTP: between two letters or through a series, and as CSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse

from diffing.outcomes.slippage_json import slippage_to_json
from service.overviews.promises_page import AskedPromises, SortBy, promises_page
from service.overviews.promises_told import last_pair, promises_told
from service.overviews.series_asked import series_asked
from service.routes.asking import engine_of
from service.routes.html_answer import csv_answer, html_answer
from service.showing.change_rows import write_csv
from service.showing.ledger_rows import PROMISE_COLUMNS, promise_rows

__all__ = ["router"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Which letters, in which order, which outcome; and whether a file is wanted instead of a page."""

    series: Annotated[str | None, Query(max_length=200)] = None
    letters: Annotated[str, Query(max_length=200)] = ""
    sort: SortBy = "letter"
    outcome: Annotated[str, Query(max_length=40)] = ""
    first: Annotated[str, Query(alias="from", max_length=120)] = ""
    form: Annotated[Literal["csv"] | None, Query(alias="as")] = None


@router.head("/promises")
@router.get("/promises")
def show_promises(request: Request, wanted: Annotated[_Asked, Depends()]) -> Response:
    """What the older letter promised and the newer says of it; the last two unless others are named."""
    state = request.app.state
    with engine_of(request).connect() as connection:
        series = series_asked(connection, wanted.series)
        letters = wanted.letters or last_pair(series)
        if not letters:
            return html_answer("promises.html", page=None, series=series.name)
        slippage, rows = promises_told(
            connection, series, letters, comparisons=state.comparisons, kept=state.kept
        )
    if wanted.form:
        told = promise_rows(slippage_to_json(slippage))
        name = f"{series.name}-promises-{letters.replace('/', '-')}.csv"
        return csv_answer(write_csv(told, PROMISE_COLUMNS), name)
    asked = AskedPromises(letters=letters, sort=wanted.sort, outcome=wanted.outcome, first=wanted.first)
    return html_answer("promises.html", page=promises_page(slippage, rows, series, asked), series=series.name)
