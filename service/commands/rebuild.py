"""`lettertrail rebuild`: what is derived from the record, dropped and made anew."""

from __future__ import annotations

import typer

__all__ = ["rebuild"]


def rebuild() -> None:
    """Drop every list that is derived from the record, and replay the record into new ones."""
    from service.commands.recorded_letters import authority, open_held_record, read_settings
    from service.recording.rebuild import rebuild as rebuild_lists

    settings = read_settings()
    with open_held_record(settings) as engine:
        made = rebuild_lists(engine, authority=authority(settings))
    typer.echo(f"Rebuilt: {made.letters} letters, {made.entries} published entries, {made.items} items")
