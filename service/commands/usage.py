"""How a command is told that it was asked wrongly: in one line, as of any other error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from service.routes.problem_table import OUR_FAULT, USAGE

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["run"]


def run(app: Callable[..., Any], *, name: str) -> int:
    """The exit code of the command that the arguments ask for; usage that cannot be is a line on stderr.

    Without any argument that is the help, with the same exit code, 2.
    """
    try:
        code = app(prog_name=name, standalone_mode=False)
    except typer.Abort:
        typer.echo(f"{name}: broken off", err=True)
        return OUR_FAULT
    except Exception as error:
        # Typer names the base of its errors of usage in some versions and not in others; all have these two.
        message, context = getattr(error, "format_message", None), getattr(error, "ctx", None)
        if message is None:
            raise
        if said := message():  # the help, which is asked for by saying nothing, is on stdout already
            hint = _hint(said, "" if context is None else context.get_usage())
            typer.echo(_said(said + hint, name if context is None else context.command_path), err=True)
        return USAGE
    return code if isinstance(code, int) else 0


def _hint(message: str, usage: str) -> str:
    """What would do, where people name two letters as two arguments."""
    two = "unexpected extra argument" in message and "OLD..NEW" in usage
    return "; two letters are one argument, as in 2023-10-24..2023-12-13" if two else ""


def _said(message: str, command: str) -> str:
    words = " ".join(message.split()).removesuffix(".")
    words = words.replace("Value error, ", "").removeprefix("Invalid value: ")
    return f"{command}: {words[:1].lower()}{words[1:]} ({command} -h shows how)"
