"""The register of corrections: for programs, for people, and as a feed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse, JSONResponse

from service.errors import BadCursor
from service.feeds.feed_ids import correction_ids
from service.pages.corrections_page import corrections_page
from service.pages.rendering import HTML_HEADERS, page
from service.projections.entries import PublishedEntry, corrections_made
from service.projections.pages import Page, page_of, read_cursor
from service.publishing.published_json import published_entry_to_json
from service.routes.asking import USUAL_LIMIT, After, Database, Limit
from service.routes.correction_models import CorrectionList
from service.routes.problem_table import INVALID_REQUEST
from service.routes.problems import problem_responses

__all__ = ["pages_router", "router"]

router = APIRouter(prefix="/v1", tags=["changes"])
pages_router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

Of = Annotated[str | None, Query(description="Only those of this entry, by its id.", max_length=1_000)]


@router.get(
    "/corrections",
    response_model=CorrectionList,
    responses=problem_responses(BadCursor, INVALID_REQUEST),
)
def get_corrections(
    database: Database, of: Of = None, after: After = None, limit: Limit = USUAL_LIMIT
) -> Response:
    """Corrections of what was published, the newest first: what it said, what it says now, why, who decided.

    Each is an entry of `/v1/changes` too, unless it corrects the entry of a letter, which only feeds have.
    """
    found = _found(database, of, after, limit)
    corrections = [published_entry_to_json(one) for one in found.rows]
    return JSONResponse({"corrections": corrections, "next": found.next})


@pages_router.head("/corrections")
@pages_router.get("/corrections")
def show_corrections(database: Database, of: Of = None, after: After = None) -> HTMLResponse:
    """The same as a page."""
    found = _found(database, of, after, USUAL_LIMIT)
    shown = corrections_page(found.rows, of=of or "", following=found.next)
    return HTMLResponse(page("corrections.html", page=shown), headers=dict(HTML_HEADERS))


def _found(database: Database, of: str | None, after: str | None, limit: int) -> Page[PublishedEntry]:
    before = int(read_cursor(after, int)[0]) if after is not None else None
    # What is no id is not looked for: PostgreSQL refuses texts with U+0000.
    under = None if of is None else correction_ids(of if of.isprintable() else "")
    with database.connect() as connection:
        rows = corrections_made(connection, under=under, before=before, limit=limit + 1)
    return page_of(rows, limit, lambda one: (one.position,))
