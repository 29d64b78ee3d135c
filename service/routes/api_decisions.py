"""People correct links: which are doubtful, what was decided, and a new decision."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Query, Request, Response
from fastapi.responses import JSONResponse

from service.decisions.correct_link import Correction, Decide, Undo, correct_link, preview_correction
from service.decisions.corrected_json import corrected_to_json, doubtful_to_json, listed_decision_to_json
from service.decisions.doubtful_pairs import doubtful_pairs
from service.errors import BadComparison, BadCursor, UnknownLetter, UnknownSeries, UnknownStatement
from service.projections.decisions import list_decisions, load_decisions
from service.projections.letters import check_series_held
from service.projections.pages import page_of, read_cursor
from service.projections.readings import carry_recorded
from service.record_faults import RecordingContested
from service.routes.asking import USUAL_LIMIT, After, Database, Limit, SeriesInPath
from service.routes.decision_models import CorrectedOut, CorrectionIn, DecisionList, DoubtfulList, UndoIn
from service.routes.problem_table import INVALID_REQUEST
from service.routes.problems import problem_responses
from snapshots.errors import BadDecision, NothingToUndo
from snapshots.link_decisions import Pair, Place, Verdict

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["decisions"])

Series = Annotated[str, Query(description="The series that it is about.", examples=["euco-migration"])]


@router.get(
    "/decisions",
    response_model=DecisionList,
    responses=problem_responses(UnknownSeries, BadCursor, INVALID_REQUEST),
)
def get_decisions(
    database: Database, series: Series, after: After = None, limit: Limit = USUAL_LIMIT
) -> Response:
    """What was decided of links, in the order in which it was, with what has become of it."""
    beyond = int(read_cursor(after, int)[0]) if after is not None else 0
    with database.connect() as connection:
        check_series_held(connection, series)
        of_series = load_decisions(connection, series)
        made = list_decisions(of_series, carry_recorded(connection, series, of_series.in_force))
    page = page_of(
        [one for one in made if one.decision.number > beyond], limit, lambda one: (one.decision.number,)
    )
    decisions = [listed_decision_to_json(one) for one in page.rows]
    return JSONResponse({"decisions": decisions, "next": page.next})


@router.post(
    "/decisions",
    status_code=201,
    response_model=CorrectedOut,
    responses={
        200: {"model": CorrectedOut, "description": "It was decided so before, or this was a dry run."},
        **problem_responses(
            UnknownSeries,
            UnknownLetter,
            UnknownStatement,
            NothingToUndo,
            BadDecision,
            RecordingContested,
            INVALID_REQUEST,
        ),
    },
)
def post_decision(
    request: Request, database: Database, series: Series, decided: Annotated[CorrectionIn, Body()]
) -> Response:
    """Decide that statements are one measure or not, or take a decision back; say what that changes.

    What was published and is not so is corrected: the answer lists what goes out.
    The same decision again is no new one. Of decisions that contradict each other, the later stands.
    """
    correction, authority = _correction(decided), request.app.state.authority
    if decided.dry_run:
        preview = preview_correction(database, series, correction, authority=authority)
        return JSONResponse(corrected_to_json(preview))
    corrected = correct_link(database, series, correction, authority=authority)
    return JSONResponse(corrected_to_json(corrected), status_code=200 if corrected.already else 201)


def _correction(decided: CorrectionIn) -> Correction:
    if isinstance(decided, UndoIn):
        return Undo(decision=decided.decision, actor=decided.actor, reason=decided.reason)
    return Decide(
        verdict=Verdict(decided.verdict),
        pairs=tuple(
            Pair(
                before=Place(letter=pair.before.letter, statement=pair.before.statement),
                after=Place(letter=pair.after.letter, statement=pair.after.statement),
            )
            for pair in decided.pairs
        ),
        actor=decided.actor,
        reason=decided.reason,
    )


@router.get(
    "/doubtful/{series}",
    response_model=DoubtfulList,
    responses=problem_responses(UnknownSeries, UnknownLetter, BadComparison, BadCursor, INVALID_REQUEST),
)
def get_doubtful(
    *,
    request: Request,
    database: Database,
    series: SeriesInPath,
    letters: Annotated[
        str | None, Query(description="Between these two alone, as `old..new`; else between neighbours.")
    ] = None,
    after: After = None,
    limit: Limit = USUAL_LIMIT,
) -> Response:
    """Links that may be wrong, the most doubtful first; what somebody decided is not in doubt."""
    beyond = read_cursor(after, int, str, str, str, str) if after is not None else None
    with database.connect() as connection:
        found = doubtful_pairs(connection, request.app.state.comparisons, series, letters)
    rest = [one for one in found if beyond is None or one.place > beyond]
    page = page_of(rest, limit, lambda one: one.place)
    return JSONResponse({"links": [doubtful_to_json(one) for one in page.rows], "next": page.next})
