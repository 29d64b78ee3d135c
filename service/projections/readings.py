"""The readings of a series: what its letters were read to say, one reading after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from diffing.linking.carried_decisions import CarriedDecisions, carry_decisions
from service.projections.letters import (
    HeldLetter,
    letters_in_recorded_order,
    letters_withdrawn,
)
from service.projections.tables import letters
from snapshots.event_log import RecordedEvent, read_stream
from snapshots.letter import Letter
from snapshots.letter_events import Event, LetterReread, LetterWithdrawn, SnapshotSealed
from snapshots.letter_stream import letter_stream, readings_from_events
from snapshots.link_decisions import Decision

__all__ = [
    "HeldReading",
    "ReadAnewMeanwhile",
    "SeriesReadings",
    "carry_recorded",
    "load_readings",
    "load_readings_as_of",
    "readings_held",
]


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
    words, by (letter key, id). `histories` are the events of each letter's stream, by its key. `withdrawn`
    are the letters that came in and are not held, as they were read last; nothing else here speaks of them
    but `heirs`.
    """

    readings: tuple[HeldReading, ...]
    heirs: Mapping[tuple[str, str], str]
    histories: Mapping[str, tuple[Event, ...]]
    withdrawn: tuple[Letter, ...] = ()

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

    def carry(self, decisions: Sequence[Decision]) -> CarriedDecisions:
        """Decisions on links of the series, held against these readings."""
        return carry_decisions(
            decisions,
            (*self.letters, *self.withdrawn),
            withdrawn={letter.key for letter in self.withdrawn},
            heirs=self.heirs,
        )

    @property
    def stands_at(self) -> frozenset[tuple[str, int]]:
        """The keys of the letters, with the position of the latest reading of each."""
        return frozenset({one.letter.key: one.position for one in self.readings}.items())


def load_readings(connection: Connection, series: str) -> SeriesReadings:
    """Every reading of every letter of a series, from the log; none of a series that nobody has recorded."""
    withdrawn = [one.letter for one in letters_withdrawn(connection, series)]
    return _sorted_out(_streams(connection, [*letters_in_recorded_order(connection, series), *withdrawn]))


def load_readings_as_of(connection: Connection, series: str, position: int) -> SeriesReadings:
    """The readings as `load_readings` gave them when the log stood at this position."""
    every = [
        *letters_in_recorded_order(connection, series),
        *(one.letter for one in letters_withdrawn(connection, series)),
    ]
    then = {key: _up_to(stream, position) for key, stream in _streams(connection, every).items()}
    return _sorted_out({key: stream for key, stream in then.items() if stream})


def carry_recorded(connection: Connection, series: str, decisions: Sequence[Decision]) -> CarriedDecisions:
    """Decisions on links of a series, held against its letters as they are now.

    As `SeriesReadings.carry`; only letters that were issued or read more than once, or withdrawn, are loaded.
    """
    decided = {place.letter for one in decisions for pair in one.pairs for place in (pair.before, pair.after)}
    if not decided:
        return CarriedDecisions()
    held = letters_in_recorded_order(connection, series)
    withdrawn = [one.letter for one in letters_withdrawn(connection, series)]
    gone = {letter.key for letter in withdrawn}
    by_date: dict[str, list[HeldLetter]] = {}
    for letter in (*held, *withdrawn):
        by_date.setdefault(letter.date.isoformat(), []).append(letter)
    wanted = [
        letter
        for issues in by_date.values()
        if decided.intersection(one.key for one in issues)
        and (len(issues) > 1 or issues[0].readings > 1 or issues[0].key in gone)
        for letter in issues
    ]
    return _sorted_out(_streams(connection, wanted)).carry(decisions)


_Streams = Mapping[str, tuple[RecordedEvent, ...]]


def _streams(connection: Connection, wanted: Iterable[HeldLetter]) -> dict[str, tuple[RecordedEvent, ...]]:
    return {letter.key: read_stream(connection, letter_stream(letter.key)) for letter in wanted}


def _sorted_out(streams: _Streams) -> SeriesReadings:
    gone = {key for key, stream in streams.items() if _is_withdrawn(stream)}
    readings = [
        reading for key, stream in streams.items() if key not in gone for reading in _readings(stream)
    ]
    histories = {key: tuple(one.event for one in stream) for key, stream in streams.items()}
    return SeriesReadings(
        readings=tuple(sorted(readings, key=lambda reading: reading.position)),
        heirs={node: heir for key, events in histories.items() for node, heir in _heirs(key, events)},
        histories={key: events for key, events in histories.items() if key not in gone},
        withdrawn=tuple(_readings(streams[key])[-1].letter for key in sorted(gone)),
    )


def _is_withdrawn(stream: Iterable[RecordedEvent]) -> bool:
    return any(isinstance(recorded.event, LetterWithdrawn) for recorded in stream)


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


def _up_to(stream: Sequence[RecordedEvent], position: int) -> tuple[RecordedEvent, ...]:
    """The events up to this position, without a reading that was not sealed then: it was not there yet."""
    then = [recorded for recorded in stream if recorded.position <= position]
    whole = SnapshotSealed | LetterWithdrawn
    while then and not isinstance(then[-1].event, whole):
        then.pop()
    return tuple(then)
