"""`lettertrail compare OLD NEW`: what moved between two letters, from the files alone."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.letter_file import STDIN, read_letter_file, shown, warn_of_order
from service.commands.output import open_console
from service.commands.report_file import Filter, Output, WrittenAs, form_asked, send_report
from service.reports.report_forms import ReportForm

if TYPE_CHECKING:
    from service.signing.signing_keys import SigningKeys

__all__ = ["compare"]

_OPTION_ALL = typer.Option("--all", help="Show reworded and moved ones too.")
_OPTION_JSON = typer.Option("--json", help="Every change and link as JSON, every quote with its place.")


def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The older letter; - for stdin.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The newer letter; - for stdin.")],
    *,
    show_minor: Annotated[bool, _OPTION_ALL] = False,
    as_json: Annotated[bool, _OPTION_JSON] = False,
    written_as: WrittenAs = None,
    output: Output = None,
    query: Filter = "",
) -> None:
    """Compare two letters: what was signed, done, put off, changed or is no longer mentioned.

    On the screen, or as a file: -o moved.xlsx, -o brief.html, --as redline.
    """
    if old == new == STDIN:
        raise typer.BadParameter("only one of the two letters can come from stdin")
    if as_json and written_as not in {None, ReportForm.JSON}:
        raise typer.BadParameter("give --json or --as, not both")
    form = ReportForm.JSON if as_json else form_asked(written_as, output)
    from diffing.compare_letters import compare_letters
    from service.filters.filter_language import parse
    from service.reports.selection import check_it_lists_changes, select

    check_it_lists_changes(form, query)
    wanted = parse(query) if query.strip() else None
    letters = read_letter_file(old), read_letter_file(new)
    warn_of_order(*letters)
    comparison = compare_letters(*letters)
    selection = select(comparison, wanted, query=query, minor=show_minor)
    if form is not None:
        from service.reports.written_report import Asked, write_report

        asked = Asked(form=form, selection=selection)
        said = f"what moved between {shown(old)} and {shown(new)}"
        send_report(write_report(comparison, asked, _keys()), form, output, said=said)
        return
    from diffing.change_json import comparison_to_json
    from service.commands.comparison_report import print_comparison

    names = Path(shown(old)).name, Path(shown(new)).name
    public = comparison_to_json(comparison)
    chosen = replace(selection, minor=True).of(public["changes"])
    shown_too = show_minor or selection.minor
    print_comparison(open_console(), public | {"changes": chosen}, names=names, show_minor=shown_too)


def _keys() -> SigningKeys:
    """Those of the file that is set; two files alone have none."""
    from service.signing.signing_keys import SigningKeys

    path = os.environ.get("LETTERTRAIL_SIGNING_KEY")
    return SigningKeys(Path(path) if path else None)
