"""What was found at watched places, over HTTP for people: look at it, accept it as a letter, or reject it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from service.errors import ServiceError
from service.overviews.candidate_page import candidate_page, candidates_page
from service.overviews.review_link import CorrectionForm
from service.overviews.series_asked import address_of
from service.recording.preview_arrival import Arrival, preview_arrival
from service.recording.record_letter import preview_letter
from service.routes.asking import engine_of
from service.routes.form_guard import FormToken, check_form, form_token, with_token
from service.routes.html_answer import html_answer
from service.routes.problem_table import problem_type_of
from service.sources.candidate_documents import (
    ListedCandidate,
    list_candidates,
    load_candidates,
    series_with_candidates,
)
from service.sources.settle_candidate import accept_candidate, candidate_bytes, reject_candidate
from service.sources.source_rows import list_sources
from snapshots.errors import SnapshotError, UnreadableLetter

__all__ = ["router"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

Typed = Annotated[str, Form(max_length=2_000)]


@router.head("/candidates")
@router.get("/candidates")
def show_candidates(request: Request, done: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
    """What waits for a person, what was decided of, and the places where it was found."""
    with engine_of(request).connect() as connection:
        sources = list_sources(connection)
        series = series_with_candidates(connection)
        listed = [one for name in series for one in list_candidates(load_candidates(connection, name))]
    return html_answer("candidates.html", page=candidates_page(listed, sources, done=done))


@router.head("/candidates/{series}/{candidate}")
@router.get("/candidates/{series}/{candidate}")
def show_candidate(request: Request, series: str, candidate: str) -> Response:
    """One candidate, read anew, with the entries that would go out; nothing is recorded."""
    return _answer(request, series, candidate)


@router.post("/candidates/{series}/{candidate}")
def decide_of_candidate(
    *,
    request: Request,
    series: str,
    candidate: str,
    verdict: Annotated[Literal["accept", "reject"], Form()],
    token: FormToken = "",
    actor: Typed = "",
    reason: Typed = "",
) -> Response:
    """Accept or reject it, and back to the list. What was typed is kept where that fails."""
    check_form(request, token)
    try:
        _decide(request, (series, candidate), verdict, actor=actor, reason=reason)
    except (ServiceError, SnapshotError) as fault:
        form = CorrectionForm(actor=actor, reason=reason, fault=str(fault))
        return _answer(request, series, candidate, form=form, status=problem_type_of(fault).status)
    return RedirectResponse(address_of("/candidates", done=f"{series} {candidate}"), status_code=303)


def _decide(request: Request, named: tuple[str, str], verdict: str, *, actor: str, reason: str) -> None:
    engine, state = engine_of(request), request.app.state
    if verdict == "reject":
        reject_candidate(engine, *named, actor=actor, reason=reason)
        return
    accept_candidate(
        engine,
        *named,
        actor=actor,
        reason=reason,
        read=state.read_again,
        authority=state.authority,
    )


def _answer(
    request: Request, series: str, candidate: str, *, form: CorrectionForm | None = None, status: int = 200
) -> Response:
    arrival, fault = _arrival(request, series, candidate)
    shown = candidate_page(
        _listed(request, series, candidate),
        arrival,
        fault=fault,
        form=form,
    )
    token = form_token(request)
    answer = html_answer("candidate.html", status=status, page=shown, token=token)
    return with_token(answer, request, token)


def _arrival(request: Request, series: str, candidate: str) -> tuple[Arrival | None, str]:
    """What it would publish; None where this version cannot read it, and why."""
    engine = engine_of(request)
    one, data = candidate_bytes(engine, series, candidate)
    try:
        preview = preview_letter(
            engine,
            data,
            series=series,
            filename=one.found.source.filename,
            media_type=one.found.source.media_type,
            read=request.app.state.read_again,
        )
    except UnreadableLetter as error:
        return None, str(error)
    return preview_arrival(engine, preview, authority=request.app.state.authority), ""


def _listed(request: Request, series: str, candidate: str) -> ListedCandidate:
    with engine_of(request).connect() as connection:
        listed = list_candidates(load_candidates(connection, series))
    return next(one for one in listed if one.candidate.id == candidate)
