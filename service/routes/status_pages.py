"""How this installation stands, and how it works, over HTTP."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

from diffing.compare_letters import DIFF_VERSION
from service import clock
from service.overviews.measured_figures import (
    DOUBT,
    FIRST_SEEN,
    LINKING,
    LINKS_IN_DOUBT,
    MEASURED_ON,
    OTHERS,
)
from service.overviews.status_page import Standing, status_page
from service.projections.letters import HeldLetter, letters_held, series_held
from service.projections.log_position import log_position
from service.projections.publications import unpublished_series
from service.projections.verifications import last_verification
from service.routes.asking import Database
from service.routes.html_answer import html_answer
from service.sources.candidate_documents import list_candidates, load_candidates, series_with_candidates
from service.sources.source_rows import list_sources
from snapshots.candidate_stream import Fate
from snapshots.read_letter import READER_VERSION

__all__ = ["router"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.head("/status")
@router.get("/status")
def show_status(request: Request, database: Database) -> HTMLResponse:
    """The last letters, the last verification, what waits, where the log stands, and versions."""
    with database.connect() as connection:
        letters = {series: letters_held(connection, series) for series in series_held(connection)}
        standing = Standing(
            now=clock.now(),
            letters=tuple(_last_received(held) for held in letters.values()),
            counts={series: len(held) for series, held in letters.items()},
            position=log_position(connection),
            verified=last_verification(connection),
            waiting=unpublished_series(connection),
            candidates=_candidates(connection),
            sources=list_sources(connection),
            versions=(
                ("Lettertrail", request.app.version),
                ("reading", READER_VERSION),
                ("comparing", DIFF_VERSION),
            ),
        )
    return html_answer("status.html", page=status_page(standing))


@router.head("/how-it-works")
@router.get("/how-it-works")
def show_how_it_works() -> HTMLResponse:
    """Methods, limits, and how often they are wrong."""
    return html_answer(
        "how_it_works.html",
        linking=LINKING,
        doubt=DOUBT,
        links_in_doubt=LINKS_IN_DOUBT,
        others=OTHERS,
        first_seen=FIRST_SEEN,
        measured_on=MEASURED_ON,
        version=version("lettertrail"),
    )


def _last_received(held: tuple[HeldLetter, ...]) -> HeldLetter:
    return max(held, key=lambda letter: letter.first_position)


def _candidates(connection: Connection) -> dict[str, int]:
    """How many documents that were found wait for a person, by series; none where none does."""
    waiting = {
        series: sum(
            one.candidate.fate is Fate.WAITING for one in list_candidates(load_candidates(connection, series))
        )
        for series in series_with_candidates(connection)
    }
    return {series: number for series, number in waiting.items() if number}
