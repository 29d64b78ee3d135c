"""Errors as RFC 9457 problem details: every answer that is not a success is one, whatever went wrong where.

What each error means is in problem_table.py. A program switches on `type`; `detail` is for people, and never
has a traceback in it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.exc import InterfaceError, OperationalError
from starlette.exceptions import HTTPException

from service.errors import (
    AmbiguousItem,
    BadFilter,
    ServiceError,
    UnknownLetter,
    UnknownParameter,
    UnknownSeries,
)
from service.routes.problem_table import (
    BAD_REQUEST,
    INVALID_REQUEST,
    METHOD_NOT_ALLOWED,
    NOT_FOUND,
    OUR_ERROR,
    PROBLEMS,
    TOO_LARGE,
    UNAVAILABLE,
    ProblemType,
    problem_type_of,
)
from snapshots.errors import SnapshotError

__all__ = [
    "PROBLEM_MEDIA_TYPE",
    "Fault",
    "Problem",
    "ShowProblem",
    "answer_with_problems",
    "problem_responses",
    "type_uri",
]

PROBLEM_MEDIA_TYPE = "application/problem+json"

_LOG = logging.getLogger(__name__)
_FIRST_SERVER_ERROR = 500


class Fault(BaseModel):
    """One thing that is wrong with a request: where in it, and what."""

    model_config = ConfigDict(extra="forbid")

    where: str
    what: str


class Problem(BaseModel):
    """An error (RFC 9457). `faults`, `known`, `held` and `items` are there where they help."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(description="Names the sort of problem, for programs to switch on.")
    title: str = Field(description="The sort of problem in one line; always the same for one type.")
    status: int = Field(ge=400, le=599)
    detail: str = Field(description="What went wrong this time, and what to do.")
    instance: str = Field(description="What was asked for.")
    faults: list[Fault] | None = Field(default=None, description="What is wrong with the request.")
    known: list[str] | None = Field(default=None, description="The series that are held.")
    held: list[str] | None = Field(default=None, description="The letters of the series that are held.")
    items: list[str] | None = Field(default=None, description="The ids of the items that may be meant.")


# A page that shows a person the problem; None where the answer is for a program.
ShowProblem = Callable[[Request, Problem], Response | None]


def answer_with_problems(app: FastAPI, *, show: ShowProblem) -> None:
    """Answer every error of this app with a problem; `show` may make a page of one, for a person."""
    app.state.show_problem = show
    app.add_exception_handler(ServiceError, _answer_known_error)
    app.add_exception_handler(SnapshotError, _answer_known_error)
    app.add_exception_handler(RequestValidationError, _answer_invalid_request)
    app.add_exception_handler(HTTPException, _answer_refusal)
    app.add_exception_handler(OperationalError, _answer_unavailable)
    app.add_exception_handler(InterfaceError, _answer_unavailable)
    app.add_exception_handler(Exception, _answer_our_error)


def problem_responses(*causes: type[Exception] | ProblemType) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of a route that answers these errors with problems, and of what any route may."""
    types = [cause if isinstance(cause, ProblemType) else PROBLEMS[cause] for cause in causes]
    by_status: dict[int, list[str]] = {}
    for problem_type in (*types, INVALID_REQUEST, OUR_ERROR, UNAVAILABLE):
        by_status.setdefault(problem_type.status, []).append(f"{problem_type.title} (`{problem_type.slug}`)")
    content = {PROBLEM_MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status: {"description": "; ".join(dict.fromkeys(titles)), "content": content}
        for status, titles in sorted(by_status.items())
    }


def _answer_known_error(request: Request, error: Exception) -> Response:
    problem_type = problem_type_of(error)
    if problem_type.status >= _FIRST_SERVER_ERROR:
        _LOG.error("%s %s: %s", request.method, request.url.path, error, exc_info=error)
    named: dict[str, Any] = {}
    if isinstance(error, UnknownSeries):
        named["known"] = list(error.known)
    if isinstance(error, UnknownLetter):
        named["held"] = list(error.held)
    if isinstance(error, UnknownParameter):
        named["faults"] = [Fault(where=f"query.{one}", what="There is no such one") for one in error.unknown]
    if isinstance(error, BadFilter):
        named["faults"] = [Fault(where=f"query.q[{error.at}]", what=error.why)]
    if isinstance(error, AmbiguousItem):
        named["items"] = list(error.ids)
    response = _answer(request, problem_type, str(error), **named)
    response.headers.update(dict(problem_type.headers))
    response.headers.update(retry_after_of(error))
    return response


def _answer_invalid_request(request: Request, error: Exception) -> Response:
    faults = [
        Fault(where=".".join(str(step) for step in fault["loc"]), what=fault["msg"])
        for fault in (error.errors() if isinstance(error, RequestValidationError) else ())
    ]
    detail = "; ".join(f"{fault.where}: {fault.what}" for fault in faults)
    return _answer(request, INVALID_REQUEST, detail, faults=faults)


def _answer_refusal(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else OUR_ERROR.status
    problem_type = _REFUSALS.get(status, BAD_REQUEST)
    response = _answer(request, problem_type, _detail_of_refusal(request, error, problem_type))
    response.headers.update(getattr(error, "headers", None) or {})
    return response


def _answer_unavailable(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s: %s", request.method, request.url.path, error, exc_info=error)
    return _answer(request, UNAVAILABLE, "the database does not answer; try again in a moment")


def _answer_our_error(request: Request, _error: Exception) -> Response:
    return _answer(request, OUR_ERROR, "something broke here and was logged; your request may well be right")


_REFUSALS = {
    problem_type.status: problem_type
    for problem_type in (BAD_REQUEST, NOT_FOUND, METHOD_NOT_ALLOWED, TOO_LARGE, INVALID_REQUEST)
}


def _detail_of_refusal(request: Request, error: Exception, problem_type: ProblemType) -> str:
    if problem_type is NOT_FOUND:
        return f"there is nothing at {request.url.path}; what there is stands at /openapi.json"
    if problem_type is METHOD_NOT_ALLOWED:
        return f"{request.method} is not for {request.url.path}; /openapi.json says what is"
    return str(getattr(error, "detail", error))


def _answer(request: Request, problem_type: ProblemType, detail: str, **named: Any) -> Response:
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    problem = Problem(
        type=type_uri(problem_type, request.app.state.settings.public_url),
        title=problem_type.title,
        status=problem_type.status,
        detail=detail,
        instance=asked,
        **named,
    )
    show: ShowProblem = request.app.state.show_problem
    page = show(request, problem)
    if page is not None:
        return page
    content = problem.model_dump(exclude_none=True)
    return JSONResponse(content, status_code=problem.status, media_type=PROBLEM_MEDIA_TYPE)


def retry_after_of(error: Exception | None) -> dict[str, str]:
    """The header that says when to ask again (RFC 9110, 10.2.3); none where the error does not know."""
    seconds = error.retry_after if isinstance(error, ServiceError) else None
    return {} if seconds is None else {"Retry-After": str(seconds)}


def type_uri(problem_type: ProblemType, public_url: str | None) -> str:
    """The address that names the sort of problem, and tells about it; absolute where our name is known."""
    return f"{public_url or ''}/v1/problems/{problem_type.slug}"
