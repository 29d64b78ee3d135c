"""The readings of a series: what its letters were read to say, one reading after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from diffing.compare_letters import DIFF_VERSION
from diffing.followed_pairs import FollowedPair, follow_pair, pair_name
from diffing.items import Item, follow_items
from diffing.linking.carried_decisions import CarriedDecisions, carry_decisions
from service.projections.followed_pairs import load_pairs
from service.projections.letters import (
    HeldLetter,
    letters_in_recorded_order,
    letters_withdrawn,
)
from service.projections.tables import letters
from snapshots.event_log import RecordedEvent, read_stream
from snapshots.letter import Letter
from snapshots.letter_events import Event, LetterReread, LetterWithdrawn, SnapshotSealed, StatementRecorded
from snapshots.letter_stream import decide_record, letter_stream, readings_from_events, snapshot_root
from snapshots.link_decisions import Decision, Settled

__all__ = [
    "FollowedSeries",
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
    """A reading of a letter, the position that sealed it, and the root of its statements."""

    letter: Letter
    position: int
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedSeries:
    """The items of a series, and what the links of its letters say of them, which they rest on."""

    items: tuple[Item, ...]
    pairs: Mapping[str, FollowedPair]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesReadings:
    """All readings of a series in the order in which they were recorded.

    `heirs` gives, for a statement that a reading no longer has, the statement of that reading which has its
    words, by (letter key, id). `histories` are the events of each letter's stream, by its key. `withdrawn`
    are the letters that came in and are not held, as they were read last; nothing else here speaks of them
    but `heirs`. `pairs` are those that were followed before.
    """

    readings: tuple[HeldReading, ...]
    heirs: Mapping[tuple[str, str], str]
    histories: Mapping[str, tuple[Event, ...]]
    withdrawn: tuple[Letter, ...] = ()
    pairs: Mapping[str, FollowedPair] = field(default_factory=dict)

    @property
    def every_reading(self) -> tuple[Letter, ...]:
        """The readings as letters, in the order in which they were recorded."""
        return tuple(reading.letter for reading in self.readings)

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters as they were read last, in the order in which they came in."""
        return tuple({letter.key: letter for letter in self.every_reading}.values())

    @property
    def came_in(self) -> dict[str, int]:
        """By the key of each letter, the position that sealed its first reading."""
        return {one.letter.key: one.position for one in reversed(self.readings)}

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

    def with_letter(self, letter: Letter, *, position: int) -> SeriesReadings:
        """These readings and that of a letter that is not held, as if it were sealed at this position."""
        events = decide_record((), letter)
        root = [event.root for event in events if isinstance(event, SnapshotSealed)][-1]
        return replace(
            self,
            readings=(*self.readings, HeldReading(letter=letter, position=position, root=root)),
            histories={**self.histories, letter.key: events},
        )

    def follow(self, decisions: Sequence[Decision]) -> FollowedSeries:
        """The items of these readings under decisions that are carried to them.

        Letters are linked that were not linked before.
        """
        used: dict[str, FollowedPair] = {}
        roots = {one.letter.key: (one.letter, one.root) for one in self.readings}

        def follow(old: Letter, new: Letter, settled: Settled) -> FollowedPair:
            says = _root_of(old, roots), _root_of(new, roots)
            name = pair_name(old, new, settled, says=says, diff=DIFF_VERSION)
            if name not in used:
                used[name] = self.pairs.get(name) or follow_pair(old, new, settled)
            return used[name]

        items = follow_items(self.every_reading, heirs=self.heirs, decisions=decisions, follow=follow)
        return FollowedSeries(items=items, pairs=used)

    @property
    def stands_at(self) -> frozenset[tuple[str, int]]:
        """The keys of the letters, with the position of the latest reading of each."""
        return frozenset({one.letter.key: one.position for one in self.readings}.items())


def load_readings(connection: Connection, series: str) -> SeriesReadings:
    """Every reading of every letter of a series, from the log; none of a series that nobody has recorded."""
    withdrawn = [one.letter for one in letters_withdrawn(connection, series)]
    held = _streams(connection, [*letters_in_recorded_order(connection, series), *withdrawn])
    return replace(_sorted_out(held), pairs=load_pairs(connection, series))


def load_readings_as_of(connection: Connection, series: str, position: int) -> SeriesReadings:
    """The readings as `load_readings` gave them when the log stood at this position."""
    every = [
        *letters_in_recorded_order(connection, series),
        *(one.letter for one in letters_withdrawn(connection, series)),
    ]
    then = {key: _up_to(stream, position) for key, stream in _streams(connection, every).items()}
    readings = _sorted_out({key: stream for key, stream in then.items() if stream})
    return replace(readings, pairs=load_pairs(connection, series))


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
    seals = [
        (recorded.position, recorded.event.root)
        for recorded in stream
        if isinstance(recorded.event, SnapshotSealed)
    ]
    return [
        HeldReading(letter=one, position=position, root=root)
        for one, (position, root) in zip(found, seals, strict=True)
    ]


def _root_of(letter: Letter, roots: Mapping[str, tuple[Letter, str]]) -> str:
    """The root of the statements; a letter that was not sealed so, a part of one say, has its own."""
    sealed, root = roots.get(letter.key, (None, ""))
    if letter is sealed:
        return root
    return snapshot_root(StatementRecorded(statement=statement) for statement in letter.statements)


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
