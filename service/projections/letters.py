"""The letters held, listed: which series, which dates, from which bytes, recorded where in the log.

A row is written with the events that record its letter, or another reading of it, in the same transaction, so
the lists are never behind the log. The letters themselves are read from the log, not from here.

A letter that was withdrawn keeps its row, with the reason as JSON text, and stands in no list.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, tuple_, update

from service.errors import UnknownLetter, UnknownReading, UnknownSeries, WithdrawnLetter
from service.projections.pages import Page, page_of, read_cursor
from service.projections.tables import compact_json, letters
from service.series_name import is_series_name
from snapshots.event_log import read_stream
from snapshots.letter_events import SnapshotSealed
from snapshots.letter_json import moment_from_json, moment_to_json
from snapshots.letter_stream import letter_stream, readings_from_events

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Row, Select

    from snapshots.letter import Letter

__all__ = [
    "HeldLetter",
    "Series",
    "Withdrawn",
    "add_letter",
    "add_reading",
    "all_withdrawn",
    "check_series_held",
    "find_by_content",
    "find_letter",
    "is_content_held",
    "last_recorded",
    "letters_held",
    "letters_in_recorded_order",
    "letters_withdrawn",
    "list_letters",
    "list_series",
    "load_letter",
    "load_letter_of_key",
    "load_readings_of_key",
    "load_sealed_letter",
    "series_held",
    "series_recorded",
    "set_withdrawn",
    "withdrawn_because",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series of which letters are held; `first` and `latest` are the dates of the oldest and the newest."""

    series: str
    letters: int
    first: date
    latest: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldLetter:
    """A letter in a list: what it is and what it came from; `statements` and `findings` are counts.

    `first_position` and `last_position` are those of the events that recorded it. It was read `readings`
    times; all that is told of it is what the latest reading says, which was sealed at `read_position`.
    """

    key: str
    series: str
    date: date
    reissue: int
    title: str | None
    author: str | None
    reference: str | None
    refers_to: str | None
    sha256: str
    media_type: str
    filename: str | None
    url: str | None
    reader: str
    statements: int
    findings: int
    recorded_at: datetime
    first_position: int
    last_position: int
    readings: int
    read_position: int

    @property
    def label(self) -> str:
        """What names it within its series: the date, with `/2` and so on for a re-issue."""
        return self.key.removeprefix(f"{self.series}/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A letter that came in and was withdrawn, and the reason that was given."""

    letter: HeldLetter
    reason: str


def list_series(connection: Connection, *, after: str | None = None, limit: int) -> Page[Series]:
    """The series held, in order of name; raises BadCursor."""
    query = (
        select(
            letters.c.series,
            func.count().label("letters"),
            func.min(letters.c.date).label("first"),
            func.max(letters.c.date).label("latest"),
        )
        .where(letters.c.withdrawn.is_(None))
        .group_by(letters.c.series)
        .order_by(letters.c.series)
        .limit(limit + 1)
    )
    if after is not None:
        query = query.where(letters.c.series > read_cursor(after, str)[0])
    return page_of([_series(row) for row in connection.execute(query)], limit, lambda row: (row.series,))


def list_letters(
    connection: Connection, series: str | None = None, *, after: str | None = None, limit: int
) -> Page[HeldLetter]:
    """The letters held, of one series or of all, by series and then oldest first.

    Raises UnknownSeries, which names those that are held, and BadCursor.
    """
    if series is not None:
        check_series_held(connection, series)
    query = _in_order(series).limit(limit + 1)
    if after is not None:
        place = tuple_(letters.c.series, letters.c.date, letters.c.reissue)
        query = query.where(place > tuple_(*read_cursor(after, str, str, int)))
    found = [_held(row) for row in connection.execute(query)]
    return page_of(found, limit, lambda row: (row.series, row.date.isoformat(), row.reissue))


def last_recorded(connection: Connection) -> datetime | None:
    """When the last letter came in that is held; None where none is."""
    query = select(func.max(letters.c.recorded_at)).where(letters.c.withdrawn.is_(None))
    moment = connection.scalar(query)
    return moment_from_json(moment) if moment else None


def series_held(connection: Connection) -> tuple[str, ...]:
    """The names of all series held, in order."""
    named = select(letters.c.series).where(letters.c.withdrawn.is_(None)).distinct()
    return tuple(connection.scalars(named.order_by(letters.c.series)))


def series_recorded(connection: Connection) -> tuple[str, ...]:
    """The names of all series that a letter came in of, also where every letter was withdrawn, in order."""
    return tuple(connection.scalars(select(letters.c.series).distinct().order_by(letters.c.series)))


def check_series_held(connection: Connection, series: str) -> None:
    """Raises UnknownSeries, which names those that are held, for any text that names none of them."""
    # What is no name is not looked for: PostgreSQL refuses texts with U+0000.
    held = select(letters.c.key).where(letters.c.series == series, letters.c.withdrawn.is_(None)).limit(1)
    if not is_series_name(series) or connection.scalar(held) is None:
        raise UnknownSeries(series, series_held(connection))


def letters_held(connection: Connection, series: str) -> tuple[HeldLetter, ...]:
    """All letters of a series, oldest first, re-issues behind the letter that they correct.

    Raises UnknownSeries.
    """
    check_series_held(connection, series)
    return tuple(_held(row) for row in connection.execute(_in_order(series)))


def letters_in_recorded_order(connection: Connection, series: str) -> tuple[HeldLetter, ...]:
    """All letters of a series as they came in; none of a series that nobody has recorded."""
    query = select(letters).where(letters.c.series == series, letters.c.withdrawn.is_(None))
    query = query.order_by(letters.c.first_position)
    return tuple(_held(row) for row in connection.execute(query))


def letters_withdrawn(connection: Connection, series: str) -> tuple[Withdrawn, ...]:
    """The letters of a series that were withdrawn, by date; none of a series that nobody has recorded."""
    return _withdrawn(connection, _of_withdrawn().where(letters.c.series == series))


def all_withdrawn(connection: Connection, *, limit: int) -> tuple[Withdrawn, ...]:
    """Letters that were withdrawn, by series and date; at most `limit`."""
    return _withdrawn(connection, _of_withdrawn().limit(limit))


def _of_withdrawn() -> Select[Any]:
    query = select(letters).where(letters.c.withdrawn.is_not(None))
    return query.order_by(letters.c.series, letters.c.date, letters.c.reissue)


def _withdrawn(connection: Connection, query: Select[Any]) -> tuple[Withdrawn, ...]:
    rows = connection.execute(query)
    return tuple(Withdrawn(letter=_held(row), reason=str(json.loads(row.withdrawn))) for row in rows)


def find_letter(connection: Connection, series: str, label: str) -> HeldLetter:
    """The letter of a date (`2023-12-13`) or re-issue (`2023-12-13/2`).

    Raises UnknownSeries, and UnknownLetter, which names the letters that are held; WithdrawnLetter, which is
    one, for a letter that was withdrawn.
    """
    held = letters_held(connection, series)
    wanted = label.removesuffix("/1")
    for letter in held:
        if letter.label == wanted:
            return letter
    why = withdrawn_because(connection, f"{series}/{wanted}") if wanted.isprintable() else None
    if why is not None:
        raise WithdrawnLetter(series, label, tuple(letter.label for letter in held), why)
    raise UnknownLetter(series, label, tuple(letter.label for letter in held))


def find_by_content(connection: Connection, series: str, sha256: str) -> HeldLetter | None:
    """The letter of a series that came as these very bytes."""
    query = select(letters).where(letters.c.series == series, letters.c.sha256 == sha256)
    row = connection.execute(query).first()
    return None if row is None else _held(row)


def is_content_held(connection: Connection, sha256: str) -> bool:
    """Whether a letter that is held, of whatever series, came as these very bytes."""
    query = select(letters.c.key).where(letters.c.sha256 == sha256, letters.c.withdrawn.is_(None)).limit(1)
    return connection.scalar(query) is not None


def withdrawn_because(connection: Connection, key: str) -> str | None:
    """Why the letter of this key was withdrawn; None for one that was not, or never came in."""
    reason = connection.scalar(select(letters.c.withdrawn).where(letters.c.key == key))
    return None if reason is None else str(json.loads(reason))


def set_withdrawn(connection: Connection, key: str, reason: str) -> None:
    """The letter stands in no list from now on, for this reason."""
    row = update(letters).where(letters.c.key == key)
    connection.execute(row.values(withdrawn=compact_json(reason)))


def load_letter(connection: Connection, series: str, label: str, *, reading: int | None = None) -> Letter:
    """The letter of a date or re-issue; raises as `find_letter` and `load_letter_of_key` do."""
    return load_letter_of_key(connection, find_letter(connection, series, label).key, reading=reading)


def load_letter_of_key(connection: Connection, key: str, *, reading: int | None = None) -> Letter:
    """The letter of a key that is held, from the log, as it was read last; or the reading of a number from 1.

    Raises UnknownReading, and DamagedRecord where the log has been harmed.
    """
    stream = read_stream(connection, letter_stream(key))
    readings = readings_from_events(recorded.event for recorded in stream)
    if reading is None:
        return readings[-1]
    if not 1 <= reading <= len(readings):
        raise UnknownReading(key, reading, len(readings))
    return readings[reading - 1]


def load_readings_of_key(connection: Connection, series: str, label: str) -> tuple[Letter, ...]:
    """Every reading of the letter of a date or re-issue, the first first; raises as `find_letter` does."""
    stream = read_stream(connection, letter_stream(find_letter(connection, series, label).key))
    return readings_from_events(recorded.event for recorded in stream)


def load_sealed_letter(connection: Connection, key: str) -> tuple[Letter, str]:
    """The letter of a key that is held, as it was read last, and the root that this was sealed with."""
    events = [recorded.event for recorded in read_stream(connection, letter_stream(key))]
    seals = [event.root for event in events if isinstance(event, SnapshotSealed)]
    return readings_from_events(events)[-1], seals[-1]


def add_letter(
    connection: Connection, letter: Letter, *, positions: Sequence[int], recorded_at: datetime
) -> HeldLetter:
    """The row of a letter whose events have just got these positions."""
    held = _held_as(letter, positions, recorded_at)
    connection.execute(insert(letters).values(_columns(held)))
    return held


def add_reading(connection: Connection, letter: Letter, *, positions: Sequence[int]) -> HeldLetter:
    """The row of a letter that is held, another reading of which has just got these positions."""
    row = connection.execute(select(letters).where(letters.c.key == letter.key)).one()
    first = _held(row)
    held = replace(
        _held_as(letter, positions, first.recorded_at),
        first_position=first.first_position,
        last_position=first.last_position,
        readings=first.readings + 1,
    )
    connection.execute(update(letters).where(letters.c.key == letter.key).values(_columns(held)))
    return held


def _columns(held: HeldLetter) -> dict[str, Any]:
    columns = {
        "key": held.key,
        "series": held.series,
        "date": held.date.isoformat(),
        "reissue": held.reissue,
        "sha256": held.sha256,
        "recorded_at": moment_to_json(held.recorded_at),
        "first_position": held.first_position,
        "last_position": held.last_position,
        "readings": held.readings,
        "read_position": held.read_position,
    }
    details = {name: value for name, value in asdict(held).items() if name not in columns}
    return columns | {"details": compact_json(details)}


def _held_as(letter: Letter, positions: Sequence[int], recorded_at: datetime) -> HeldLetter:
    if letter.series is None:
        raise ValueError("only a letter of a series is listed; give it one")
    return HeldLetter(
        key=letter.key,
        series=letter.series,
        date=letter.date,
        reissue=letter.reissue,
        title=letter.title,
        author=letter.author,
        reference=letter.reference,
        refers_to=letter.refers_to,
        sha256=letter.source.sha256,
        media_type=letter.source.media_type,
        filename=letter.source.filename,
        url=letter.source.url,
        reader=letter.reader,
        statements=len(letter.statements),
        findings=len(letter.findings),
        recorded_at=recorded_at,
        first_position=positions[0],
        last_position=positions[-1],
        readings=1,
        read_position=positions[-1],
    )


def _in_order(series: str | None) -> Select[Any]:
    query = select(letters).where(letters.c.withdrawn.is_(None))
    query = query.order_by(letters.c.series, letters.c.date, letters.c.reissue)
    return query if series is None else query.where(letters.c.series == series)


def _series(row: Row[Any]) -> Series:
    return Series(
        series=row.series,
        letters=row.letters,
        first=date.fromisoformat(row.first),
        latest=date.fromisoformat(row.latest),
    )


def _held(row: Row[Any]) -> HeldLetter:
    return HeldLetter(
        key=row.key,
        series=row.series,
        date=date.fromisoformat(row.date),
        reissue=row.reissue,
        sha256=row.sha256,
        recorded_at=moment_from_json(row.recorded_at),
        first_position=row.first_position,
        last_position=row.last_position,
        readings=row.readings,
        read_position=row.read_position,
        **json.loads(row.details),
    )
