"""Documents cannot drift: what is public has its name in the document that should explain it."""

from __future__ import annotations

import ast
import inspect
import re
from typing import get_args

import pytest
from checkout import ROOT, product_files, tree_of

import snapshots.errors
from diffing.changes.typed_changes import KINDS
from service.app import create_app
from service.cli import app as command_line
from service.errors import ServiceError
from service.settings import Settings
from snapshots.letter_events import Event


def document(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def errors_of(module: object) -> list[str]:
    return [
        name
        for name, value in vars(module).items()
        if inspect.isclass(value) and issubclass(value, Exception)
    ]


def errors_of_serving() -> list[str]:
    """All that are made of ServiceError, in whatever module; faults of a command line are told by it alone."""
    found, left = set(), [ServiceError]
    while left:
        error = left.pop()
        left += error.__subclasses__()
        if not error.__module__.startswith("service.commands."):
            found.add(error.__name__)
    return sorted(found)


def routes() -> list[str]:
    """Paths as the application answers them, without what they vary in."""
    return sorted(create_app(Settings()).openapi()["paths"])


def codes_of_findings() -> set[str]:
    """The codes as they stand in the product: every text that is, or may be, the `code` of a Finding."""
    codes = set()
    for path in product_files():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
                (given,) = (word.value for word in node.keywords if word.arg == "code")
                codes |= {one.value for one in ast.walk(given) if isinstance(one, ast.Constant)}
    return {code for code in codes if isinstance(code, str) and "." in code}


def test_every_code_of_a_finding_is_explained_and_no_other() -> None:
    table = document("snapshots/DESIGN.md").partition("| code | severity |")[2].partition("\n\n")[0]
    named = re.findall(r"`([a-z]+\.[a-z]+)`", "\n".join(row.split("|")[1] for row in table.splitlines()[2:]))
    assert sorted(named) == sorted(codes_of_findings())
    assert len(named) > 10


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_change_is_explained(kind: str) -> None:
    assert f"`{kind}`" in document("diffing/DESIGN.md")


@pytest.mark.parametrize("event", [event.__name__ for event in get_args(Event)])
def test_the_stored_form_of_every_event_is_written_down(event: str) -> None:
    assert f"`{event}`" in document("snapshots/DESIGN.md")


@pytest.mark.parametrize("field", list(Settings.model_fields))
def test_every_setting_is_explained(field: str) -> None:
    assert f"LETTERTRAIL_{field.upper()}" in document("service/DESIGN.md")


def test_every_route_is_explained() -> None:
    """In one test: describing the application takes two seconds, which whoever collects tests should not."""
    found = routes()
    assert len(found) > 20
    assert [path for path in found if path not in document("service/DESIGN.md")] == []


@pytest.mark.parametrize("command", [c.name or c.callback.__name__ for c in command_line.registered_commands])
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"lettertrail {command.replace('_', '-')}" in document("README.md")


@pytest.mark.parametrize("error", errors_of(snapshots.errors))
def test_every_error_of_reading_and_keeping_is_explained(error: str) -> None:
    assert error in document("snapshots/DESIGN.md")


@pytest.mark.parametrize("error", errors_of_serving())
def test_every_error_of_serving_is_explained(error: str) -> None:
    assert error in document("service/DESIGN.md")
