"""`lettertrail read FILE`: what one letter says, statement by statement."""

from __future__ import annotations

from typing import Annotated

import typer

from service.commands.letter_file import read_letter_file
from service.commands.output import open_console, write_json

__all__ = ["read"]


def read(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Text, HTML, Markdown, DOCX or PDF; - for stdin.")
    ],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="The whole reading as JSON, every quote with its place.")
    ] = False,
) -> None:
    """Read one letter: its statements, with what they say of money, time, status and partners."""
    letter = read_letter_file(file)
    if as_json:
        from snapshots.letter_json import letter_to_json

        write_json(letter_to_json(letter))
        return
    from service.commands.letter_report import print_letter

    print_letter(open_console(), letter)
