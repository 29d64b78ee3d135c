"""Whether the record is what was recorded: every event, every letter, every file, against its hash.

What each check catches stands in DESIGN.md of `snapshots`: a changed byte, a missing or added event, a letter
with other statements than it was sealed with, a file with other bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine

from service.projections.log_position import log_position
from service.rebuild import every_event
from snapshots.errors import SnapshotError
from snapshots.event_log import RecordedEvent, load_blob
from snapshots.letter_events import (
    EntryPublished,
    LetterReceived,
    LetterReread,
    SnapshotSealed,
    StatementRecorded,
)
from snapshots.letter_stream import snapshot_root

__all__ = ["Verification", "verify"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was checked, and what failed: nothing, where the record is intact.

    Each of `failures` is a sentence, the first about the first event that fails.
    """

    events: int
    letters: int
    entries: int
    files: int
    failures: tuple[str, ...]

    @property
    def intact(self) -> bool:
        """Whether nothing failed."""
        return not self.failures


@dataclass(slots=True, kw_only=True)
class _Walk:
    """What has been seen of the log so far."""

    position: int = 0
    versions: dict[str, int] = field(default_factory=dict)
    open_letter: RecordedEvent | None = None
    statements: list[StatementRecorded] = field(default_factory=list)
    letters: set[str] = field(default_factory=set)
    files: dict[str, int] = field(default_factory=dict)
    entries: int = 0
    failures: list[str] = field(default_factory=list)


def verify(engine: Engine) -> Verification:
    """Check the whole record. It reads everything and changes nothing.

    An event that cannot be read ends the walk: what stands behind it is not reported on.
    """
    walk = _Walk()
    with engine.connect() as connection:
        last = log_position(connection)
        try:
            for recorded in every_event(connection):
                walk.failures.extend(_faults(walk, recorded))
            walk.failures.extend(_faults_at_end(walk, last))
        except SnapshotError as error:
            walk.failures.append(str(error))
        walk.failures.extend(_faulty_files(connection, walk.files))
    return Verification(
        events=walk.position,
        letters=len(walk.letters),
        entries=walk.entries,
        files=len(walk.files),
        failures=tuple(walk.failures),
    )


def _faults(walk: _Walk, recorded: RecordedEvent) -> Iterator[str]:
    if recorded.position != walk.position + 1:
        yield f"event {walk.position + 1} is missing: the log goes on with event {recorded.position}"
    walk.position = recorded.position
    version = walk.versions.get(recorded.stream, 0) + 1
    if recorded.version != version:
        yield f"event {recorded.position} is version {recorded.version} of its stream, not {version}"
    walk.versions[recorded.stream] = recorded.version
    yield from _faults_of_kind(walk, recorded)


def _faults_of_kind(walk: _Walk, recorded: RecordedEvent) -> Iterator[str]:
    match recorded.event:
        case LetterReceived(source=source):
            yield from _unsealed(walk)
            walk.open_letter, walk.statements = recorded, []
            walk.files[source.sha256] = recorded.position
        case LetterReread():
            yield from _faults_of_rereading(walk, recorded)
        case StatementRecorded() as statement:
            walk.statements.append(statement)
        case SnapshotSealed() as sealed:
            yield from _faults_of_seal(walk, recorded, sealed)
        case EntryPublished(new=letter):
            walk.entries += 1
            if letter not in walk.letters:
                yield f"event {recorded.position} published what moved in {letter}, which had not come in"


def _faults_of_rereading(walk: _Walk, recorded: RecordedEvent) -> Iterator[str]:
    yield from _unsealed(walk)
    walk.open_letter, walk.statements = recorded, []
    key = recorded.stream.partition("/")[2]
    if key not in walk.letters:
        yield f"event {recorded.position} read {key} anew, which had not come in"


def _faults_of_seal(walk: _Walk, recorded: RecordedEvent, sealed: SnapshotSealed) -> Iterator[str]:
    if walk.open_letter is None or walk.open_letter.stream != recorded.stream:
        yield f"event {recorded.position} seals {recorded.stream}, which was not received right before"
    elif len(walk.statements) != sealed.count or snapshot_root(walk.statements) != sealed.root:
        yield f"event {recorded.position} sealed other statements than {recorded.stream} has"
    elif isinstance(walk.open_letter.event, LetterReread):
        yield from _faults_of_heirs(walk, walk.open_letter.position, walk.open_letter.event)
    walk.letters.add(recorded.stream.partition("/")[2])
    walk.open_letter, walk.statements = None, []


def _faults_of_heirs(walk: _Walk, position: int, reread: LetterReread) -> Iterator[str]:
    """A statement that is gone is not there, and its heir is."""
    there = {recorded.statement.id for recorded in walk.statements}
    for gone in reread.gone:
        if gone.statement in there:
            yield f"event {position} lost statement {gone.statement}, which is there"
        if gone.heir is not None and gone.heir not in there:
            yield f"event {position} named statement {gone.heir} an heir, which is not there"


def _unsealed(walk: _Walk) -> Iterator[str]:
    if walk.open_letter is None:
        return
    did = "read a letter anew" if isinstance(walk.open_letter.event, LetterReread) else "received a letter"
    yield f"event {walk.open_letter.position} {did} that was never sealed"


def _faults_at_end(walk: _Walk, last: int) -> Iterator[str]:
    yield from _unsealed(walk)
    if walk.position < last:
        yield f"event {walk.position + 1} is missing: the log was at {last}, and ends with {walk.position}"


def _faulty_files(connection: Connection, files: dict[str, int]) -> Iterator[str]:
    for sha256, position in files.items():
        try:
            load_blob(connection, sha256)
        except SnapshotError as error:
            yield f"event {position} received a file that fails: {error}"
