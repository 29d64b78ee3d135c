"""Whether the record is what was recorded: every event, every letter, every file, against its hash.

Where it is, the list of entries that feeds are served from is held against it, too, and where that holds the
index by which filters find them.

What each check catches stands in DESIGN.md of `snapshots`: a changed byte, a missing or added event, a letter
with other statements than it was sealed with, a file with other bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine

from service.filters.index_terms import terms_of
from service.projections.entries import digest_of_entry, digests_kept, facets_kept
from service.projections.entry_standing import AS_PUBLISHED, Standing, stands_after
from service.projections.entry_terms import terms_kept
from service.projections.log_position import log_position
from service.recording.rebuild import every_event
from snapshots.errors import DamagedRecord, FileNotKept, SnapshotError
from snapshots.event_log import RecordedEvent, load_blob
from snapshots.letter_events import (
    CandidateAccepted,
    CandidateFound,
    CandidateRejected,
    DeadlineWindowClosed,
    EntryCorrected,
    EntryPublished,
    EntryRetracted,
    LetterReceived,
    LetterReread,
    LetterWithdrawn,
    LinkDecided,
    LinkDecisionUndone,
    SnapshotSealed,
    StatementRecorded,
)
from snapshots.letter_stream import root_of

__all__ = ["Verification", "verify"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was checked, and what failed: nothing, where the record is intact.

    Each failure is a sentence. `record_failures` are the record's own, the first about the first event that
    fails; `entry_failures` are those of the list of entries, which is only looked at where there are none.
    """

    events: int
    letters: int
    entries: int
    files: int
    record_failures: tuple[str, ...]
    entry_failures: tuple[str, ...]

    @property
    def failures(self) -> tuple[str, ...]:
        """All that failed."""
        return self.record_failures + self.entry_failures

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
    leaves: list[str] = field(default_factory=list)
    letters: set[str] = field(default_factory=set)
    said: set[tuple[str, str]] = field(default_factory=set)
    decisions: set[tuple[str, int]] = field(default_factory=set)
    candidates: set[tuple[str, int]] = field(default_factory=set)
    files: dict[str, int] = field(default_factory=dict)
    entries: dict[int, bytes] = field(default_factory=dict)
    positions: dict[str, int] = field(default_factory=dict)
    stands: dict[int, Standing] = field(default_factory=dict)
    corrected_terms: dict[int, set[str]] = field(default_factory=dict)
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
            walk.failures.append(_said(error))
        walk.failures.extend(_faulty_files(connection, walk.files))
        of_entries = () if walk.failures else tuple(_faulty_entries(connection, walk))
        if not walk.failures and not of_entries:
            of_entries = tuple(_faulty_terms(connection, walk))
    return Verification(
        events=walk.position,
        letters=len(walk.letters),
        entries=len(walk.entries),
        files=len(walk.files),
        record_failures=tuple(walk.failures),
        entry_failures=of_entries,
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
            _open(walk, recorded)
            walk.files[source.sha256] = recorded.position
        case LetterReread():
            yield from _faults_of_rereading(walk, recorded)
        case StatementRecorded() as statement:
            walk.statements.append(statement)
            walk.leaves.append(recorded.data_hash)
        case SnapshotSealed() as sealed:
            yield from _faults_of_seal(walk, recorded, sealed)
        case LetterWithdrawn() | LinkDecided() | LinkDecisionUndone() | DeadlineWindowClosed():
            yield from _faults_of_decision(walk, recorded)
        case CandidateFound() | CandidateAccepted() | CandidateRejected():
            yield from _faults_of_candidate(walk, recorded)
        case EntryCorrected() | EntryRetracted() as event:
            yield from _faults_of_correction(walk, recorded, event)
        case EntryPublished() as event:
            walk.entries[recorded.position] = digest_of_entry(
                event, position=recorded.position, recorded_at=recorded.recorded_at
            )
            walk.positions[event.entry] = recorded.position
            if event.new not in walk.letters:
                yield f"event {recorded.position} published what moved in {event.new}, which had not come in"


def _open(walk: _Walk, letter: RecordedEvent | None) -> None:
    """Statements that follow are those of this reading; of none, where it is sealed."""
    walk.open_letter, walk.statements, walk.leaves = letter, [], []


def _faults_of_decision(walk: _Walk, recorded: RecordedEvent) -> Iterator[str]:
    """What a person decides, or the clock closes, is about what is there."""
    match recorded.event:
        case LetterWithdrawn():
            key = recorded.stream.partition("/")[2]
            if key not in walk.letters:
                yield f"event {recorded.position} withdrew {key}, which had not come in"
        case LinkDecided(pairs=pairs):
            walk.decisions.add((recorded.stream, recorded.version))
            for place in sorted({place for pair in pairs for place in (pair.before, pair.after)}):
                if (place.letter, place.statement) not in walk.said:
                    said = f"statement {place.statement} of {place.letter}"
                    yield f"event {recorded.position} decided on {said}, which had not come in"
        case DeadlineWindowClosed(letter=letter, statement=statement):
            if (letter, statement) not in walk.said:
                words = f"statement {statement} of {letter}"
                yield f"event {recorded.position} closed a window of {words}, which had not come in"
        case LinkDecisionUndone(decision=decision):
            if (recorded.stream, decision) not in walk.decisions:
                yield f"event {recorded.position} took back decision {decision}, which had not been made"


def _faults_of_candidate(walk: _Walk, recorded: RecordedEvent) -> Iterator[str]:
    """What a person says of a candidate is about one that was found; the letter that it became is there."""
    match recorded.event:
        case CandidateFound(source=source):
            walk.files[source.sha256] = recorded.position
            walk.candidates.add((recorded.stream, recorded.version))
        case CandidateAccepted(candidate=candidate) | CandidateRejected(candidate=candidate):
            if (recorded.stream, candidate) not in walk.candidates:
                yield f"event {recorded.position} answers candidate {candidate}, which had not been found"
    if isinstance(recorded.event, CandidateAccepted) and recorded.event.letter not in walk.letters:
        yield f"event {recorded.position} took a candidate for {recorded.event.letter}, which had not come in"


def _faults_of_correction(
    walk: _Walk, recorded: RecordedEvent, event: EntryCorrected | EntryRetracted
) -> Iterator[str]:
    """What is corrected went out before, and what made it untrue is there."""
    position = walk.positions.get(event.entry)
    if position is None:
        yield f"event {recorded.position} corrected {event.entry}, which had not been published"
        return
    if event.because.version > walk.versions.get(event.because.stream, 0):
        cause = f"event {event.because.version} of {event.because.stream}"
        yield f"event {recorded.position} was caused by {cause}, which had not happened"
    before = walk.stands.get(position, AS_PUBLISHED)
    walk.stands[position] = after = stands_after(before, event, recorded.recorded_at)
    if isinstance(event, EntryCorrected):
        walk.corrected_terms.setdefault(position, set()).update(terms_of(after.standing_facets))


def _faults_of_rereading(walk: _Walk, recorded: RecordedEvent) -> Iterator[str]:
    yield from _unsealed(walk)
    _open(walk, recorded)
    key = recorded.stream.partition("/")[2]
    if key not in walk.letters:
        yield f"event {recorded.position} read {key} anew, which had not come in"


def _faults_of_seal(walk: _Walk, recorded: RecordedEvent, sealed: SnapshotSealed) -> Iterator[str]:
    if walk.open_letter is None or walk.open_letter.stream != recorded.stream:
        yield f"event {recorded.position} seals {recorded.stream}, which was not received right before"
    elif len(walk.statements) != sealed.count or root_of(walk.leaves) != sealed.root:
        yield f"event {recorded.position} sealed other statements than {recorded.stream} has"
    elif isinstance(walk.open_letter.event, LetterReread):
        yield from _faults_of_heirs(walk, walk.open_letter.position, walk.open_letter.event)
    key = recorded.stream.partition("/")[2]
    walk.letters.add(key)
    walk.said.update((key, statement.statement.id) for statement in walk.statements)
    _open(walk, None)


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
            yield f"event {position} received a file that fails: {_said(error)}"


def _faulty_entries(connection: Connection, walk: _Walk) -> Iterator[str]:
    """Entries go into their list with their events, so that up to the last event seen both are the same."""
    published = dict(walk.entries)
    for position, digest, stands in digests_kept(connection, through=walk.position):
        expected = published.pop(position, None)
        if expected is None:
            yield f"entry {position} is in the list of entries, and event {position} published none"
        elif expected != digest:
            yield f"entry {position} in the list of entries is not what event {position} published"
        elif stands != walk.stands.get(position, AS_PUBLISHED):
            yield f"entry {position} in the list of entries does not stand as it was corrected"
    for position in published:
        yield f"entry {position} is not in the list of entries, and event {position} published it"


def _faulty_terms(connection: Connection, walk: _Walk) -> Iterator[str]:
    """Entries that a filter would miss. A term too many costs a look and hides nothing (index_terms.py)."""
    found = terms_kept(connection, through=walk.position)
    at, there = next(found, (0, frozenset()))
    for position, facets in facets_kept(connection, through=walk.position):
        while 0 < at < position:
            at, there = next(found, (0, frozenset()))
        wanted = terms_of(facets) | walk.corrected_terms.get(position, set())
        missing = sorted(wanted - there if at == position else wanted)
        if missing:
            yield f"entry {position} is not in the index of filters under {missing[0]!r}"


def _said(error: SnapshotError) -> str:
    """What is wrong; what to do is the same for all, and said once."""
    if isinstance(error, FileNotKept):
        return f"no file with SHA-256 {error.sha256} is kept"
    return error.what if isinstance(error, DamagedRecord) else str(error)
