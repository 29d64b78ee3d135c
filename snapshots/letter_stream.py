"""One letter's stream: its events fold to a state, and the state decides what is recorded.

A letter is recorded whole, in one append: LetterReceived, StatementRecorded as many times as it has
statements, SnapshotSealed. Whatever came in once, byte for byte, is not recorded again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

from snapshots.errors import DamagedRecord
from snapshots.event_codec import canonical_data
from snapshots.letter import Letter
from snapshots.letter_events import Event, LetterReceived, SnapshotSealed, StatementRecorded
from snapshots.merkle_tree import leaf_hash, tree_head

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "UNRECORDED",
    "LetterState",
    "decide_record",
    "evolve",
    "fold",
    "holds_other_bytes",
    "letter_from_events",
    "letter_stream",
    "next_reissue",
    "snapshot_root",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterState:
    """What deciding needs to know of a letter's past: the bytes that its stream holds, by SHA-256."""

    sha256: str | None = None


UNRECORDED = LetterState()


def letter_stream(key: str) -> str:
    """The name of the stream that holds the letter of this key."""
    return f"letter/{key}"


def evolve(state: LetterState, event: Event) -> LetterState:
    """The state after one more event."""
    if isinstance(event, LetterReceived):
        return replace(state, sha256=event.source.sha256)
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
    statements = tuple(StatementRecorded(statement=statement) for statement in letter.statements)
    return (received, *statements, _seal(letter, statements))


def snapshot_root(statements: Iterable[StatementRecorded]) -> str:
    """The head of the tree over the statements' canonical data, in lower-case hexadecimal."""
    return tree_head(leaf_hash(canonical_data(statement)) for statement in statements).hex()


def letter_from_events(events: Iterable[Event]) -> Letter:
    """The letter that was recorded; raises DamagedRecord when the events are not a sealed snapshot."""
    match list(events):
        case [LetterReceived() as received, *between, SnapshotSealed() as sealed]:
            recorded = [event for event in between if isinstance(event, StatementRecorded)]
        case _:
            raise DamagedRecord("these events are not one sealed letter")
    if not len(recorded) == len(between) == sealed.count:
        raise DamagedRecord(
            f"the letter of {received.date} in {received.series!r} was sealed with {sealed.count} statements "
            f"and the log gives {len(recorded)}"
        )
    return _letter(received, recorded, sealed)


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
