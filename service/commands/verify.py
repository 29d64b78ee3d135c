"""`lettertrail verify`: whether the record is what was recorded."""

from __future__ import annotations

import typer

__all__ = ["verify"]


def verify() -> None:
    """Check every event, letter, document and published entry; name what fails, line by line."""
    from service.commands.recorded_letters import open_record, read_settings
    from service.errors import BrokenRecord
    from service.verify import verify as verify_record

    with open_record(read_settings()) as engine:
        found = verify_record(engine)
    for failure in found.failures:
        typer.echo(" ".join(failure.split()), err=True)
    if not found.intact:
        raise BrokenRecord(found.failures, derived=not found.record_failures)
    typer.echo(
        f"Intact: {found.events} events, {found.letters} letters, {found.files} files, "
        f"{found.entries} published entries"
    )
