"""Whether the service is well, and what its problems are called."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request
from starlette.exceptions import HTTPException

from service.projections.log_position import log_position
from service.projections.publications import unpublished_series
from service.projections.verifications import last_verification
from service.routes.asking import Database
from service.routes.problem_table import NOT_FOUND, ProblemType, every_problem_type
from service.routes.problems import problem_responses, type_uri
from service.routes.reading_models import Out

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["service"])


class VerifiedOut(Out):
    """When the whole record was last checked against its hashes; `failures` is empty where it is intact."""

    verified_at: datetime
    events: int
    failures: list[str]


class Health(Out):
    """`damaged` when the last verification found the record to be other than recorded.

    `position` is the log's last; `unpublished` are series with a letter whose changes are not out yet.
    """

    status: Literal["ok", "damaged"]
    position: int
    unpublished: list[str]
    verified: VerifiedOut | None


class ProblemTypeOut(Out):
    """A sort of problem: its URI is the `type` of the problems of this sort."""

    type: str
    title: str
    status: int


class ProblemTypeList(Out):
    """All sorts of problems, in order of name."""

    problems: list[ProblemTypeOut]


@router.get("/health", response_model=Health, responses=problem_responses())
def get_health(database: Database) -> Health:
    """Whether the database answers and the record is intact."""
    with database.connect() as connection:
        last = last_verification(connection)
        return Health(
            status="damaged" if last is not None and last.failures else "ok",
            position=log_position(connection),
            unpublished=list(unpublished_series(connection)),
            verified=VerifiedOut.model_validate(last, from_attributes=True) if last is not None else None,
        )


@router.get("/problems", response_model=ProblemTypeList, responses=problem_responses())
def get_problem_types(request: Request) -> ProblemTypeList:
    """The sorts of problems that this service answers with."""
    return ProblemTypeList(problems=[_problem_type(request, one) for one in every_problem_type()])


@router.get("/problems/{slug}", response_model=ProblemTypeOut, responses=problem_responses(NOT_FOUND))
def get_problem_type(
    request: Request, slug: Annotated[str, Path(description="The end of the problem's type.")]
) -> ProblemTypeOut:
    """What one sort of problem means: where its `type` leads."""
    for problem_type in every_problem_type():
        if problem_type.slug == slug:
            return _problem_type(request, problem_type)
    raise HTTPException(NOT_FOUND.status)


def _problem_type(request: Request, problem_type: ProblemType) -> ProblemTypeOut:
    uri = type_uri(problem_type, request.app.state.settings.public_url)
    return ProblemTypeOut(type=uri, title=problem_type.title, status=problem_type.status)
