"""What would go out if a letter came in now: the letter, and what it would move. Nothing is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from diffing.compare_letters import Comparison, compare_letters
from diffing.items import item_ids
from service.projections.decisions import load_decisions
from service.projections.readings import load_readings
from service.publishing.publish_changes import neighbours
from service.recording.record_letter import Preview
from snapshots.letter import Letter

__all__ = ["Arrival", "preview_arrival"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A letter as it would be recorded, with its comparisons as they would be published.

    `compared` is with the letter before it, if there is one, and then with the letter behind it, if it would
    come in out of order; none for the first of a series, and for one that is recorded already.
    """

    letter: Letter
    already_recorded: bool
    compared: tuple[Comparison, ...]


def preview_arrival(engine: Engine, preview: Preview) -> Arrival:
    """What the letter would move in the series as it stands."""
    letter = preview.letter
    if preview.already_recorded or letter.series is None:
        return Arrival(letter=letter, already_recorded=preview.already_recorded, compared=())
    with engine.connect() as connection:
        readings = load_readings(connection, letter.series)
        decisions = load_decisions(connection, letter.series).in_force
    ids = item_ids(readings.follow(decisions, besides=[letter]).items)
    compared = tuple(
        compare_letters(old, new, item_ids=ids, decisions=decisions)
        for old, new in neighbours(letter, (*readings.letters, letter))
    )
    return Arrival(letter=letter, already_recorded=False, compared=compared)
