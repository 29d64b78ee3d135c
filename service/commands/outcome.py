"""How a command ends: 0 done, 1 the input is at fault, 2 usage, 3 our fault; one line says why.

LETTERTRAIL_DEBUG=1 lets an error through with its traceback.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

import typer

from service.errors import ServiceError
from service.routes.problem_table import INPUT_AT_FAULT, exit_code_of
from snapshots.errors import SnapshotError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["CommandFault", "ending", "one_line", "with_exit_code"]

# Where standard output goes, nothing more fits.
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

_Arguments = ParamSpec("_Arguments")


class CommandFault(ServiceError):
    """What the command was given is at fault; only commands raise it, so it has no HTTP problem."""


def with_exit_code(command: Callable[_Arguments, None]) -> Callable[_Arguments, None]:
    """The command, its errors turned into a line on stderr and an exit code."""

    @wraps(command)
    def ended(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
        with ending():
            command(*args, **kwargs)

    return ended


@contextmanager
def ending() -> Iterator[None]:
    """Run a command in this: what it raises becomes a line on stderr and `typer.Exit`."""
    try:
        yield
        sys.stdout.flush()
    except (typer.Exit, typer.BadParameter):
        raise
    except BrokenPipeError:
        _leave_quietly()
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise _told(error) from error
        typer.echo(
            f"lettertrail: the output cannot be written: {error.strerror}; write it elsewhere", err=True
        )
        raise typer.Exit(INPUT_AT_FAULT) from error
    except Exception as error:
        raise _told(error) from error


def _told(error: Exception) -> BaseException:
    """How the command ends, once a line has said what was raised; the error itself, for who looks for it."""
    if os.environ.get("LETTERTRAIL_DEBUG") == "1":
        return error
    typer.echo(f"lettertrail: {_said(error)}", err=True)
    return typer.Exit(INPUT_AT_FAULT if isinstance(error, CommandFault) else exit_code_of(error))


def one_line(error: BaseException) -> str:
    """What an error says, on one line."""
    return " ".join(str(error).split())


def _said(error: Exception) -> str:
    if isinstance(error, SnapshotError | ServiceError):
        return one_line(error)
    return (
        f"this should not have happened: {type(error).__name__}: {one_line(error)} "
        "(LETTERTRAIL_DEBUG=1 shows where)"
    )


def _leave_quietly() -> None:
    """Who read our output has seen enough, as `head` does: nothing is wrong, and nobody is left to tell."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(0)
