"""What moved between any two letters of a series."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from diffing.comparison import Comparison
from service.comparing.compare_recorded import compare_recorded, split_pair
from service.comparing.kept_comparisons import KeptComparisons
from service.errors import BadComparison, BadFilter, UnknownLetter, UnknownSeries
from service.projections.filter_names import read_filter
from service.record_faults import UnusableSigningKey
from service.reports.report_forms import ReportForm
from service.reports.selection import Selection, check_it_lists_changes, select
from service.reports.written_report import Asked
from service.routes.asking import Database, SeriesInPath
from service.routes.comparison_models import ComparisonOut
from service.routes.home_address import home_of
from service.routes.problem_table import INVALID_REQUEST
from service.routes.problems import problem_responses
from service.routes.receipt_models import ReceiptOut
from service.routes.report_answer import REPORT_CONTENT, report_answer
from service.routes.report_models import RedlineOut
from service.signing.signed_receipts import signed_comparison
from service.signing.signing_keys import SigningKeys
from snapshots.letter_json import Json

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
Form = Annotated[
    ReportForm | None,
    Query(
        alias="as",
        description="As a file, with the names of `lettertrail export --as`: a row per change, a brief of "
        "one page, every measure redlined, the receipt alone.",
    ),
]

Question = Annotated[
    str,
    Query(
        description="Only the changes that this filter holds of, as in `partner:EG`; not with a form that is "
        "always whole, a redline or the receipt."
    ),
]
Minor = Annotated[
    bool,
    Query(
        description="In rows and briefs, with what is only reworded or stands elsewhere; a brief tells all."
    ),
]


@router.get(
    "/compare/{series}/{old:path}..{new:path}",
    response_model=ComparisonOut | RedlineOut | ReceiptOut,
    responses={
        200: {"content": REPORT_CONTENT, "description": "The comparison, in the form that was asked for"},
        **problem_responses(
            UnknownSeries, UnknownLetter, BadComparison, BadFilter, UnusableSigningKey, INVALID_REQUEST
        ),
    },
)
def get_comparison(
    *,
    request: Request,
    database: Database,
    series: SeriesInPath,
    old: Named,
    new: Named,
    as_of_position: AsOf = None,
    form: Form = None,
    q: Question = "",
    minor: Minor = False,
) -> Response:
    """What moved from the older letter to the newer one, the most important first.

    With `q` only the changes that the filter holds of, minor ones too; all else is of the whole comparison,
    and so is the receipt: it bears out the comparison without `q`.
    """
    old, new = split_pair(f"{old}..{new}")
    check_it_lists_changes(form, q)
    kept: KeptComparisons = request.app.state.comparisons
    keys: SigningKeys = request.app.state.signing_keys

    def write(comparison: Comparison) -> bytes:
        return bytes(JSONResponse(signed_comparison(comparison, keys)).body)

    with database.connect() as connection:
        wanted = read_filter(connection, q) if q.strip() else None
        if as_of_position is None and form is None and wanted is None:
            body = kept.written(connection, series, old, new, write)
            return Response(body, media_type="application/json")
        if as_of_position is None:
            compared = kept.compare(connection, series, old, new)
        else:
            compared = compare_recorded(connection, series, old, new, as_of_position=as_of_position)
    selection = select(compared, wanted, query=q, minor=minor)
    if form is None:
        return JSONResponse(_selected(signed_comparison(compared, keys), selection))
    # What was shown at another position has no page of its own now.
    home = home_of(request) if as_of_position is None else ""
    return report_answer(compared, Asked(form=form, home=home, selection=selection), keys)


def _selected(public: Json, selection: Selection) -> Json:
    """The comparison with the changes that are wanted, minor ones too."""
    return public | {"changes": replace(selection, minor=True).of(public["changes"])}


@router.get("/compare/{series}/{pair:path}", include_in_schema=False)
def get_no_comparison(series: str, pair: str) -> Response:
    """The problem of a pair that is not `old..new`, which says how to write one."""
    split_pair(pair)
    raise BadComparison(f"{series}/{pair}", "it is not old..new")
