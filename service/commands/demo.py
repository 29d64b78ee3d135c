"""`lettertrail demo`: the demo series in the record, to try everything on."""

from __future__ import annotations

import typer

from service.commands.progress import counting

__all__ = ["demo"]


def demo() -> None:
    """Record the demo series (four letters in our own words), and say where to look. Does no harm twice."""
    from service.commands.ingest import outcome_of
    from service.commands.recorded_letters import authority, open_record, read_settings
    from service.demo.demo_letters import DEMO_SERIES, demo_letters
    from service.recording.record_letter import record_letter

    settings = read_settings()
    with open_record(settings) as engine, counting("Recording the demo letters", demo_letters()) as letters:
        for letter in letters:
            recorded = record_letter(
                engine,
                letter.data,
                series=DEMO_SERIES,
                filename=letter.filename,
                authority=authority(settings),
            )
            letters.tell(f"{letter.filename}: {outcome_of(recorded)}")
    base = settings.public_url or f"http://{settings.host}:{settings.port}"
    typer.echo(
        f"\nWith the server running (lettertrail serve), what moved between the last two letters is at\n"
        f"{base}/compare/{DEMO_SERIES}/previous..latest"
    )
