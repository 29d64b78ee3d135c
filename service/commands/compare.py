"""`lettertrail compare OLD NEW`: what moved between two letters, from the files alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.letter_file import STDIN, read_letter_file, shown
from service.commands.output import open_console, write_json

if TYPE_CHECKING:
    from snapshots.letter import Letter

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
    from diffing.compare_letters import compare_letters

    from diffing.change_json import comparison_to_json

    letters = read_letter_file(old), read_letter_file(new)
    comparison = comparison_to_json(compare_letters(*letters))
    if as_json:
        write_json(comparison)
        return
    from service.commands.comparison_report import print_comparison

    names = _called(letters[0], old), _called(letters[1], new)
    print_comparison(open_console(), comparison, names=names, show_minor=show_minor)


def _called(letter: Letter, file: str) -> str:
    from service.plain_words import day

    return f"{day(letter.date)} ({Path(shown(file)).name})"
