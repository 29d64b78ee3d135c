"""The money of a letter, what became of it in a later one, and what became of the promises of a series."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from diffing.money.ledger_json import ledger_moves_to_json, ledger_to_json
from diffing.outcomes.slippage_json import slippage_to_json
from service.comparing.ledger_recorded import ledger_moves_recorded, ledger_recorded, slippage_recorded
from service.errors import BadComparison, BadFilter, UnknownLetter, UnknownSeries
from service.routes.asking import Database, SeriesInPath
from service.routes.ledger_models import LedgerMovesOut, LedgerOut, SlippageOut
from service.routes.problems import problem_responses

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["ledger"])

_NAMED = "A date, a re-issue (`2023-12-13/2`), `previous` or `latest`."
Named = Annotated[str, Path(description=_NAMED)]
Partner = Annotated[
    str | None, Query(description="Only what concerns this partner, by code, name or slug.", examples=["EG"])
]


@router.get(
    "/ledger/{series}/{old:path}..{new:path}",
    response_model=LedgerMovesOut,
    responses=problem_responses(UnknownSeries, UnknownLetter, BadComparison, BadFilter),
)
def get_ledger_moves(
    request: Request,
    database: Database,
    series: SeriesInPath,
    old: Named,
    new: Named,
    *,
    partner: Partner = None,
) -> Response:
    """What became of the money of the older letter in the newer one, each sum by its links."""
    compare = request.app.state.comparisons.compare
    with database.connect() as connection:
        moves = ledger_moves_recorded(connection, series, old, new, partner=partner, compare=compare)
    return JSONResponse(ledger_moves_to_json(moves))


@router.get(
    "/ledger/{series}/{date:path}",
    response_model=LedgerOut,
    responses=problem_responses(UnknownSeries, UnknownLetter, BadFilter),
)
def get_ledger(
    database: Database,
    series: SeriesInPath,
    date: Annotated[str, Path(description="A date, a re-issue (`2023-12-13/2`) or `latest`.")],
    partner: Partner = None,
) -> Response:
    """The money of the letter of this date by partner, stage and currency."""
    with database.connect() as connection:
        return JSONResponse(ledger_to_json(ledger_recorded(connection, series, date, partner=partner)))


@router.get(
    "/slippage/{series}",
    response_model=SlippageOut,
    responses=problem_responses(UnknownSeries, UnknownLetter),
)
def get_slippage(request: Request, database: Database, series: SeriesInPath) -> Response:
    """What became of every promise of the series in the letter after it, and by how much deadlines moved."""
    compare = request.app.state.comparisons.compare
    with database.connect() as connection:
        slippage = slippage_recorded(connection, series, compare=compare)
    return JSONResponse(slippage_to_json(slippage))
