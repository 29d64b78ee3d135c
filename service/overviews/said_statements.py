"""Everything that was ever said: the statements of all readings of all letters, ready to be searched.

A statement of an earlier reading counts only where the latest reading of its letter has no statement of the
same words: a better reader cuts anew, and what it left as it was is not said twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from service.filters.filter_terms import Facets, folded
from service.projections.items import item_ids_of
from service.projections.letters import letters_held
from service.projections.readings import load_readings
from snapshots.letter import Letter, Statement

__all__ = ["SaidStatement", "said_statements"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidStatement:
    """A statement as a reading of a letter has it.

    `reading` is 0 for the latest, else the number of the last reading that had these words. `item` is empty
    where no item has the statement now. `facets` are what a filter of items is tried on. `place` sorts: the
    newest letter first, then in reading order.
    """

    letter: str
    reading: int
    statement: Statement
    item: str
    facets: Facets
    place: tuple[int, int, str, int, int]


def said_statements(connection: Connection, series: str) -> tuple[SaidStatement, ...]:
    """All of a series, by `place`."""
    held = {letter.key for letter in letters_held(connection, series)}
    items = item_ids_of(connection, series)
    readings: dict[str, list[Letter]] = {}
    for reading in load_readings(connection, series).readings:
        readings.setdefault(reading.letter.key, []).append(reading.letter)
    found = [one for key, several in readings.items() if key in held for one in _of_letter(several, items)]
    return tuple(sorted(found, key=lambda one: one.place))


def _of_letter(readings: list[Letter], items: Mapping[tuple[str, str], str]) -> Iterator[SaidStatement]:
    """What the readings of one letter say, given in the order in which they were made."""
    known: set[str] = set()
    for number in range(len(readings), 0, -1):
        letter, words = readings[number - 1], set()
        for ordinal, statement in enumerate(letter.statements):
            text = folded(statement.text)
            words.add(text)
            if text not in known:
                reading = 0 if number == len(readings) else number
                item = items.get((letter.key, statement.id), "")
                place = (_FAR - letter.date.toordinal(), _FAR - letter.reissue, letter.key, reading, ordinal)
                yield SaidStatement(
                    letter=letter.key,
                    reading=reading,
                    statement=statement,
                    item=item,
                    facets=_facets(letter, statement, text, item),
                    place=place,
                )
        known |= words


def _facets(letter: Letter, statement: Statement, text: str, item: str) -> Facets:
    return Facets(
        kinds=(statement.kind.value,),
        partners=statement.partners,
        items=(item,) if item else (),
        series=letter.series or "",
        letters=(letter.key,),
        parts=(folded(statement.part),) if statement.part else (),
        columns=(statement.column.value,),
        statuses=(statement.status.value,),
        wordings=(text,),
        amounts=tuple(one.value for one in statement.amounts if one.value is not None),
    )


# Beyond the last day that there is, so that a newer letter has a smaller place, never below zero.
_FAR = 4_000_000
