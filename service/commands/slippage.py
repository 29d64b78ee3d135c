"""`lettertrail slippage SERIES`: what became of what letters promised, and by how much deadlines moved."""

from __future__ import annotations

from typing import Annotated

import typer

from service.commands.output import open_console, write_csv_text, write_json

__all__ = ["slippage"]


def slippage(
    series: Annotated[str, typer.Argument(help="The series of the letters.")],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Every figure with the promises that it counts, as JSON.")
    ] = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="One row per promise and letter, for a spreadsheet.")
    ] = False,
) -> None:
    """Say of every promise of a recorded series what became of it in the letter after."""
    if as_json and as_csv:
        raise typer.BadParameter("either --json or --csv")
    from diffing.outcomes.slippage import by_slip
    from diffing.outcomes.slippage_json import promise_to_json, slippage_to_json
    from service.commands.recorded_letters import open_held_record, read_settings
    from service.commands.slippage_report import print_slippage
    from service.comparing.compare_recorded import compare_recorded
    from service.comparing.ledger_recorded import slippage_recorded
    from service.showing.ledger_rows import PROMISE_COLUMNS, promise_rows

    with open_held_record(read_settings()) as engine, engine.connect() as connection:
        found = slippage_recorded(connection, series, compare=compare_recorded)
    public = slippage_to_json(found)
    if as_json:
        write_json(public)
    elif as_csv:
        write_csv_text(promise_rows(public), PROMISE_COLUMNS)
    else:
        last = [one for one in by_slip(found.promises) if one.new == found.letters[-1]]
        print_slippage(open_console(), public, [promise_to_json(promise) for promise in last])
