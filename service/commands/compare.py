"""`lettertrail compare OLD NEW`: what moved between two letters, from the files alone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.letter_file import STDIN, read_letter_file, shown
from service.commands.output import open_console, write_json

if TYPE_CHECKING:
    from diffing.comparison import Comparison

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
    compared = compare_letters(*letters)
    comparison = comparison_to_json(compared)
    if as_json:
        write_json(_signed(comparison, compared))
        return
    from service.commands.comparison_report import print_comparison

    if letters[0].date > letters[1].date:
        typer.echo("lettertrail: OLD is dated after NEW, so what moved is told backwards", err=True)
    names = Path(shown(old)).name, Path(shown(new)).name
    print_comparison(open_console(), comparison, names=names, show_minor=show_minor)


def _signed(public: dict[str, Any], comparison: Comparison) -> dict[str, Any]:
    """The comparison, its receipt signed where a key is set; a file alone has none."""
    if not os.environ.get("LETTERTRAIL_SIGNING_KEY"):
        return public
    from service.commands.recorded_letters import read_settings
    from service.signed_receipts import signed_receipt
    from service.signing_keys import signing_keys

    return public | {"receipt": signed_receipt(comparison, signing_keys(read_settings()))}
