"""Any two letters of a series that are held, compared, under the ids that their items have in the series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from diffing.compare_letters import Comparison, compare_letters
from diffing.items import item_ids
from service.errors import BadComparison, UnknownLetter, WithdrawnLetter
from service.projections.decisions import load_decisions
from service.projections.items import item_ids_of
from service.projections.letters import (
    HeldLetter,
    check_series_held,
    find_letter,
    letters_held,
    letters_in_recorded_order,
    letters_withdrawn,
    load_sealed_letter,
)
from service.projections.readings import SeriesReadings, carry_recorded, load_readings_as_of

__all__ = ["LATEST", "PREVIOUS", "compare_recorded", "held_pair", "split_pair"]

LATEST = "latest"
PREVIOUS = "previous"


def compare_recorded(
    connection: Connection, series: str, old: str, new: str, *, as_of_position: int | None = None
) -> Comparison:
    """What moved between two letters; each is a date, a re-issue (`2023-12-13/2`), `latest` or `previous`.

    With `as_of_position` it is what this version of Lettertrail would have said when the log stood there: of
    the letters that had come in and were not withdrawn, as they were read, and with the decisions that were
    in force. Raises as `held_pair` does.
    """
    if as_of_position is not None:
        return _compare_as_of(connection, series, old, new, as_of_position)
    before, after = held_pair(connection, series, old, new)
    in_force = load_decisions(connection, series).in_force
    older, newer = load_sealed_letter(connection, before.key), load_sealed_letter(connection, after.key)
    compared = compare_letters(
        older[0],
        newer[0],
        item_ids=item_ids_of(connection, series),
        decisions=carry_recorded(connection, series, in_force).decisions,
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
    readings = load_readings_as_of(connection, series, position)
    decisions = load_decisions(connection, series).in_force_at(position)
    keys = {letter.key: letter for letter in readings.letters}
    before, after = _pair_as_of(connection, series, old, new, readings)
    carried = readings.carry(decisions).decisions
    items = readings.follow(carried).items
    compared = compare_letters(keys[before.key], keys[after.key], item_ids=item_ids(items), decisions=carried)
    return _with_seals(compared, readings.seal(before.key), readings.seal(after.key))


def _pair_as_of(
    connection: Connection, series: str, old: str, new: str, readings: SeriesReadings
) -> tuple[HeldLetter, HeldLetter]:
    """As `held_pair`, of the letters that were held then; what was withdrawn since is one of them."""
    withdrawn = letters_withdrawn(connection, series)
    known = {one.key: one for one in letters_in_recorded_order(connection, series)}
    known |= {one.letter.key: one.letter for one in withdrawn}
    if not known:
        check_series_held(connection, series)
    held = sorted((known[one.key] for one in readings.letters), key=lambda one: (one.date, one.reissue))
    try:
        return _pair(held, series, old, new)
    except UnknownLetter as unknown:
        labels = tuple(letter.label for letter in held)
        gone = {letter.key for letter in readings.withdrawn}
        for one in withdrawn:
            if one.letter.key in gone and one.letter.label == unknown.wanted.removesuffix("/1"):
                raise WithdrawnLetter(series, unknown.wanted, labels, one.reason) from unknown
        raise


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
