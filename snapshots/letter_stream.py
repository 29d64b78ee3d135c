"""One letter's stream: its events fold to a state, and the state decides what is recorded.

A letter is recorded whole, in one append: LetterReceived, StatementRecorded as many times as it has
statements, SnapshotSealed. Whatever came in once, byte for byte, is not recorded again.

A newer reader may read the same bytes anew. The new reading follows in the same stream, in one append too:
LetterReread, its statements, its seal. The readings before it stay as they are and can be had for ever.

A letter that is withdrawn (LetterWithdrawn) counts as not held from then on. Its stream stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

from snapshots.errors import BadDecision, DamagedRecord
from snapshots.event_codec import canonical_data
from snapshots.letter import Letter
from snapshots.letter_events import (
    Event,
    LetterReceived,
    LetterReread,
    LetterWithdrawn,
    SnapshotSealed,
    StatementRecorded,
)
from snapshots.merkle_tree import leaf_hash, tree_head
from snapshots.statement_ids import NamedAnew, take_over_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "UNRECORDED",
    "LetterState",
    "decide_record",
    "decide_reread",
    "decide_withdraw",
    "evolve",
    "fold",
    "holds_other_bytes",
    "is_older_reader",
    "letter_from_events",
    "letter_stream",
    "name_anew",
    "next_reissue",
    "readings_from_events",
    "root_of",
    "snapshot_root",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterState:
    """What deciding needs to know of a letter's past.

    `sha256` is that of the bytes that its stream holds, `withdrawn` the reason why it counts as not held.
    """

    sha256: str | None = None
    withdrawn: str | None = None


UNRECORDED = LetterState()

# A paragraph.
_LONGEST_REASON = 2_000


def letter_stream(key: str) -> str:
    """The name of the stream that holds the letter of this key."""
    return f"letter/{key}"


def evolve(state: LetterState, event: Event) -> LetterState:
    """The state after one more event."""
    if isinstance(event, LetterReceived):
        return replace(state, sha256=event.source.sha256)
    if isinstance(event, LetterWithdrawn):
        return replace(state, withdrawn=event.reason)
    return state


def fold(history: Iterable[Event]) -> LetterState:
    """The state after all of a stream's events."""
    return reduce(evolve, history, UNRECORDED)


def holds_other_bytes(history: Iterable[Event], letter: Letter) -> bool:
    """Whether this stream is another issue's: the letter then goes to its `next_reissue`."""
    return fold(history).sha256 not in {None, letter.source.sha256}


def next_reissue(letter: Letter) -> Letter:
    """The same letter as the next re-issue of its date, whose key and stream are its own."""
    return replace(letter, reissue=letter.reissue + 1)


def decide_record(history: Sequence[Event], letter: Letter) -> tuple[Event, ...]:
    """The events that record a letter; none when its stream holds the same bytes already.

    `history` is the letter's own stream. Raises ValueError for a letter without a series, and for a stream
    that `holds_other_bytes`: both are for the caller to settle first.
    """
    if letter.series is None:
        raise ValueError("a letter is recorded in a series; give it one")
    if holds_other_bytes(history, letter):
        raise ValueError(f"stream {letter_stream(letter.key)!r} holds another issue; try the next")
    if fold(history) != UNRECORDED:
        return ()
    received = LetterReceived(
        series=letter.series, date=letter.date, reissue=letter.reissue, source=letter.source
    )
    statements, seal = _snapshot(letter)
    return (received, *statements, seal)


def decide_reread(history: Sequence[Event], letter: Letter, *, reason: str) -> tuple[Event, ...]:
    """The events that record another reading of the same bytes; none when it says what the last one says.

    `history` is the letter's own stream; `letter` gets the ids of the reading before (`name_anew`). What an
    older reader than the last one reads is not recorded. Raises ValueError, as `name_anew` does.
    """
    named = name_anew(history, letter)
    last = readings_from_events(history)[-1]
    statements, seal = _snapshot(named.letter)
    if is_older_reader(letter.reader, last.reader) or _says_the_same(last, named.letter):
        return ()
    return (LetterReread(reader=letter.reader, reason=reason, gone=named.gone), *statements, seal)


def decide_withdraw(history: Sequence[Event], *, reason: str) -> tuple[LetterWithdrawn, ...]:
    """The event that withdraws the letter of this stream; none when it was withdrawn before.

    Raises ValueError for a stream that holds no letter, BadDecision for a reason that is empty or too long.
    """
    state = fold(history)
    if state.sha256 is None:
        raise ValueError("there is no letter to withdraw")
    if not reason.strip() or len(reason) > _LONGEST_REASON:
        raise BadDecision(f"say why the letter is withdrawn, in up to {_LONGEST_REASON} characters")
    return () if state.withdrawn is not None else (LetterWithdrawn(reason=reason.strip()),)


