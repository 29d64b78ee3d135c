"""Everything that was published, in the order of the log: what a replica follows."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from service.errors import BadFilter
from service.projections.entries import changes_after
from service.projections.filter_names import read_filter
from service.publishing.published_json import published_entry_to_json
from service.routes.asking import USUAL_LIMIT, Database, Limit
from service.routes.change_models import ChangesOut
from service.routes.problem_table import INVALID_REQUEST
from service.routes.problems import problem_responses

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["changes"])

# The largest position that a database counts to.
_LAST = 2**63 - 1


@router.get(
    "/changes",
    response_model=ChangesOut,
    responses=problem_responses(BadFilter, INVALID_REQUEST),
)
def get_changes(
    database: Database,
    after: Annotated[int, Query(ge=0, le=_LAST, description="Only what stands behind this position.")] = 0,
    limit: Limit = USUAL_LIMIT,
    q: Annotated[str, Query(description="A filter, as in `partner:EG kind:deadline`.")] = "",
) -> Response:
    """The changes published after a position, minor ones too, without a gap: go on from `next`.

    When `next` is null, that is all for now: ask again with `after` set to `through`.
    """
    with database.connect() as connection:
        wanted = read_filter(connection, q)
        page = changes_after(connection, after, limit=limit, wanted=wanted)
    changes = [published_entry_to_json(entry) for entry in page.rows]
    return JSONResponse({"changes": changes, "next": page.next, "through": page.through})
