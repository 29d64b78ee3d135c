"""What moved between any two letters of a series."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from diffing.comparison import Comparison
from service.compare_recorded import compare_recorded, split_pair
from service.errors import BadComparison, UnknownLetter, UnknownSeries, UnusableSigningKey
from service.kept_comparisons import KeptComparisons
from service.routes.asking import Database, SeriesInPath
from service.routes.change_models import ComparisonOut
from service.routes.problem_table import INVALID_REQUEST
from service.routes.problems import problem_responses
from service.signed_receipts import signed_comparison
from service.signing_keys import SigningKeys

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["changes"])

_NAMED = "A date, a re-issue (`2023-12-13/2`), `previous` or `latest`."
Named = Annotated[str, Path(description=_NAMED)]
# The largest position that a database counts to.
_LAST = 2**63 - 1
AsOf = Annotated[
    int | None,
    Query(
        ge=0,
        le=_LAST,
        description="As it was when the log stood at this position: letters, readings and decisions of then.",
    ),
]


@router.get(
    "/compare/{series}/{old:path}..{new:path}",
    response_model=ComparisonOut,
    responses=problem_responses(
        UnknownSeries, UnknownLetter, BadComparison, UnusableSigningKey, INVALID_REQUEST
    ),
)
def get_comparison(
    *,
    request: Request,
    database: Database,
    series: SeriesInPath,
    old: Named,
    new: Named,
    as_of_position: AsOf = None,
) -> Response:
    """What moved from the older letter to the newer one, the most important first."""
    old, new = split_pair(f"{old}..{new}")
    kept: KeptComparisons = request.app.state.comparisons
    keys: SigningKeys = request.app.state.signing_keys

    def write(comparison: Comparison) -> bytes:
        return bytes(JSONResponse(signed_comparison(comparison, keys)).body)

    with database.connect() as connection:
        if as_of_position is not None:
            compared = compare_recorded(connection, series, old, new, as_of_position=as_of_position)
            return Response(write(compared), media_type="application/json")
        body = kept.written(connection, series, old, new, write)
    return Response(body, media_type="application/json")


@router.get("/compare/{series}/{pair:path}", include_in_schema=False)
def get_no_comparison(series: str, pair: str) -> Response:
    """The problem of a pair that is not `old..new`, which says how to write one."""
    split_pair(pair)
    raise BadComparison(f"{series}/{pair}", "it is not old..new")
