"""`lettertrail reread [LETTER...]`: letters of the record, read anew by this version's reader."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.output import open_console, write_json
from service.routes.problem_table import INPUT_AT_FAULT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.recording.told_rereadings import SeriesReadAnew
    from service.settings import Settings

__all__ = ["reread"]


def reread(
    letters: Annotated[
        list[str] | None,
        typer.Argument(metavar="[LETTER]...", help="As in euco-migration/2023-12-13; without any, all."),
    ] = None,
    *,
    series: Annotated[
        str | None, typer.Option(metavar="S", help="Of this series only; letters are then named by date.")
    ] = None,
    rehearse: Annotated[bool, typer.Option(help="Say what would change, and write nothing.")] = False,
    reason: Annotated[
        str, typer.Option(metavar="WORDS", help="Why, for the record.")
    ] = "a newer version of the reader",
    as_json: Annotated[bool, typer.Option("--json", help="For programs: exact JSON.")] = False,
) -> None:
    """Read letters of the record anew, from the bytes that they came as. Nothing of it is published."""
    from service.commands.recorded_letters import read_settings
    from service.commands.reread_report import print_rereadings
    from service.recording.told_rereadings import rereadings_to_json

    told = _told(read_settings(), letters or (), series=series, reason=None if rehearse else reason)
    if as_json:
        write_json(rereadings_to_json(told, rehearsed=rehearse))
    else:
        print_rereadings(open_console(), told, rehearsed=rehearse)
    refused = [letter for one in told for letter in one.letters if letter.why]
    for letter in refused:
        typer.echo(f"lettertrail: {letter.key}: {' '.join(letter.why.split())}", err=True)
    if refused:
        raise typer.Exit(INPUT_AT_FAULT)


def _told(
    settings: Settings, letters: Sequence[str], *, series: str | None, reason: str | None
) -> tuple[SeriesReadAnew, ...]:
    """What is read anew: recorded for this reason, or rehearsed for none."""
    from service.commands.recorded_letters import open_held_record
    from service.reading.read_apart import read_apart
    from service.recording.reread_letters import rehearse_reading, reread_letters

    read = partial(read_apart, limits=settings.reading_limits)
    with open_held_record(settings) as engine:
        if reason is None:
            return rehearse_reading(engine, series=series, letters=letters, read=read)
        return reread_letters(engine, series=series, letters=letters, read=read, reason=reason)
