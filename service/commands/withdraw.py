"""`lettertrail withdraw SERIES/DATE`: a letter counts as not held from now on."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["withdraw"]


def withdraw(
    letter: Annotated[str, typer.Argument(metavar="LETTER", help="As in euco-migration/2023-12-13.")],
    *,
    reason: Annotated[str, typer.Option(metavar="WORDS", help="Why, for those who read the record.")],
) -> None:
    """Withdraw a letter: lists, items and comparisons pass it over. What was told of it is taken back."""
    from service.commands.recorded_letters import authority, open_held_record, read_settings
    from service.projections.decisions import load_decisions
    from service.projections.readings import carry_recorded
    from service.recording.withdraw_letter import withdraw_letter

    series, _, label = letter.partition("/")
    if not (series and label):
        raise typer.BadParameter(
            f"{letter!r} names no letter; say series and date, as in harbour-council/2024-03-06"
        )
    settings = read_settings()
    with open_held_record(settings) as engine:
        key = withdraw_letter(engine, series, label, reason=reason, authority=authority(settings))
        typer.echo(f"{key}: withdrawn")
        with engine.connect() as connection:
            in_force = load_decisions(connection, series).in_force
            lost = carry_recorded(connection, series, in_force).not_carried
    for one in lost:
        if one.origin.letter == key:
            typer.echo(f"  {one.decision} on {one.origin.statement} holds of nothing: {one.why}")
