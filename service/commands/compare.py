"""`lettertrail compare OLD NEW`: what moved between two letters, from the files alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.commands.letter_file import STDIN, read_letter_file, shown
from service.commands.output import open_console, write_json

__all__ = ["compare"]

_OPTION_ALL = typer.Option("--all", help="Show reworded and moved ones too.")
_OPTION_JSON = typer.Option("--json", help="Every change and link as JSON, every quote with its place.")


def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The older letter; - for stdin.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The newer letter; - for stdin.")],
    *,
    show_minor: Annotated[bool, _OPTION_ALL] = False,
    as_json: Annotated[bool, _OPTION_JSON] = False,
) -> None:
    """Compare two letters: what was signed, done, put off, changed or is no longer mentioned."""
    if old == new == STDIN:
        raise typer.BadParameter("only one of the two letters can come from stdin")
    from diffing.change_json import comparison_to_json
    from diffing.compare_letters import compare_letters

    letters = read_letter_file(old), read_letter_file(new)
    comparison = comparison_to_json(compare_letters(*letters))
    if as_json:
        write_json(comparison)
        return
    from service.commands.comparison_report import print_comparison

    if letters[0].date > letters[1].date:
        typer.echo("lettertrail: OLD is dated after NEW, so what moved is told backwards", err=True)
    names = Path(shown(old)).name, Path(shown(new)).name
    print_comparison(open_console(), comparison, names=names, show_minor=show_minor)
