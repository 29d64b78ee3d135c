"""The OpenAPI description, true to what is sent: problems where FastAPI would announce errors of its own."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service.routes.problems import Problem

__all__ = ["describe"]

_ITS_OWN = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI) -> dict[str, Any]:
    """The description of all routes of the app; made once."""
    if app.openapi_schema is None:
        described = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        _describe_problems(described)
        app.openapi_schema = described
    return app.openapi_schema


def _describe_problems(described: dict[str, Any]) -> None:
    schemas = described.setdefault("components", {}).setdefault("schemas", {})
    for name in _ITS_OWN:
        schemas.pop(name, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs", {}))
    schemas["Problem"] = problem
    for path in described["paths"].values():
        for operation in path.values():
            _drop_own_errors(operation["responses"])


def _drop_own_errors(responses: dict[str, Any]) -> None:
    """FastAPI announces a 422 of its own where a route has parameters; ours are announced by the route."""
    invalid = responses.get("422", {})
    if "HTTPValidationError" in str(invalid.get("content", {})):
        del responses["422"]
