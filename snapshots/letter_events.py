"""What happened, as facts in the past tense: a letter came in, an entry went out, a person decided.

Each event holds what is needed to act on it and nothing that can be computed. Its stored name and shape are
in event_codec.py; the words of DESIGN.md ("The stored form of every event") say what each field means.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from snapshots.letter import Coverage, Finding, Heading, Source, Span, Statement
    from snapshots.link_decisions import Pair, Verdict

__all__ = [
    "CandidateAccepted",
    "CandidateFound",
    "CandidateRejected",
    "Cause",
    "DeadlineWindowClosed",
    "EntryCorrected",
    "EntryPublished",
    "EntryRetracted",
    "Event",
    "GoneStatement",
    "LetterReceived",
    "LetterReread",
    "LetterWithdrawn",
    "LinkDecided",
    "LinkDecisionUndone",
    "SnapshotSealed",
    "StatementRecorded",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReceived:
    """A letter of a series, dated so, was received as these bytes; `reissue` counts from 1."""

    series: str
    date: date
    reissue: int
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRecorded:
    """The letter makes this statement; statements are recorded in reading order."""

    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotSealed:
    """The reading is complete: `count` statements, and all that the reader saw besides them.

    `text` is the canonical text that every span refers to, `reader` the reader's version. `root` is the
    RFC 6962 tree head, in hexadecimal, over the canonical bytes of the statements in their order.
    """

    title: str | None
    author: str | None
    reference: str | None
    refers_to: str | None
    text: str
    reader: str
    headings: tuple[Heading, ...]
    running: tuple[Span, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage
    count: int
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneStatement:
    """An id that the reading before gave and this one does not; `heir` has its words now, None if nobody."""

    statement: str
    heir: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReread:
    """The bytes that a letter came as were read anew by this version of the reader, and for this reason.

    A technical event: the letter says what it said. The statements and the seal of the new reading follow.
    `gone` are the statements of the reading before that have no place in it, in their order.
    """

    reader: str
    reason: str
    gone: tuple[GoneStatement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPublished:
    """An entry of a series' feed went out, and this is what subscribers saw.

    `entry` is its id for ever, unique within the series. `kind` is "letter" for the entry that announces a
    letter, else the kind of its change. `new` is the letter that it came with, `old` the one that it was
    compared with (None for the first of a series), both as keys. `item` is the item that moved, None for a
    letter's own entry. `title` is the sentence; `content` the public JSON of the change, or of the summary;
    of kind "correction", what is said of an entry that was corrected or retracted.
    """

    series: str
    entry: str
    kind: str
    old: str | None
    new: str
    item: str | None
    title: str
    minor: bool
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """The event that made an entry untrue, by its stream and its version there: who decided, and why."""

    stream: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCorrected:
    """An entry that went out says this from now on, under the id, kind and newer letter that it always had.

    An entry that was retracted is there again. `old`, `item`, `title`, `minor` and `content` are as
    EntryPublished has them. What the entry said before stands in the events before.
    """

    series: str
    entry: str
    old: str | None
    item: str | None
    title: str
    minor: bool
    content: Mapping[str, Any]
    because: Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRetracted:
    """What an entry that went out said is no more: it leaves the feeds, and its id is never given again."""

    series: str
    entry: str
    because: Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineWindowClosed:
    """The last day on which this was to happen is over, and no letter that is held reports it done.

    `letter` is the last that speaks of the item, `statement` the one that names the window there; `earliest`
    is None where it opens at no named day. The day was over in the time zone `zone`, as in "Europe/Brussels".
    """

    item: str
    letter: str
    statement: str
    earliest: date | None
    latest: date
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWithdrawn:
    """The letter was withdrawn, for this reason: it counts as not held from now on; what it said stays."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDecided:
    """A person decided, for this reason, what these pairs of statements are to each other.

    `pairs` are in order, each once, never none; in each, the older letter's statement comes first.
    """

    verdict: Verdict
    pairs: tuple[Pair, ...]
    actor: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDecisionUndone:
    """A person took back, for this reason, the decision that is event number `decision` of this stream."""

    decision: int
    actor: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateFound:
    """A document that may be a letter of the series was found where one looks for them.

    `place` is what was watched, a folder or an address; `source` the bytes that were found there. `date` is
    the day that it is dated by, and `text_sha256` the hash of its canonical text, in hexadecimal: a page
    whose bytes differ from visit to visit is found once.
    """

    place: str
    source: Source
    date: date
    text_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateAccepted:
    """A person took a candidate for a letter, for this reason; it is recorded as the letter of this key.

    `candidate` is the number, in this stream, of the event that found it.
    """

    candidate: int
    letter: str
    actor: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRejected:
    """A person said, for this reason, that a candidate is no letter of the series."""

    candidate: int
    actor: str
    reason: str


Event = (
    LetterReceived
    | StatementRecorded
    | SnapshotSealed
    | LetterReread
    | LetterWithdrawn
    | EntryPublished
    | EntryCorrected
    | EntryRetracted
    | DeadlineWindowClosed
    | LinkDecided
    | LinkDecisionUndone
    | CandidateFound
    | CandidateAccepted
    | CandidateRejected
)
