"""Any two letters of a series that are held, compared, under the ids that their items have in the series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from diffing.compare_letters import Comparison, compare_letters
from service.errors import BadComparison, UnknownLetter
from service.projections.items import item_ids_of
from service.projections.letters import HeldLetter, letters_held, load_sealed_letter

__all__ = ["LATEST", "PREVIOUS", "compare_recorded", "held_pair", "split_pair"]

LATEST = "latest"
PREVIOUS = "previous"


def compare_recorded(connection: Connection, series: str, old: str, new: str) -> Comparison:
    """What moved between two letters; each is a date, a re-issue (`2023-12-13/2`), `latest` or `previous`.

    Raises as `held_pair` does.
    """
    before, after = held_pair(connection, series, old, new)
    older, old_seal = load_sealed_letter(connection, before.key)
    newer, new_seal = load_sealed_letter(connection, after.key)
    compared = compare_letters(older, newer, item_ids=item_ids_of(connection, series))
    receipt = replace(
        compared.receipt,
        old=replace(compared.receipt.old, seal=old_seal),
        new=replace(compared.receipt.new, seal=new_seal),
    )
    return replace(compared, receipt=receipt)


def held_pair(connection: Connection, series: str, old: str, new: str) -> tuple[HeldLetter, HeldLetter]:
    """The two letters that are meant, the older first.

    `latest` is the newest letter held. `previous` as the older one is the letter before the newer one; as the
    newer one it is the letter before the latest. Raises UnknownSeries, UnknownLetter (there may be no
    previous one), and BadComparison for a pair that is not an older and a newer letter.
    """
    held = letters_held(connection, series)
    after = _before(held, series, held[-1]) if new == PREVIOUS else _find(held, series, new)
    before = _before(held, series, after) if old == PREVIOUS else _find(held, series, old)
    if held.index(before) >= held.index(after):
        raise BadComparison(f"{old}..{new}", "the older letter comes first, and they are two")
    return before, after


def split_pair(pair: str) -> tuple[str, str]:
    """The two names in `old..new`; raises BadComparison."""
    old, dots, new = pair.partition("..")
    if not (old and dots and new) or ".." in new:
        raise BadComparison(pair, "there are not two names with two dots between them")
    return old, new


def _find(held: Sequence[HeldLetter], series: str, name: str) -> HeldLetter:
    if name == LATEST:
        return held[-1]
    for letter in held:
        if letter.label == name.removesuffix("/1"):
            return letter
    raise UnknownLetter(series, name, tuple(letter.label for letter in held))


def _before(held: Sequence[HeldLetter], series: str, letter: HeldLetter) -> HeldLetter:
    place = held.index(letter)
    if place == 0:
        raise UnknownLetter(series, f"before {letter.label}", tuple(other.label for other in held))
    return held[place - 1]
