"""Any two letters of a series that are held, compared, under the ids that their items have in the series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from diffing.compare_letters import Comparison, compare_letters
from diffing.items import follow_items, item_ids
from service.errors import BadComparison, UnknownLetter
from service.projections.decisions import load_decisions
from service.projections.items import item_ids_of
from service.projections.letters import (
    HeldLetter,
    check_series_held,
    find_letter,
    letters_held,
    load_sealed_letter,
)
from service.projections.readings import load_readings

__all__ = ["LATEST", "PREVIOUS", "compare_recorded", "held_pair", "split_pair"]

LATEST = "latest"
PREVIOUS = "previous"


def compare_recorded(
    connection: Connection, series: str, old: str, new: str, *, as_of_position: int | None = None
) -> Comparison:
    """What moved between two letters; each is a date, a re-issue (`2023-12-13/2`), `latest` or `previous`.

    With `as_of_position` it is what this version of Lettertrail would have said when the log stood there: of
    the letters that had come in, as they were read, and with the decisions that were in force. Raises as
    `held_pair` does.
    """
    if as_of_position is not None:
        return _compare_as_of(connection, series, old, new, as_of_position)
    before, after = held_pair(connection, series, old, new)
    older, newer = load_sealed_letter(connection, before.key), load_sealed_letter(connection, after.key)
    compared = compare_letters(
        older[0],
        newer[0],
        item_ids=item_ids_of(connection, series),
        decisions=load_decisions(connection, series).in_force,
    )
    return _with_seals(compared, older[1], newer[1])


def _with_seals(compared: Comparison, old_seal: str, new_seal: str) -> Comparison:
    receipt = replace(
        compared.receipt,
        old=replace(compared.receipt.old, seal=old_seal),
        new=replace(compared.receipt.new, seal=new_seal),
    )
    return replace(compared, receipt=receipt)


def _compare_as_of(connection: Connection, series: str, old: str, new: str, position: int) -> Comparison:
    check_series_held(connection, series)
    readings = load_readings(connection, series).as_of(position)
    decisions = load_decisions(connection, series).in_force_at(position)
    keys = {letter.key: letter for letter in readings.letters}
    held = [letter for letter in letters_held(connection, series) if letter.key in keys]
    before, after = _pair(held, series, old, new)
    items = follow_items(readings.every_reading, heirs=readings.heirs, decisions=decisions)
    compared = compare_letters(
        keys[before.key], keys[after.key], item_ids=item_ids(items), decisions=decisions
    )
    return _with_seals(compared, readings.seal(before.key), readings.seal(after.key))


def held_pair(connection: Connection, series: str, old: str, new: str) -> tuple[HeldLetter, HeldLetter]:
    """The two letters that are meant, the older first.

    `latest` is the newest letter held. `previous` as the older one is the letter before the newer one; as the
    newer one it is the letter before the latest. Raises UnknownSeries, UnknownLetter (there may be no
    previous one), and BadComparison for a pair that is not an older and a newer letter.
    """
    try:
        return _pair(letters_held(connection, series), series, old, new)
    except UnknownLetter as unknown:
        find_letter(connection, series, unknown.wanted)  # which says so where it was withdrawn
        raise


def _pair(held: Sequence[HeldLetter], series: str, old: str, new: str) -> tuple[HeldLetter, HeldLetter]:
    if not held:
        raise UnknownLetter(series, new, ())
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
