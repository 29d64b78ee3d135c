"""`lettertrail ingest FILE... --series S`: letters from files into the record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.letter_file import bytes_of, name_of, shown
from service.commands.outcome import one_line
from service.commands.progress import counting
from service.routes.problem_table import INPUT_AT_FAULT
from snapshots.errors import UnreadableLetter

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from service.recording.record_letter import Recorded
    from service.settings import Settings

__all__ = ["decisions_held", "ingest", "outcome_of", "told_beside"]


def ingest(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Text, HTML, Markdown, DOCX or PDF; - for stdin.")
    ],
    *,
    series: Annotated[
        str, typer.Option(metavar="S", help="The series they belong to, as in euco-migration.")
    ],
) -> None:
    """Record letters of a series. The same bytes again are no new letter; a bad file loses no other."""
    from service.commands.recorded_letters import open_record, read_settings
    from service.recording.record_letter import check_series_name

    check_series_name(series)
    settings = read_settings()
    failed = 0
    with open_record(settings) as engine, counting("Recording", files) as counted:
        for name in counted:
            try:
                recorded = _record(engine, name, series, settings)
            except UnreadableLetter as error:
                failed += 1
                counted.tell(f"lettertrail: {shown(name)}: {one_line(error)}", err=True)
            else:
                counted.tell(f"{shown(name)}: {outcome_of(recorded)}")
                for line in (*told_beside(recorded), *decisions_held(recorded)):
                    counted.tell(f"  {line}")
    if failed:
        raise typer.Exit(INPUT_AT_FAULT)


def outcome_of(recorded: Recorded) -> str:
    """What became of one file, in words."""
    if recorded.already_recorded:
        return f"is {recorded.key}, which is recorded already"
    statements, entries = len(recorded.letter.statements), len(recorded.entries)
    published = "1 entry" if entries == 1 else f"{entries} entries"
    return f"recorded as {recorded.key}: {statements} statements, {published} published"


def told_beside(recorded: Recorded) -> list[str]:
    """That a letter of its day was held, which may be the same one; empty where none was."""
    return [] if recorded.beside is None else [recorded.beside.after]


def decisions_held(recorded: Recorded) -> list[str]:
    """What became of decisions on links when a letter came in as a re-issue; empty where none concerns it."""
    carried = sorted({one.decision for one in recorded.carried})
    lines = [f"decisions on links that hold of it, too: {', '.join(carried)}"] if carried else []
    lost = (
        f"not carried to it: {one.decision} on {one.origin.letter}:{one.origin.statement}, {one.why}"
        for one in recorded.not_carried
    )
    return [*lines, *lost]


def _record(engine: Engine, name: str, series: str, settings: Settings) -> Recorded:
    from service.commands.recorded_letters import authority
    from service.reading.read_apart import read_apart
    from service.recording.record_letter import record_letter

    return record_letter(
        engine,
        bytes_of(name, most=settings.max_upload_bytes),
        series=series,
        filename=name_of(name),
        read=partial(read_apart, limits=settings.reading_limits),
        authority=authority(settings),
    )
