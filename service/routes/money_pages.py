"""Money over HTTP: a letter's ledger and what became of the sums of the one before, as a page and as CSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

from diffing.money.ledger_json import ledger_moves_to_json, ledger_to_json
from diffing.money.ledger_moves import LedgerMoves
from service.comparing.ledger_recorded import ledger_moves_recorded, ledger_recorded
from service.filters.partner_names import partner_called
from service.overviews.money_moves_shown import items_shown
from service.overviews.money_page import AskedMoney, money_page
from service.overviews.series_asked import AskedSeries, series_asked
from service.projections.item_names import labels_of
from service.routes.asking import engine_of
from service.routes.html_answer import csv_answer, html_answer
from service.showing.change_rows import write_csv
from service.showing.ledger_rows import LEDGER_COLUMNS, MOVE_COLUMNS, ledger_rows, move_rows

__all__ = ["router"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Which letter, whose money, and which file instead: `csv` of its amounts, `moves` since the last."""

    series: Annotated[str | None, Query(max_length=200)] = None
    letter: Annotated[str, Query(max_length=40)] = ""
    partner: Annotated[str, Query(max_length=80)] = ""
    form: Annotated[Literal["csv", "moves"] | None, Query(alias="as")] = None


@router.head("/money")
@router.get("/money")
def show_money(request: Request, wanted: Annotated[_Asked, Depends()]) -> Response:
    """The money of a letter, the newest unless one is named, by partner and stage."""
    with engine_of(request).connect() as connection:
        series = series_asked(connection, wanted.series)
        if not series.letters:
            return html_answer("money.html", page=None)
        partner = partner_called(wanted.partner) if wanted.partner else ""
        ledger = ledger_recorded(connection, series.name, wanted.letter or "latest", partner=partner or None)
        moves = _moves(request, connection, series, ledger.letter, partner)
        labels = labels_of(connection, items_shown(moves)) if moves and not wanted.form else {}
    name = "-".join(filter(None, (ledger.letter.replace("/", "-"), "money", partner.lower())))
    if wanted.form == "csv":
        return csv_answer(write_csv(ledger_rows(ledger_to_json(ledger)), LEDGER_COLUMNS), f"{name}.csv")
    if wanted.form == "moves" and moves is not None:
        rows = move_rows(ledger_moves_to_json(moves))
        return csv_answer(write_csv(rows, MOVE_COLUMNS), f"{name}-moves.csv")
    asked = AskedMoney(letter=wanted.letter, partner=partner)
    return html_answer("money.html", page=money_page(ledger, moves, series, asked, labels))


def _moves(
    request: Request, connection: Connection, series: AskedSeries, letter: str, partner: str
) -> LedgerMoves | None:
    """Since the letter before this one; None where there is none."""
    keys = [one.key for one in series.letters]
    place = keys.index(letter)
    if place == 0:
        return None
    old, new = series.letters[place - 1], series.letters[place]
    compare = request.app.state.comparisons.compare
    return ledger_moves_recorded(
        connection, series.name, old.label, new.label, partner=partner or None, compare=compare
    )
