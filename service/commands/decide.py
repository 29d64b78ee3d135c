"""`lettertrail decide SERIES VERDICT ...`: say which measure is which, or take that back."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.output import open_console, write_json

if TYPE_CHECKING:
    from service.decisions.correct_link import Correction
    from service.settings import Settings
    from snapshots.link_decisions import Pair, Place

__all__ = ["decide"]

_ABOUT = (
    "OLD:STATEMENT=NEW:STATEMENT, as in 2023-10-24:s012=2023-12-13:s034; for undo, the decision, as in d3."
)


class _Verdict(StrEnum):
    CONFIRM = "confirm"
    SEPARATE = "separate"
    SPLIT = "split"
    MERGE = "merge"
    UNDO = "undo"


def decide(
    series: Annotated[str, typer.Argument(help="The series that it is about.")],
    verdict: Annotated[
        _Verdict,
        typer.Argument(help="One measure, two, one that became several, several that became one; or undo."),
    ],
    about: Annotated[list[str], typer.Argument(metavar="PAIR...", help=_ABOUT)],
    *,
    actor: Annotated[str, typer.Option(metavar="WHO", help="Who decides; kept for ever.")],
    reason: Annotated[str, typer.Option(metavar="WORDS", help="Why, for those who read the record.")],
    preview: Annotated[bool, typer.Option("--preview", help="Say what it would change; no more.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs: exact JSON.")] = False,
) -> None:
    """Correct links: comparisons and items respect it, and what was published wrongly is corrected."""
    from service.commands.link_report import print_corrected
    from service.commands.recorded_letters import read_settings

    correction = _correction(verdict, about, actor=actor, reason=reason)
    told = _told(read_settings(), series, correction, preview=preview)
    if as_json:
        write_json(told)
    else:
        print_corrected(open_console(), told, preview=preview)


def _told(settings: Settings, series: str, correction: Correction, *, preview: bool) -> dict[str, Any]:
    from service.commands.recorded_letters import authority, open_held_record
    from service.decisions.correct_link import correct_link, preview_correction
    from service.decisions.corrected_json import corrected_to_json

    with open_held_record(settings) as engine:
        done = preview_correction if preview else correct_link
        return corrected_to_json(done(engine, series, correction, authority=authority(settings)))


def _correction(verdict: _Verdict, about: list[str], *, actor: str, reason: str) -> Correction:
    from service.decisions.correct_link import Decide, Undo
    from snapshots.link_decisions import Verdict

    if verdict is _Verdict.UNDO:
        if len(about) != 1:
            raise typer.BadParameter("undo takes one decision, as in d3")
        return Undo(decision=about[0], actor=actor, reason=reason)
    pairs = tuple(_pair(one) for one in about)
    return Decide(verdict=Verdict(verdict.value), pairs=pairs, actor=actor, reason=reason)


def _pair(written: str) -> Pair:
    from snapshots.link_decisions import Pair

    before, _, after = written.partition("=")
    return Pair(before=_place(before, written), after=_place(after, written))


def _place(side: str, written: str) -> Place:
    from snapshots.link_decisions import Place

    letter, _, statement = side.partition(":")
    if not (letter and statement):
        raise typer.BadParameter(f"{written!r} is not {_ABOUT.partition(';')[0]}")
    return Place(letter=letter, statement=statement)
