"""`lettertrail sources ...`: the places that are watched for letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.outcome import with_exit_code
from service.commands.output import open_console, write_json

if TYPE_CHECKING:
    from service.sources.watched_source import WatchedSource

__all__ = ["app"]

app = typer.Typer(
    name="sources",
    no_args_is_help=True,
    help="Watch folders and web addresses for letters; what is found waits for you (candidates).",
)

Id = Annotated[str, typer.Argument(metavar="ID", help="As `sources list` shows it.")]


def add(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="A folder, or an address with https://.")],
    *,
    series: Annotated[str, typer.Option(metavar="S", help="The series whose letters come there.")],
    links: Annotated[
        str | None,
        typer.Option(
            metavar="PATTERN",
            help="The address is a page that links to letters: take those like this, as in '*.pdf'.",
        ),
    ] = None,
    every: Annotated[str, typer.Option(metavar="T", help="How often to look: 30m, 6h, 2d.")] = "6h",
) -> None:
    """Watch a place from now on. Nothing that is found is recorded by itself."""
    from service import clock
    from service.commands.recorded_letters import open_record, read_settings
    from service.database import transaction
    from service.sources.source_rows import add_source
    from service.sources.watch_place import read_interval, watch_place

    source = watch_place(place, series=series, links=links, every=read_interval(every), now=clock.now())
    with open_record(read_settings()) as engine, transaction(engine) as connection:
        new = add_source(connection, source)
    what = "watched from now on" if new else "was watched already"
    typer.echo(f"{source.id}  {source.place}: {what}, every {every}; look at once: lettertrail sources check")


def list_(
    *, as_json: Annotated[bool, typer.Option("--json", help="For programs: exact JSON.")] = False
) -> None:
    """List the watched places: when each was looked at, and what was wrong."""
    from service.commands.candidate_report import print_sources
    from service.commands.recorded_letters import open_held_record, read_settings
    from service.sources.candidate_json import source_to_watch_json
    from service.sources.source_rows import list_sources

    with open_held_record(read_settings()) as engine, engine.connect() as connection:
        told = [source_to_watch_json(source) for source in list_sources(connection)]
    if as_json:
        write_json({"sources": told})
    else:
        print_sources(open_console(), told)


def check(
    source: Annotated[str | None, typer.Argument(metavar="[ID]", help="One place; all without it.")] = None,
) -> None:
    """Look at the watched places now, whether or not their turn has come."""
    from service.commands.recorded_letters import open_held_record, read_settings
    from service.sources.check_source import check_source
    from service.sources.reach import reach_of
    from service.sources.source_rows import list_sources, load_source

    settings = read_settings()
    with open_held_record(settings) as engine:
        with engine.connect() as connection:
            sources = list_sources(connection) if source is None else (load_source(connection, source),)
        for one in sources:
            checked = check_source(engine, one, reach=reach_of(settings))
            typer.echo(_outcome(checked.source, checked.candidates))
    if not sources:
        typer.echo("no place is watched; add one: lettertrail sources add PLACE --series S")


def remove(source: Id) -> None:
    """Watch a place no longer; what was found there stays."""
    from service.commands.recorded_letters import open_held_record, read_settings
    from service.database import transaction
    from service.sources.source_rows import remove_source

    with open_held_record(read_settings()) as engine, transaction(engine) as connection:
        remove_source(connection, source)
    typer.echo(f"{source}: watched no longer")


def _outcome(source: WatchedSource, found: tuple[str, ...]) -> str:
    """What a check came to, on one line."""
    if source.memory.problem is not None:
        return f"{source.id}  {source.place}: {source.memory.problem}"
    said = [f"{visit.where}: {visit.problem}" for visit in source.memory.visits if visit.problem]
    new = f"new: {', '.join(found)}; see lettertrail candidates list" if found else "nothing new"
    return f"{source.id}  {source.place}: {new}" + "".join(f"\n    {line}" for line in said)


for name, command in (("add", add), ("list", list_), ("check", check), ("remove", remove)):
    app.command(name)(with_exit_code(command))
