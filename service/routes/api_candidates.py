"""Watched places, and what was found there: a person accepts or rejects it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse, Response
from sqlalchemy import Engine

from service.errors import BadCursor, BadSeriesName
from service.projections.pages import page_of, read_cursor
from service.record_faults import RecordingContested
from service.recording.preview_arrival import preview_arrival
from service.recording.record_letter import preview_letter
from service.routes.asking import USUAL_LIMIT, After, Database, Limit
from service.routes.candidate_models import (
    AcceptedOut,
    AnswerIn,
    CandidateList,
    CandidateShown,
    WatchedSourceList,
)
from service.routes.problem_table import INVALID_REQUEST
from service.routes.problems import problem_responses
from service.sources.candidate_documents import (
    ListedCandidate,
    list_candidates,
    load_candidates,
    series_with_candidates,
)
from service.sources.candidate_json import (
    arrival_to_json,
    candidate_to_json,
    source_to_watch_json,
    without_path,
)
from service.sources.settle_candidate import accept_candidate, candidate_bytes, reject_candidate
from service.sources.source_rows import list_sources
from snapshots.candidate_stream import Fate
from snapshots.errors import BadDecision, FileNotKept, UnknownCandidate, UnreadableLetter

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["candidates"])

Series = Annotated[
    str, Path(description="The series that it was found for.", examples=["euco-migration"], max_length=64)
]
Id = Annotated[str, Path(description="The id of the candidate.", examples=["c3"], max_length=50)]


@router.get(
    "/sources",
    response_model=WatchedSourceList,
    responses=problem_responses(BadCursor, INVALID_REQUEST),
)
def get_sources(database: Database, after: After = None, limit: Limit = USUAL_LIMIT) -> Response:
    """The places that are watched for letters, and how the last look at each went."""
    beyond = read_cursor(after, str, str, str) if after is not None else ("", "", "")
    with database.connect() as connection:
        listed = list_sources(connection)
    rest = [one for one in listed if (one.series, one.place, one.id) > beyond]
    page = page_of(rest, limit, lambda one: (one.series, one.place, one.id))
    told = [without_path(source_to_watch_json(one)) for one in page.rows]
    return JSONResponse({"sources": told, "next": page.next})


@router.get(
    "/candidates",
    response_model=CandidateList,
    responses=problem_responses(BadCursor, INVALID_REQUEST),
)
def get_candidates(
    database: Database,
    series: Annotated[str | None, Query(description="Found for this series only.", max_length=64)] = None,
    state: Annotated[Fate | None, Query(description="Only those that wait, or were decided of so.")] = None,
    after: After = None,
    limit: Limit = USUAL_LIMIT,
) -> Response:
    """What was found at watched places. Nothing of it is recorded as a letter before a person accepts it."""
    beyond = read_cursor(after, str, int) if after is not None else ("", 0)
    found = [
        one
        for one in _listed(database, series)
        if (one.series, one.candidate.number) > beyond and state in {None, one.candidate.fate}
    ]
    page = page_of(found, limit, lambda one: (one.series, one.candidate.number))
    return JSONResponse({"candidates": [_told(one) for one in page.rows], "next": page.next})


@router.get(
    "/candidates/{series}/{candidate}",
    response_model=CandidateShown,
    responses=problem_responses(UnknownCandidate, UnreadableLetter, INVALID_REQUEST),
)
def get_candidate(request: Request, database: Database, series: Series, candidate: Id) -> Response:
    """A candidate, read anew, with the entries that would go out if it were accepted; nothing is recorded."""
    one, data = candidate_bytes(database, series, candidate)
    preview = preview_letter(
        database,
        data,
        series=series,
        filename=one.found.source.filename,
        media_type=one.found.source.media_type,
        read=request.app.state.read_again,
    )
    arrival = preview_arrival(database, preview, authority=request.app.state.authority)
    return JSONResponse(_one(database, series, candidate) | {"arrival": arrival_to_json(arrival)})


@router.post(
    "/candidates/{series}/{candidate}",
    response_model=AcceptedOut,
    responses=problem_responses(
        BadSeriesName,
        UnknownCandidate,
        UnreadableLetter,
        BadDecision,
        FileNotKept,
        RecordingContested,
        INVALID_REQUEST,
    ),
)
def post_answer(
    request: Request, database: Database, series: Series, candidate: Id, answer: AnswerIn
) -> Response:
    """Accept a candidate, which records it as a letter and publishes what it moves; or reject it.

    The same answer again changes nothing. What was rejected may be accepted later.
    """
    entries = 0
    if answer.verdict == "accept":
        accepted = accept_candidate(
            database,
            series,
            candidate,
            actor=answer.actor,
            reason=answer.reason,
            read=request.app.state.read_again,
            authority=request.app.state.authority,
        )
        entries = len(accepted.recorded.entries)
    else:
        reject_candidate(database, series, candidate, actor=answer.actor, reason=answer.reason)
    return JSONResponse(_one(database, series, candidate) | {"entries": entries})


def _listed(database: Engine, series: str | None) -> list[ListedCandidate]:
    with database.connect() as connection:
        wanted = series_with_candidates(connection) if series is None else (series,)
        return [one for name in wanted for one in list_candidates(load_candidates(connection, name))]


def _one(database: Engine, series: str, candidate: str) -> dict[str, Any]:
    return next(_told(one) for one in _listed(database, series) if one.candidate.id == candidate)


def _told(listed: ListedCandidate) -> dict[str, Any]:
    return without_path(candidate_to_json(listed))
