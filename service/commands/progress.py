"""How far a long command has got, on a terminal; nothing where there is none."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, TypeVar

import typer

from service.commands.output import open_console

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

__all__ = ["Counted", "counting"]

_Thing = TypeVar("_Thing")


class Counted(Generic[_Thing]):
    """The things one by one, and what is said of each, which stands above the bar."""

    def __init__(self, things: Iterable[_Thing], bar: Console | None) -> None:
        self._things = things
        self._bar = bar

    def __iter__(self) -> Iterator[_Thing]:
        return iter(self._things)

    def tell(self, line: str, *, err: bool = False) -> None:
        """Writes a line to stdout, or stderr; on a terminal the bar makes room for it, and moves below."""
        from rich.text import Text

        stream = sys.stderr if err else sys.stdout
        if self._bar is not None and stream.isatty():
            self._bar.print(Text(line), soft_wrap=True)
        else:
            typer.echo(line, err=err)


@contextmanager
def counting(what: str, things: Sequence[_Thing]) -> Iterator[Counted[_Thing]]:
    """The things one by one, with a bar on stderr that goes away when they are through."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = open_console(stderr=True)
    shown = console.is_terminal
    # Lines are told, not redirected: what writes to stdout by itself would go behind the bar's back.
    with Progress(
        *columns,
        console=console,
        transient=True,
        disable=not shown,
        redirect_stdout=False,
        redirect_stderr=False,
    ) as bar:
        yield Counted(bar.track(things, description=what), console if shown else None)
