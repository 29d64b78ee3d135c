"""`lettertrail read FILE...`: what one letter says, statement by statement; or many letters, a line each."""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from io import TextIOWrapper
from typing import Annotated, NamedTuple

import typer

from service.commands.letter_file import read_letter_file, shown
from service.commands.outcome import one_line
from service.commands.output import open_console, write_json
from service.routes.problem_table import INPUT_AT_FAULT
from snapshots.errors import UnreadableLetter

__all__ = ["read"]

# Letters that one process takes at a time: enough that handing them over costs nothing beside reading them.
_AT_A_TIME = 4


class _Outcome(NamedTuple):
    """What became of one of many files: its line on stdout, or why it could not be read."""

    line: str
    error: str


def read(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Text, HTML, Markdown, DOCX or PDF; - for stdin.")
    ],
    *,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="The whole reading as JSON; of several letters, one reading per line."),
    ] = False,
) -> None:
    """Read one letter: its statements, with what they say of money, time, status and partners; or many."""
    if len(files) > 1:
        _read_many(files, as_json=as_json)
        return
    letter = read_letter_file(files[0])
    if as_json:
        from snapshots.letter_json import letter_to_json

        write_json(letter_to_json(letter))
        return
    from service.commands.letter_report import print_letter

    print_letter(open_console(), letter)


def _read_many(files: list[str], *, as_json: bool) -> None:
    """All of them on all processors, in their order; a file that cannot be read loses no other."""
    from service.commands.progress import counting

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    failed = 0
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool, counting("Reading", files) as counted:
        outcomes = pool.map(partial(_read_one, as_json=as_json), files, chunksize=_AT_A_TIME)
        for _, outcome in zip(counted, outcomes, strict=True):
            failed += bool(outcome.error)
            counted.tell(outcome.error or outcome.line, err=bool(outcome.error))
    if failed:
        raise typer.Exit(INPUT_AT_FAULT)


def _read_one(file: str, *, as_json: bool) -> _Outcome:
    """Runs in a process of its own."""
    from snapshots.letter_json import letter_to_json

    try:
        letter = read_letter_file(file)
    except UnreadableLetter as error:
        return _Outcome(line="", error=f"lettertrail: {one_line(error)}")
    if as_json:
        return _Outcome(line=json.dumps(letter_to_json(letter), ensure_ascii=False), error="")
    amounts = sum(len(s.amounts) for s in letter.statements)
    deadlines = sum(len(s.deadlines) for s in letter.statements)
    return _Outcome(
        line=f"{shown(file)}: {letter.date}, {len(letter.statements)} statements, {amounts} amounts, "
        f"{deadlines} deadlines, {len(letter.findings)} findings",
        error="",
    )
