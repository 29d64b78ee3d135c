"""A report that a command writes, to a file or to standard output, in the form that is asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from service.commands.outcome import CommandFault
from service.reports.report_forms import ReportForm, form_of_file

__all__ = [
    "All",
    "Filter",
    "Output",
    "UnwritableFile",
    "WrittenAs",
    "form_asked",
    "send_report",
]

WrittenAs = Annotated[
    ReportForm | None,
    typer.Option(
        "--as",
        help="csv, xlsx: a row per change; brief: one page, Markdown or to print; redline: the words "
        "of every measure; json: everything. Without it, what the name of the file says.",
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="The file to write; standard output without it.")
]
Filter = Annotated[
    str,
    typer.Option("--filter", "-q", help="Only changes that match, as in feeds: 'partner:EG kind:deadline'."),
]
All = Annotated[bool, typer.Option("--all", help="What is only reworded or moved elsewhere, too.")]


class UnwritableFile(CommandFault, OSError):
    """The report cannot be written where it should go."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"cannot write {path}: {why}")


def form_asked(asked: ReportForm | None, output: Path | None) -> ReportForm | None:
    """The form that is asked for, else that of the file's name; None where neither is given.

    Raises typer.BadParameter for a name that says nothing.
    """
    if asked is not None or output is None:
        return asked
    form = form_of_file(output.name)
    if form is None:
        raise typer.BadParameter(
            f"{output.name!r} does not say what to write: give --as, or a name like moved.xlsx"
        )
    return form


def send_report(data: bytes, form: ReportForm, output: Path | None, *, said: str) -> None:
    """Write the bytes; of a file that was written, `said` on stderr says what is in it.

    Raises UnwritableFile, and typer.BadParameter for a workbook on a terminal.
    """
    if output is None:
        if form is ReportForm.XLSX and sys.stdout.isatty():
            raise typer.BadParameter("a workbook is no text: give it a file, -o moved.xlsx")
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise UnwritableFile(output, error.strerror or type(error).__name__) from error
    typer.echo(f"{output}: {said}", err=True)
