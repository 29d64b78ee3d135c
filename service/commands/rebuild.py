"""`lettertrail rebuild`: what is derived from the log, dropped and replayed."""

from __future__ import annotations

import typer

__all__ = ["rebuild"]


def rebuild() -> None:
    """Drop every list and index that is derived from the log, and replay the log into new ones."""
    from service import rebuild as rebuilding
    from service.commands.recorded_letters import open_record, read_settings

    with open_record(read_settings()) as engine:
        typer.echo(rebuilding)
