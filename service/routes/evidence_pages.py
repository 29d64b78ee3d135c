"""Evidence over HTTP: the page of a change, of two statements or of one, and the pictures of pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse
from sqlalchemy import Engine
from starlette.exceptions import HTTPException

from service.evidence.evidence_page import EvidencePage, change_page, pair_page, statement_page
from service.page_images.drawn_apart import SCALES, DrawingBusy, DrawnPages, NotDrawn
from service.projections.items import item_ids_of
from service.projections.letters import is_content_held, load_letter
from service.routes.asking import Database, engine_of
from service.routes.html_answer import html_answer
from service.routes.problem_table import NOT_FOUND
from service.routes.told_comparison import told_comparison
from snapshots.event_log import load_blob
from snapshots.letter import Letter

__all__ = ["router"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_PDF = "application/pdf"
_FOR_EVER = "public, max-age=31536000, immutable"

# `2023-10-24..2023-12-13/2/contract.signed/ab12/3`: no date and no number of a re-issue has a dot or letters.
_CHANGE = re.compile(r"(?P<pair>[^.]+\.\.[\d/-]+|[^.]+\.\.\w+)/(?P<anchor>[a-z]+\.[a-z]+/[^/]+(?:/\d+)?)")
# `2023-10-24..2023-12-13/s031..s046`
_PAIR = re.compile(r"(?P<pair>[^.]+\.\.[^.]+)/(?P<before>[^./]+)\.\.(?P<after>[^./]+)")
# `2023-12-13/s046`, `2023-12-13/2/s046`
_STATEMENT = re.compile(r"(?P<letter>\d{4}-\d\d-\d\d(?:/\d+)?)/(?P<statement>[^./]+)")

Sha256 = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]


@router.head("/evidence/{series}/{named:path}")
@router.get("/evidence/{series}/{named:path}")
def show_evidence(request: Request, series: str, named: str) -> HTMLResponse:
    """Both letters at the words of a change, two statements side by side, or one where it stands."""
    shown = _Evidence(request=request, series=series)
    if change := _CHANGE.fullmatch(named):
        return _page(shown.change(change["pair"], change["anchor"]))
    if pair := _PAIR.fullmatch(named):
        return _page(shown.pair(pair["pair"], pair["before"], pair["after"]))
    if statement := _STATEMENT.fullmatch(named):
        return _page(shown.statement(statement["letter"], statement["statement"]))
    raise HTTPException(NOT_FOUND.status)


@router.head("/page-images/{sha256}/{page}@{scale}.png")
@router.get("/page-images/{sha256}/{page}@{scale}.png")
def show_page_image(
    request: Request,
    database: Database,
    sha256: Sha256,
    page: Annotated[int, Path(ge=1, le=10_000)],
    scale: Annotated[int, Path(ge=min(SCALES), le=max(SCALES))],
) -> Response:
    """A page of a letter that is held, as a picture; under this address it never changes."""
    with database.connect() as connection:
        if not is_content_held(connection, sha256):
            raise HTTPException(NOT_FOUND.status)
    drawn: DrawnPages = request.app.state.drawn_pages
    try:
        picture = drawn.picture(sha256, page, scale, lambda: _bytes_of(database, sha256))
    except DrawingBusy:
        return Response(status_code=503, headers={"Retry-After": "2"})
    except NotDrawn as error:
        raise HTTPException(NOT_FOUND.status) from error
    headers = {"Cache-Control": _FOR_EVER, "X-Content-Type-Options": "nosniff"}
    return Response(picture, media_type="image/png", headers=headers)


def _page(shown: EvidencePage) -> HTMLResponse:
    return html_answer("evidence.html", page=shown)


def _bytes_of(database: Engine, sha256: str) -> bytes:
    with database.connect() as connection:
        return load_blob(connection, sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence:
    """What a page of evidence is made of, for a series."""

    request: Request
    series: str

    def change(self, pair: str, anchor: str) -> EvidencePage:
        with engine_of(self.request).connect() as connection:
            told = told_comparison(self.request, connection, self.series, pair)
        return change_page(told.comparison, told.changes, anchor, sizes=self._sizes)

    def pair(self, pair: str, before: str, after: str) -> EvidencePage:
        with engine_of(self.request).connect() as connection:
            told = told_comparison(self.request, connection, self.series, pair)
        return pair_page(told.comparison, before, after, sizes=self._sizes)

    def statement(self, label: str, statement: str) -> EvidencePage:
        with engine_of(self.request).connect() as connection:
            letter = load_letter(connection, self.series, label)
            items = item_ids_of(connection, self.series)
        item = items.get((letter.key, statement), "")
        return statement_page(letter, statement, item=item, sizes=self._sizes)

    def _sizes(self, letter: Letter) -> Sequence[tuple[float, float]]:
        """Those of a PDF that can be drawn; whatever goes wrong there, the words are shown."""
        if letter.source.media_type != _PDF:
            return ()
        drawn: DrawnPages = self.request.app.state.drawn_pages
        sha256, database = letter.source.sha256, engine_of(self.request)
        try:
            return drawn.sizes(sha256, lambda: _bytes_of(database, sha256))
        except NotDrawn:
            return ()
