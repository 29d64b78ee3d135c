"""`lettertrail candidates ...`: what was found at watched places, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.outcome import with_exit_code
from service.commands.output import open_console, write_json

if TYPE_CHECKING:
    from sqlalchemy import Engine

__all__ = ["app"]

app = typer.Typer(
    name="candidates",
    no_args_is_help=True,
    help="What was found at watched places: look at it, accept it as a letter, or reject it.",
)

Series = Annotated[str, typer.Argument(metavar="SERIES", help="The series that it was found for.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="As `candidates list` shows it, as in c3.")]
Actor = Annotated[str, typer.Option(metavar="WHO", help="Who decides: a name or a role, kept for ever.")]
Reason = Annotated[str, typer.Option(metavar="WORDS", help="Why, for those who read the record.")]
AsJson = Annotated[bool, typer.Option("--json", help="For programs: exact JSON.")]


def list_(
    *,
    series: Annotated[str | None, typer.Option(metavar="S", help="Of this series only.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Those that were decided of, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what waits to be accepted or rejected."""
    from service.commands.candidate_report import print_candidates
    from service.commands.recorded_letters import open_held_record, read_settings

    with open_held_record(read_settings()) as engine:
        told = [one for one in _told(engine, series) if every or one["state"] == "waiting"]
    if as_json:
        write_json({"candidates": told})
    else:
        print_candidates(open_console(), told)


def show(series: Series, candidate: Id, *, as_json: AsJson = False) -> None:
    """Show what would be recorded and published if it were accepted; nothing is."""
    from service.commands.candidate_report import print_arrival
    from service.commands.recorded_letters import authority, open_held_record, read_settings
    from service.recording.preview_arrival import preview_arrival
    from service.recording.record_letter import preview_letter
    from service.sources.candidate_json import arrival_to_json
    from service.sources.reach import reach_of
    from service.sources.settle_candidate import candidate_bytes

    settings = read_settings()
    with open_held_record(settings) as engine:
        one, data = candidate_bytes(engine, series, candidate)
        source = one.found.source
        preview = preview_letter(
            engine,
            data,
            series=series,
            filename=source.filename,
            media_type=source.media_type,
            read=reach_of(settings).read,
        )
        told = arrival_to_json(preview_arrival(engine, preview, authority=authority(settings)))
    if as_json:
        write_json(told)
    else:
        print_arrival(open_console(), told)


def accept(series: Series, candidate: Id, *, actor: Actor, reason: Reason) -> None:
    """Record it as a letter of the series, and publish what it moves."""
    from service.commands.ingest import outcome_of, told_beside
    from service.commands.recorded_letters import authority, open_held_record, read_settings
    from service.sources.reach import reach_of
    from service.sources.settle_candidate import accept_candidate

    settings = read_settings()
    with open_held_record(settings) as engine:
        accepted = accept_candidate(
            engine,
            series,
            candidate,
            actor=actor,
            reason=reason,
            read=reach_of(settings).read,
            authority=authority(settings),
        )
    typer.echo(f"{candidate}: {outcome_of(accepted.recorded)}")
    for line in told_beside(accepted.recorded):
        typer.echo(f"  {line}")


def reject(series: Series, candidate: Id, *, actor: Actor, reason: Reason) -> None:
    """Say that it is no letter of the series: it is not found again, and may be accepted later."""
    from service.commands.recorded_letters import open_held_record, read_settings
    from service.sources.settle_candidate import reject_candidate

    with open_held_record(read_settings()) as engine:
        reject_candidate(engine, series, candidate, actor=actor, reason=reason)
    typer.echo(f"{candidate}: rejected")


def _told(engine: Engine, series: str | None) -> list[dict[str, Any]]:
    from service.sources.candidate_documents import (
        list_candidates,
        load_candidates,
        series_with_candidates,
    )
    from service.sources.candidate_json import candidate_to_json

    with engine.connect() as connection:
        wanted = (series,) if series is not None else series_with_candidates(connection)
        listed = [one for name in wanted for one in list_candidates(load_candidates(connection, name))]
    return [candidate_to_json(one) for one in listed]


for name, command in (("list", list_), ("show", show), ("accept", accept), ("reject", reject)):
    app.command(name)(with_exit_code(command))
