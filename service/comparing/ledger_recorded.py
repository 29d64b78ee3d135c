"""The money of letters that are held, and what became of the promises of a series."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from sqlalchemy import Connection

from diffing.comparison import Comparison
from diffing.money.ledger import Ledger, about_partner, read_ledger
from diffing.money.ledger_moves import LedgerMoves, compare_ledgers, moves_about_partner
from diffing.outcomes.slippage import Slippage, read_slippage
from service.comparing.compare_recorded import LATEST
from service.errors import UnknownLetter
from service.filters.partner_names import partner_called
from service.projections.items import item_ids_of
from service.projections.letters import HeldLetter, find_letter, letters_held, load_letter_of_key

__all__ = ["Compare", "ledger_moves_recorded", "ledger_recorded", "slippage_recorded"]

# Compares two letters of a series, given by their labels; `compare_recorded` does, and a cache before it.
Compare = Callable[[Connection, str, str, str], Comparison]


def ledger_recorded(connection: Connection, series: str, name: str, *, partner: str | None = None) -> Ledger:
    """The money of a letter, or what of it concerns a partner: a date, a re-issue (`2023-12-13/2`), `latest`.

    Raises UnknownSeries, UnknownLetter, and BadFilter for a partner whom nobody knows.
    """
    wanted = None if partner is None else partner_called(partner)
    held = letters_held(connection, series)[-1] if name == LATEST else find_letter(connection, series, name)
    ledger = read_ledger(load_letter_of_key(connection, held.key))
    return ledger if wanted is None else about_partner(ledger, wanted)


def ledger_moves_recorded(
    connection: Connection, series: str, old: str, new: str, *, partner: str | None = None, compare: Compare
) -> LedgerMoves:
    """What became of the money of an older letter in a newer one; they are named as for a comparison.

    Raises what `compare` raises, and BadFilter for a partner whom nobody knows.
    """
    wanted = None if partner is None else partner_called(partner)
    comparison = compare(connection, series, old, new)
    moves = compare_ledgers(comparison, item_ids=item_ids_of(connection, series))
    return moves if wanted is None else moves_about_partner(moves, wanted)


def slippage_recorded(connection: Connection, series: str, *, compare: Compare) -> Slippage:
    """What became of the promises of a series, from letter to letter; of a date the last issue counts.

    Raises UnknownSeries, and UnknownLetter where one letter is all that is held.
    """
    letters = _last_issues(letters_held(connection, series))
    if len(letters) == 1:
        raise UnknownLetter(series, f"after {letters[0].label}", (letters[0].label,))
    pairs = [(old.label, new.label) for old, new in pairwise(letters)]
    comparisons = [compare(connection, series, old, new) for old, new in pairs]
    return read_slippage(comparisons, item_ids=item_ids_of(connection, series))


def _last_issues(held: tuple[HeldLetter, ...]) -> list[HeldLetter]:
    """The letters by date, each as it was corrected last."""
    return list({letter.date: letter for letter in held}.values())
