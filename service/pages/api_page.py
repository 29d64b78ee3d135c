"""The page of the API: what OpenAPI says of it, as a person reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

__all__ = ["Answer", "ApiPage", "Member", "Operation", "Piece", "Shape", "api_page"]

Json = Mapping[str, Any]

_REFERENCE = "#/components/schemas/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the words that describe a type; `shape` names the shape that they stand for, if any."""

    text: str
    shape: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A parameter or a member of a shape; `where` is `path` or `query` of the first, empty of the second."""

    name: str
    words: str
    type: tuple[Piece, ...]
    required: bool
    default: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A status that may come back, and as what: media types, each with its shape where it has one."""

    status: str
    words: str
    forms: tuple[tuple[str, tuple[Piece, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What can be asked for; `example` is an address that anybody can open as it stands, if there is one."""

    id: str
    method: str
    path: str
    words: str
    parameters: tuple[Member, ...]
    sent: tuple[tuple[str, tuple[Piece, ...]], ...]
    answers: tuple[Answer, ...]
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A JSON object by its name; one without members is a choice of other shapes or a list of words."""

    name: str
    words: str
    type: tuple[Piece, ...]
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiPage:
    """All that the page shows; `filters` is the reference of the filter language."""

    title: str
    version: str
    groups: tuple[tuple[str, tuple[Operation, ...]], ...]
    shapes: tuple[Shape, ...]
    filters: str


def api_page(described: Json, *, filters: str) -> ApiPage:
    """The page of an OpenAPI description."""
    tagged = sorted(_operations(described["paths"]), key=lambda pair: pair[0])
    return ApiPage(
        title=described["info"]["title"],
        version=described["info"]["version"],
        groups=tuple(
            (tag, tuple(operation for _, operation in group))
            for tag, group in groupby(tagged, key=lambda pair: pair[0])
        ),
        shapes=tuple(
            _shape(name, schema) for name, schema in sorted(described["components"]["schemas"].items())
        ),
        filters=filters,
    )


def _operations(paths: Json) -> Iterator[tuple[str, Operation]]:
    for path, methods in paths.items():
        for method, described in methods.items():
            yield described["tags"][0], _operation(method, path, described)


def _operation(method: str, path: str, described: Json) -> Operation:
    parameters = tuple(_parameter(one) for one in described.get("parameters", ()))
    asked = described.get("security") or any(one.required for one in parameters)
    endless = "text/event-stream" in described["responses"].get("200", {}).get("content", {})
    ready = method == "get" and not asked and not endless
    return Operation(
        id=described["operationId"],
        method=method.upper(),
        path=path,
        words=described.get("description", ""),
        parameters=parameters,
        sent=_forms(described.get("requestBody", {})),
        answers=tuple(
            Answer(status=status, words=answer["description"], forms=_forms(answer))
            for status, answer in sorted(described["responses"].items())
        ),
        example=path if ready else "",
    )


def _parameter(described: Json) -> Member:
    return Member(
        name=described["name"],
        words=described.get("description", ""),
        type=_type(described["schema"]),
        required=described["required"],
        default=_default(described["schema"]),
        where=described["in"],
    )


def _forms(described: Json) -> tuple[tuple[str, tuple[Piece, ...]], ...]:
    return tuple(
        (media_type, _type(form["schema"]) if "schema" in form else ())
        for media_type, form in described.get("content", {}).items()
    )


def _shape(name: str, schema: Json) -> Shape:
    required = schema.get("required", ())
    return Shape(
        name=name,
        words=schema.get("description", ""),
        type=() if "properties" in schema else _type(schema),
        members=tuple(
            Member(
                name=member,
                words=described.get("description", ""),
                type=_type(described),
                required=member in required,
                default=_default(described),
            )
            for member, described in schema.get("properties", {}).items()
        ),
    )


def _default(schema: Json) -> str:
    default = schema.get("default")
    return "" if default in {None, ""} else json.dumps(default)


def _type(schema: Json) -> tuple[Piece, ...]:
    """The words for a type: `integer, 1 to 500`, `string or null`, `list of` another shape."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(_REFERENCE)
        return (Piece(text=name, shape=name),)
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return _joined([_type(one) for one in schema[several]], " or ")
    if "const" in schema or "enum" in schema:
        values = schema.get("enum", [schema.get("const")])
        return (Piece(text=", ".join(json.dumps(value, ensure_ascii=False) for value in values)),)
    if "prefixItems" in schema:
        inner = _joined([_type(one) for one in schema["prefixItems"]], ", ")
        return (Piece(text="["), *inner, Piece(text="]"))
    if schema.get("type") == "array":
        return (Piece(text="list of "), *_type(schema.get("items", {})))
    return (Piece(text=_plain(schema)),)


def _plain(schema: Json) -> str:
    name = schema.get("format") or schema.get("type") or "anything"
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None and most is not None:
        return f"{name}, {least} to {most}"
    return f"{name}, at least {least}" if least is not None else str(name)


def _joined(types: Sequence[tuple[Piece, ...]], between: str) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for place, one in enumerate(types):
        pieces += [*([Piece(text=between)] if place else []), *one]
    return tuple(pieces)
