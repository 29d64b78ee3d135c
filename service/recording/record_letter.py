"""A letter comes in as bytes, is read, and is kept: its bytes, its snapshot, and what moved with it.

Reading and comparing are slow and happen outside the transactions. The same bytes in the same series again
are no new letter, however often and from how many sides at once they come.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from sqlalchemy import Connection, Engine

from diffing.linking.carried_decisions import Carried, CarriedDecisions, NotCarried
from service import clock
from service.database import transaction
from service.errors import BadSeriesName
from service.projections.decisions import load_decisions
from service.projections.letters import HeldLetter, add_letter, find_by_content, load_letter_of_key
from service.projections.readings import carry_recorded
from service.publishing.publish_changes import publish_changes
from service.recording.same_day import SameDay, held_of_same_day
from service.series_name import is_series_name
from snapshots.event_log import append, keep_blob, read_stream
from snapshots.letter import Letter
from snapshots.letter_events import EntryPublished, Event
from snapshots.letter_stream import decide_record, holds_other_bytes, letter_stream, next_reissue
from snapshots.read_letter import read_letter

__all__ = [
    "LOCAL_AUTHORITY",
    "Preview",
    "ReadLetter",
    "Recorded",
    "check_series_name",
    "preview_letter",
    "record_letter",
]

# What entries' ids are made with where nobody says under which name the service is known.
LOCAL_AUTHORITY = "localhost"


class ReadLetter(Protocol):
    """How bytes become a letter: `read_letter`, or `read_apart` for documents of strangers."""

    def __call__(
        self,
        data: bytes,
        *,
        filename: str | None = None,
        media_type: str | None = None,
        series: str | None = None,
        url: str | None = None,
        received_at: datetime | None = None,
    ) -> Letter:
        """The letter; raises UnreadableLetter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A letter that is in the log. `already_recorded` says that nothing was added to it now.

    `first_position` and `last_position` are those of the letter's own events, now or whenever they were
    recorded; `entries` are those that were published in consequence, now. Of a re-issue, `carried` are
    decisions on links of the issues before it that are held to speak of it, `not_carried` those that find no
    statement of it to speak of; `beside` is the issue that it is most like.
    """

    key: str
    letter: Letter
    first_position: int
    last_position: int
    already_recorded: bool
    entries: tuple[EntryPublished, ...]
    carried: tuple[Carried, ...] = ()
    not_carried: tuple[NotCarried, ...] = ()
    beside: SameDay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A letter as it would be recorded, with the key that it would get; nothing is kept of it.

    `beside` is the letter of the same day that is held, of which this would be a re-issue.
    """

    letter: Letter
    already_recorded: bool
    beside: SameDay | None = None


def record_letter(
    engine: Engine,
    data: bytes,
    *,
    series: str,
    filename: str | None = None,
    media_type: str | None = None,
    url: str | None = None,
    read: ReadLetter = read_letter,
    authority: str = LOCAL_AUTHORITY,
    now: Callable[[], datetime] = clock.now,
) -> Recorded:
    """The letter that these bytes are, recorded and published when this returns.

    A date that is held already from other bytes makes it a re-issue (`/2`). `authority` is the host name for
    the ids of feed entries. Raises BadSeriesName, UnreadableLetter, and RecordingContested when the letter is
    recorded but others kept publishing first: the same call again makes up for it.
    """
    check_series_name(series)
    held = _held_already(engine, series, data)
    if held is None:
        letter = read(
            data, filename=filename, media_type=media_type, series=series, url=url, received_at=now()
        )
        with transaction(engine) as connection:
            held, added = _keep(connection, data, letter, recorded_at=now())
    else:
        added = False
    entries = publish_changes(engine, series, authority=authority, now=now)
    return _recorded(engine, held, already_recorded=not added, entries=entries)


def preview_letter(
    engine: Engine,
    data: bytes,
    *,
    series: str,
    filename: str | None = None,
    media_type: str | None = None,
    read: ReadLetter = read_letter,
) -> Preview:
    """The letter that these bytes are, as it would be recorded; raises as recording does, keeps nothing."""
    check_series_name(series)
    letter = read(data, filename=filename, media_type=media_type, series=series)
    with engine.connect() as connection:
        held = find_by_content(connection, series, letter.source.sha256)
        if held is not None:
            return Preview(letter=load_letter_of_key(connection, held.key), already_recorded=True)
        issued, _ = _as_issued(connection, letter)
        beside = held_of_same_day(connection, issued)
    return Preview(letter=issued, already_recorded=False, beside=beside)


def check_series_name(series: str) -> None:
    """Raises BadSeriesName for what could not stand in addresses, file names and streams as it is."""
    if not is_series_name(series):
        raise BadSeriesName(series)


def _held_already(engine: Engine, series: str, data: bytes) -> HeldLetter | None:
    with engine.connect() as connection:
        return find_by_content(connection, series, sha256(data).hexdigest())


def _keep(
    connection: Connection, data: bytes, letter: Letter, *, recorded_at: datetime
) -> tuple[HeldLetter, bool]:
    """The letter as held, and whether it was added now. Keeping its bytes waits for others who record."""
    keep_blob(connection, data, letter.source.media_type)
    held = find_by_content(connection, letter.series or "", letter.source.sha256)
    if held is not None:
        return held, False
    issued, history = _as_issued(connection, letter)
    positions = append(
        connection,
        letter_stream(issued.key),
        expected_version=len(history),
        events=decide_record(history, issued),
        recorded_at=recorded_at,
    )
    return add_letter(connection, issued, positions=positions, recorded_at=recorded_at), True


def _as_issued(connection: Connection, letter: Letter) -> tuple[Letter, list[Event]]:
    """The letter as the issue of its date that it is, and what its stream holds."""
    while holds_other_bytes(history := _history(connection, letter), letter):
        letter = next_reissue(letter)
    return letter, history


def _history(connection: Connection, letter: Letter) -> list[Event]:
    return [recorded.event for recorded in read_stream(connection, letter_stream(letter.key))]


def _recorded(
    engine: Engine, held: HeldLetter, *, already_recorded: bool, entries: tuple[EntryPublished, ...]
) -> Recorded:
    with engine.connect() as connection:
        letter = load_letter_of_key(connection, held.key)
        carried = _carried(connection, held)
        beside = None if already_recorded else held_of_same_day(connection, letter)
    return Recorded(
        key=held.key,
        letter=letter,
        first_position=held.first_position,
        last_position=held.last_position,
        already_recorded=already_recorded,
        entries=entries,
        carried=tuple(one for one in carried.carried if one.heir.letter == held.key),
        not_carried=tuple(one for one in carried.not_carried if one.letter == held.key),
        beside=beside,
    )


def _carried(connection: Connection, held: HeldLetter) -> CarriedDecisions:
    """What was decided of links, held against the letters; nothing where this is the first of its date."""
    if held.reissue == 1:
        return CarriedDecisions()
    in_force = load_decisions(connection, held.series).in_force
    return carry_recorded(connection, held.series, in_force)
