"""How far a long command has got, on a terminal; nothing where there is none."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from service.commands.output import open_console

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["counting"]

_Thing = TypeVar("_Thing")


@contextmanager
def counting(what: str, things: Sequence[_Thing]) -> Iterator[Iterable[_Thing]]:
    """The things one by one, with a bar that goes away when they are through."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = open_console(stderr=True)
    with Progress(
        *columns,
        console=console,
        transient=True,
        disable=not console.is_terminal,
        # What goes to stdout appears above the bar on a terminal, and stays on stdout where that is a file.
        redirect_stdout=sys.stdout.isatty(),
    ) as bar:
        yield bar.track(things, description=what)
