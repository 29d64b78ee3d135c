"""The readings of a series: what its letters were read to say, one reading after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from service.projections.letters import letters_in_recorded_order
from service.projections.tables import letters
from snapshots.event_log import RecordedEvent, read_stream
from snapshots.letter import Letter
from snapshots.letter_events import Event, LetterReread, SnapshotSealed
from snapshots.letter_stream import letter_stream, readings_from_events

__all__ = ["HeldReading", "ReadAnewMeanwhile", "SeriesReadings", "load_readings", "readings_held"]


class ReadAnewMeanwhile(Exception):
    """A letter was read anew since the series was looked at: look again, and decide anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldReading:
    """A reading of a letter, and the position that sealed it."""

    letter: Letter
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesReadings:
    """All readings of a series in the order in which they were recorded.

    `heirs` gives, for a statement that a reading no longer has, the statement of that reading which has its
    words, by (letter key, id). `histories` are the events of each letter's stream, by its key.
    """

    readings: tuple[HeldReading, ...]
    heirs: Mapping[tuple[str, str], str]
    histories: Mapping[str, tuple[Event, ...]]

    @property
    def every_reading(self) -> tuple[Letter, ...]:
        """The readings as letters, in the order in which they were recorded."""
        return tuple(reading.letter for reading in self.readings)

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters as they were read last, in the order in which they came in."""
        return tuple({letter.key: letter for letter in self.every_reading}.values())

    def seal(self, key: str) -> str:
        """The root that the latest reading of a letter was sealed with."""
        return [event.root for event in self.histories[key] if isinstance(event, SnapshotSealed)][-1]

    def as_of(self, position: int) -> SeriesReadings:
        """The readings up to a position of the log, as they were loaded then."""
        readings = tuple(one for one in self.readings if one.position <= position)
        often = Counter(one.letter.key for one in readings)
        return SeriesReadings(
            readings=readings,
            heirs={
                node: heir
                for key, number in often.items()
                for node, heir in _heirs(key, _first_readings(self.histories[key], number))
            },
            histories={key: _first_readings(self.histories[key], number) for key, number in often.items()},
        )

    @property
    def stands_at(self) -> frozenset[tuple[str, int]]:
        """The keys of the letters, with the position of the latest reading of each."""
        return frozenset({one.letter.key: one.position for one in self.readings}.items())


def load_readings(connection: Connection, series: str) -> SeriesReadings:
    """Every reading of every letter of a series, from the log; none of a series that nobody has recorded."""
    held = letters_in_recorded_order(connection, series)
    streams = {letter.key: read_stream(connection, letter_stream(letter.key)) for letter in held}
    readings = [reading for stream in streams.values() for reading in _readings(stream)]
    histories = {key: tuple(one.event for one in stream) for key, stream in streams.items()}
    return SeriesReadings(
        readings=tuple(sorted(readings, key=lambda reading: reading.position)),
        heirs={node: heir for key, events in histories.items() for node, heir in _heirs(key, events)},
        histories=histories,
    )


def readings_held(connection: Connection, series: str) -> frozenset[tuple[str, int]]:
    """The keys of the letters of a series, with the position of the latest reading of each."""
    query = select(letters.c.key, letters.c.read_position).where(
        letters.c.series == series, letters.c.withdrawn.is_(None)
    )
    return frozenset((row.key, row.read_position) for row in connection.execute(query))


def _readings(stream: tuple[RecordedEvent, ...]) -> list[HeldReading]:
    found = readings_from_events(recorded.event for recorded in stream)
    sealed = [recorded.position for recorded in stream if isinstance(recorded.event, SnapshotSealed)]
    return [HeldReading(letter=one, position=place) for one, place in zip(found, sealed, strict=True)]


def _heirs(key: str, events: Iterable[Event]) -> list[tuple[tuple[str, str], str]]:
    return [
        ((key, gone.statement), gone.heir)
        for event in events
        if isinstance(event, LetterReread)
        for gone in event.gone
        if gone.heir is not None
    ]


def _first_readings(events: Sequence[Event], number: int) -> tuple[Event, ...]:
    """The events of a letter's stream up to the seal of this reading, counted from 1."""
    seals = [place for place, event in enumerate(events, 1) if isinstance(event, SnapshotSealed)]
    return tuple(events[: seals[number - 1]])
