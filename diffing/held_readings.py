"""The readings of a series, sorted out: what each letter says now, and what it was once read to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from snapshots.letter import Letter, Statement

__all__ = ["Heirs", "HeldReadings", "Node", "Step", "read_steps", "sort_readings"]

# A statement in its series: (letter key, statement id).
Node = tuple[str, str]
# Which statement of the next reading has the words of one that is gone: (letter key, gone id) to id.
Heirs = Mapping[Node, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldReadings:
    """The letters of a series as they were read last, in the order in which they first came in.

    `order` counts every statement that any reading has had, as they were first recorded; `said` is what each
    said when it was last read. `gone` holds, by letter key, the statements that its latest reading has not.
    """

    letters: tuple[Letter, ...]
    order: Mapping[Node, int]
    said: Mapping[Node, Statement]
    gone: Mapping[str, frozenset[Node]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One reading in its turn: of a letter that came in with it, or (`lost` is not None) of one read anew.

    `letter` is the letter as it was read last of all. `lost` is the reading before, with those statements
    alone that this one has not, and that no later reading has again.
    """

    letter: Letter
    lost: Letter | None


def sort_readings(readings: Sequence[Letter]) -> HeldReadings:
    """`readings` are in the order in which they were recorded; a key that comes again was read anew."""
    latest = {letter.key: letter for letter in readings}
    said = {(letter.key, one.id): one for letter in readings for one in letter.statements}
    alive = {(letter.key, one.id) for letter in latest.values() for one in letter.statements}
    dead = said.keys() - alive
    return HeldReadings(
        letters=tuple(latest.values()),
        order={node: place for place, node in enumerate(said)},
        said=said,
        gone={key: frozenset(node for node in dead if node[0] == key) for key in latest},
    )


def read_steps(readings: Sequence[Letter], held: HeldReadings) -> Iterator[Step]:
    """The readings one after the other, with what is lost by each."""
    latest = {letter.key: letter for letter in held.letters}
    before: dict[str, Letter] = {}
    for reading in readings:
        last = before.get(reading.key)
        lost = None if last is None else _lost(last, reading, held.gone[reading.key])
        yield Step(letter=latest[reading.key], lost=lost)
        before[reading.key] = reading


def _lost(last: Letter, reading: Letter, gone: Iterable[Node]) -> Letter:
    absent = {statement for _, statement in gone}.difference(one.id for one in reading.statements)
    return replace(last, statements=tuple(one for one in last.statements if one.id in absent))