def name_anew(history: Sequence[Event], letter: Letter) -> NamedAnew:
    """The letter as another reading of the one that `history` holds: its key, its source and its ids.

    Raises ValueError for other bytes, and for another date: the date is in the key, and never changes.
    """
    readings = readings_from_events(history)
    last = readings[-1]
    if letter.source.sha256 != last.source.sha256:
        raise ValueError(f"the stream of {last.key} holds other bytes; read those that it came as")
    if letter.date != last.date:
        raise ValueError(f"{last.key} is read as dated {letter.date}; a reading cannot change its key")
    same = replace(letter, series=last.series, reissue=last.reissue, source=last.source)
    used = frozenset(statement.id for reading in readings for statement in reading.statements)
    return take_over_ids(last, same, used=used)


def is_older_reader(reader: str, other: str) -> bool:
    """Whether the version `reader` came before `other`; only whole numbers, as versions are, are ordered."""
    return reader.isdecimal() and other.isdecimal() and int(reader) < int(other)


def snapshot_root(statements: Iterable[StatementRecorded]) -> str:
    """The head of the tree over the statements' canonical data, in lower-case hexadecimal."""
    return root_of(leaf_hash(canonical_data(statement)).hex() for statement in statements)


def root_of(leaves: Iterable[str]) -> str:
    """The head of the tree over statements whose data, as stored, have these leaf hashes."""
    return tree_head(map(bytes.fromhex, leaves)).hex()


def letter_from_events(events: Iterable[Event]) -> Letter:
    """The letter as it was read last; raises DamagedRecord as `readings_from_events` does."""
    return readings_from_events(events)[-1]


def readings_from_events(events: Iterable[Event]) -> tuple[Letter, ...]:
    """Every reading of the letter of a stream, the first one first; there is one at least.

    Raises DamagedRecord when the events are not sealed snapshots of one letter.
    """
    every = [event for event in events if not isinstance(event, LetterWithdrawn)]
    opened = [place for place, event in enumerate(every) if isinstance(event, LetterReceived | LetterReread)]
    match every:
        case [LetterReceived() as received, *later] if not any(isinstance(e, LetterReceived) for e in later):
            bounds = pairwise([*opened, len(every)])
            return tuple(_reading(received, every[start + 1 : end]) for start, end in bounds)
    raise DamagedRecord("these events are not one letter; restore the log from a backup")


def _reading(received: LetterReceived, events: Sequence[Event]) -> Letter:
    match events:
        case [*between, SnapshotSealed() as sealed]:
            recorded = [event for event in between if isinstance(event, StatementRecorded)]
        case _:
            raise DamagedRecord("these events are not one sealed letter")
    if not len(recorded) == len(between) == sealed.count:
        raise DamagedRecord(
            f"the letter of {received.date} in {received.series!r} was sealed with {sealed.count} statements "
            f"and the log gives {len(recorded)}"
        )
    return _letter(received, recorded, sealed)


def _snapshot(letter: Letter) -> tuple[tuple[StatementRecorded, ...], SnapshotSealed]:
    statements = tuple(StatementRecorded(statement=statement) for statement in letter.statements)
    return statements, _seal(letter, statements)


def _says_the_same(one: Letter, other: Letter) -> bool:
    """Whether two readings would be stored alike; who read is no part of what is said."""
    seals = [replace(_snapshot(letter)[1], reader="") for letter in (one, other)]
    return canonical_data(seals[0]) == canonical_data(seals[1])


def _seal(letter: Letter, statements: tuple[StatementRecorded, ...]) -> SnapshotSealed:
    return SnapshotSealed(
        title=letter.title,
        author=letter.author,
        reference=letter.reference,
        refers_to=letter.refers_to,
        text=letter.text,
        reader=letter.reader,
        headings=letter.headings,
        running=letter.running,
        findings=letter.findings,
        coverage=letter.coverage,
        count=len(statements),
        root=snapshot_root(statements),
    )


def _letter(received: LetterReceived, recorded: list[StatementRecorded], sealed: SnapshotSealed) -> Letter:
    return Letter(
        series=received.series,
        date=received.date,
        reissue=received.reissue,
        source=received.source,
        title=sealed.title,
        author=sealed.author,
        reference=sealed.reference,
        refers_to=sealed.refers_to,
        text=sealed.text,
        reader=sealed.reader,
        headings=sealed.headings,
        running=sealed.running,
        findings=sealed.findings,
        coverage=sealed.coverage,
        statements=tuple(event.statement for event in recorded),
    )
