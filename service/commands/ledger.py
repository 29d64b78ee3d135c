"""`lettertrail ledger FILE|SERIES`: the money of a letter, or what became of it in a later one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.letter_file import STDIN, read_letter_file, warn_of_order
from service.commands.output import open_console, write_csv_text, write_json

if TYPE_CHECKING:
    from diffing.money.ledger import Ledger
    from diffing.money.ledger_moves import LedgerMoves

__all__ = ["ledger"]

_WHAT = typer.Argument(metavar="FILE|SERIES", help="A letter, - for stdin; or a series that is recorded.")
_WHICH = typer.Argument(
    metavar="[NEWER|DATE|OLD..NEW]",
    help="After a file: a newer letter's. After a series: a date, or two; the latest letter without it.",
)
_JSON = typer.Option("--json", help="Every total with the lines that it sums, as JSON.")
_CSV = typer.Option("--csv", help="One row per amount, for a spreadsheet.")
_PARTNER = typer.Option("--partner", help="Only what concerns this partner: EG, Egypt, western-balkans.")


def ledger(
    what: Annotated[str, _WHAT],
    which: Annotated[str | None, _WHICH] = None,
    *,
    as_json: Annotated[bool, _JSON] = False,
    as_csv: Annotated[bool, _CSV] = False,
    partner: Annotated[str | None, _PARTNER] = None,
) -> None:
    """Sum the money of a letter by partner and stage; of two letters, say what became of each sum."""
    if as_json and as_csv:
        raise typer.BadParameter("either --json or --csv")
    is_file = what == STDIN or Path(what).exists() or not _names_a_series(what)
    found = _of_files(what, which, partner) if is_file else _of_series(what, which, partner)
    _write(found, as_json=as_json, as_csv=as_csv)


def _names_a_series(what: str) -> bool:
    from service.series_name import is_series_name

    return is_series_name(what)


def _of_files(what: str, newer: str | None, partner: str | None) -> Ledger | LedgerMoves:
    from diffing.compare_letters import compare_letters
    from diffing.money.ledger import about_partner, read_ledger
    from diffing.money.ledger_moves import compare_ledgers, moves_about_partner
    from service.filters.partner_names import partner_called

    wanted = None if partner is None else partner_called(partner)
    if newer is None:
        told = read_ledger(read_letter_file(what))
        return told if wanted is None else about_partner(told, wanted)
    if what == newer == STDIN:
        raise typer.BadParameter("only one of the two letters can come from stdin")
    old, new = read_letter_file(what), read_letter_file(newer)
    warn_of_order(old, new)
    moves = compare_ledgers(compare_letters(old, new))
    return moves if wanted is None else moves_about_partner(moves, wanted)


def _of_series(series: str, which: str | None, partner: str | None) -> Ledger | LedgerMoves:
    from service.commands.recorded_letters import open_held_record, read_settings
    from service.comparing.compare_recorded import LATEST, compare_recorded, split_pair
    from service.comparing.ledger_recorded import ledger_moves_recorded, ledger_recorded

    with open_held_record(read_settings()) as engine, engine.connect() as connection:
        if which is None or ".." not in which:
            return ledger_recorded(connection, series, which or LATEST, partner=partner)
        old, new = split_pair(which)
        return ledger_moves_recorded(connection, series, old, new, partner=partner, compare=compare_recorded)


def _write(found: Ledger | LedgerMoves, *, as_json: bool, as_csv: bool) -> None:
    from diffing.money.ledger import Ledger

    if isinstance(found, Ledger):
        _write_ledger(found, as_json=as_json, as_csv=as_csv)
    else:
        _write_moves(found, as_json=as_json, as_csv=as_csv)


def _write_ledger(found: Ledger, *, as_json: bool, as_csv: bool) -> None:
    from diffing.money.ledger_json import ledger_to_json
    from service.commands.ledger_report import print_ledger
    from service.showing.ledger_rows import LEDGER_COLUMNS, ledger_rows

    public = ledger_to_json(found)
    if as_json:
        write_json(public)
    elif as_csv:
        write_csv_text(ledger_rows(public), LEDGER_COLUMNS)
    else:
        print_ledger(open_console(), public)


def _write_moves(found: LedgerMoves, *, as_json: bool, as_csv: bool) -> None:
    from diffing.money.ledger_json import ledger_moves_to_json
    from service.commands.ledger_report import print_moves
    from service.showing.ledger_rows import MOVE_COLUMNS, move_rows

    public = ledger_moves_to_json(found)
    if as_json:
        write_json(public)
    elif as_csv:
        write_csv_text(move_rows(public), MOVE_COLUMNS)
    else:
        print_moves(open_console(), public)
