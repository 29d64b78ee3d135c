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
    """Withdraw a letter: lists, items and comparisons pass it over. Nothing is deleted, nor taken back."""
    from service.commands.recorded_letters import open_record, read_settings
    from service.withdraw_letter import withdraw_letter

    series, _, label = letter.partition("/")
    with open_record(read_settings()) as engine:
        typer.echo(f"{withdraw_letter(engine, series, label, reason=reason)}: withdrawn")
