"""`lettertrail export SERIES [OLD..NEW]`: what moved, as a file for a spreadsheet or a program."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from diffing.comparison import Comparison

__all__ = ["export"]


class ExportFormat(StrEnum):
    """What an export is written as."""

    CSV = "csv"
    JSON = "json"


def export(
    series: Annotated[str, typer.Argument(help="The series of the two letters.")],
    pair: Annotated[
        str, typer.Argument(metavar="OLD..NEW", help="Two dates, or `previous` and `latest`.")
    ] = "previous..latest",
    *,
    written_as: Annotated[
        ExportFormat, typer.Option("--as", help="csv: one row per change; json: the whole comparison.")
    ] = ExportFormat.CSV,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write; standard output without it.")
    ] = None,
    with_minor: Annotated[
        bool, typer.Option("--all", help="Rows for what is only reworded or moved elsewhere, too.")
    ] = False,
) -> None:
    """Write what moved between two recorded letters: CSV for a spreadsheet, JSON for a program."""
    from service.commands.recorded_letters import open_record, read_settings
    from service.compare_recorded import compare_recorded, split_pair

    with open_record(read_settings()) as engine, engine.connect() as connection:
        old, new = split_pair(pair)
        comparison = compare_recorded(connection, series, old, new)
    written = _written(comparison, written_as, with_minor=with_minor)
    if output is None:
        typer.echo(written, nl=False)
    else:
        output.write_text(written, encoding="utf-8", newline="")
        typer.echo(f"{output}: what moved between {comparison.old.key} and {comparison.new.key}", err=True)


def _written(comparison: Comparison, written_as: ExportFormat, *, with_minor: bool) -> str:
    from service.change_rows import rows_of, write_csv
    from service.commands.recorded_letters import read_settings
    from service.signed_receipts import signed_comparison
    from service.signing_keys import signing_keys

    public = signed_comparison(comparison, signing_keys(read_settings()))
    if written_as is ExportFormat.JSON:
        return json.dumps(public, ensure_ascii=False, indent=2) + "\n"
    letters = (comparison.old.key, comparison.new.key)
    return write_csv(rows_of(public["changes"], letters=letters, minor=with_minor))
