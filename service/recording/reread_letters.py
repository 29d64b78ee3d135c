"""Letters that are held, read anew by a newer reader: first rehearsed, then recorded behind what was read.

A re-reading is technical. It changes what lists, pages and comparisons show; it publishes nothing, and what
was published stays as it was. The bytes are read and compared outside the transaction; the readings of a
series and its items go in together, so that no list is ahead of another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from sqlalchemy import Connection, Engine

from diffing.compare_letters import compare_letters
from diffing.compare_readings import ReadingDifference, compare_readings
from diffing.items import item_ids
from service import clock
from service.database import transaction
from service.projections.decisions import (
    DecidedMeanwhile,
    SeriesDecisions,
    check_nothing_decided_since,
    load_decisions,
)
from service.projections.items import item_ids_of, replace_items
from service.projections.letters import add_reading, find_letter, letters_held, series_held
from service.projections.readings import (
    FollowedSeries,
    HeldReading,
    ReadAnewMeanwhile,
    SeriesReadings,
    load_readings,
)
from service.record_faults import RecordingContested
from service.recording.record_letter import ReadLetter
from service.recording.told_rereadings import Outcome, PairCounts, ReadAnew, SeriesReadAnew
from snapshots.errors import UnreadableLetter, WrongExpectedVersion
from snapshots.event_log import append, load_blob
from snapshots.letter import Letter
from snapshots.letter_events import Event, LetterReread, SnapshotSealed
from snapshots.letter_stream import decide_reread, is_older_reader, letter_from_events, letter_stream
from snapshots.link_decisions import Decision
from snapshots.read_letter import read_letter

__all__ = ["rehearse_reading", "reread_letters"]

# As when publishing: more tries are needed only while letters of one series keep coming in.
_TRIES = 5

# What holds of links, and the ids of the items of statements.
_View = tuple[Sequence[Decision], Mapping[tuple[str, str], str]]


def rehearse_reading(
    engine: Engine,
    *,
    series: str | None = None,
    letters: Sequence[str] = (),
    read: ReadLetter = read_letter,
) -> tuple[SeriesReadAnew, ...]:
    """What reading them anew would change, series by series; writes nothing. Else as `reread_letters`."""
    return tuple(
        _look(engine, one, keys, read, reason="").told
        for one, keys in _chosen(engine, series, letters).items()
    )


def reread_letters(
    engine: Engine,
    *,
    reason: str,
    series: str | None = None,
    letters: Sequence[str] = (),
    read: ReadLetter = read_letter,
    now: Callable[[], datetime] = clock.now,
) -> tuple[SeriesReadAnew, ...]:
    """What was read anew and recorded, series by series; a reading that says the same is not recorded again.

    `letters` are keys, or dates of `series`; without them it is the whole series, or all series. `reason` is
    kept with each reading. Raises UnknownSeries and UnknownLetter, having read nothing, and
    RecordingContested when others kept recording first: series before that one are read anew then.
    """
    return tuple(
        _reread_series(engine, one, keys, read, reason=reason, now=now)
        for one, keys in _chosen(engine, series, letters).items()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A series as it stood when we looked; `decided` are the events of each letter that is read anew."""

    series: str
    readings: SeriesReadings
    decisions: SeriesDecisions
    decided: Mapping[str, tuple[Event, ...]]
    followed: FollowedSeries | None
    told: SeriesReadAnew


def _chosen(engine: Engine, series: str | None, letters: Sequence[str]) -> dict[str, list[str]]:
    """The keys of the letters that are meant, by series, oldest first."""
    with engine.connect() as connection:
        if letters:
            return _named(connection, series, letters)
        wanted = [series] if series is not None else list(series_held(connection))
        return {one: [letter.key for letter in letters_held(connection, one)] for one in wanted}


def _named(connection: Connection, series: str | None, letters: Sequence[str]) -> dict[str, list[str]]:
    meant: dict[str, set[str]] = {}
    for name in letters:
        of_series, label = _parted(name, series)
        held = find_letter(connection, of_series, label)
        meant.setdefault(held.series, set()).add(held.key)
    return {
        one: [letter.key for letter in letters_held(connection, one) if letter.key in keys]
        for one, keys in meant.items()
    }


def _parted(name: str, series: str | None) -> tuple[str, str]:
    """Series and label of `series/2023-12-13`, or of `2023-12-13` where the series is said."""
    if series is not None:
        return series, name.removeprefix(f"{series}/")
    of_series, _, label = name.partition("/")
    return of_series, label


def _reread_series(
    engine: Engine,
    series: str,
    keys: Sequence[str],
    read: ReadLetter,
    *,
    reason: str,
    now: Callable[[], datetime],
) -> SeriesReadAnew:
    for _ in range(_TRIES):
        seen = _look(engine, series, keys, read, reason=reason)
        if not seen.decided:
            return seen.told
        try:
            with transaction(engine) as connection:
                _store(connection, seen, recorded_at=now())
        except (WrongExpectedVersion, ReadAnewMeanwhile, DecidedMeanwhile):
            continue
        return seen.told
    raise RecordingContested(f"what a newer reader reads in {series!r}", _TRIES)


def _look(engine: Engine, series: str, keys: Sequence[str], read: ReadLetter, *, reason: str) -> _Seen:
    with engine.connect() as connection:
        readings = load_readings(connection, series)
        decisions = load_decisions(connection, series)
        ids = item_ids_of(connection, series)
        held = {letter.key: letter for letter in readings.letters}
        files = {key: load_blob(connection, held[key].source.sha256) for key in keys}
    tried = {key: _read_anew(held[key], files[key], readings.histories[key], read, reason) for key in keys}
    decided = {key: events for key, (_, events) in tried.items() if events}
    anew = {key: letter_from_events((*readings.histories[key], *events)) for key, events in decided.items()}
    after = _read_as(readings, decided, anew)
    then, now = (one.carry(decisions.in_force).decisions for one in (readings, after))
    followed = after.follow(now) if anew else None
    ids_now = item_ids(followed.items) if followed else {}
    return _Seen(
        series=series,
        readings=readings,
        decisions=decisions,
        decided=decided,
        followed=followed,
        told=SeriesReadAnew(
            series=series,
            letters=tuple(told for told, _ in tried.values()),
            pairs=tuple(_pairs(held, anew, before=(then, ids), after=(now, ids_now))),
        ),
    )


def _read_anew(
    held: Letter, data: bytes, history: Sequence[Event], read: ReadLetter, reason: str
) -> tuple[ReadAnew, tuple[Event, ...]]:
    """What becomes of one letter, and the events that say so."""
    source = held.source
    try:
        letter = read(
            data,
            filename=source.filename,
            media_type=source.media_type,
            series=held.series,
            url=source.url,
            received_at=source.received_at,
        )
    except UnreadableLetter as error:
        return _told(held, Outcome.REFUSED, after=None, why=str(error)), ()
    if letter.date != held.date:
        why = f"it is read as dated {letter.date}, and a reading cannot change its key; record it anew"
        return _told(held, Outcome.REFUSED, after=letter.reader, why=why), ()
    events = decide_reread(history, letter, reason=reason)
    if events:
        difference = compare_readings(held, letter_from_events((*history, *events)))
        return _told(held, Outcome.READ_ANEW, after=letter.reader, difference=difference), events
    older = is_older_reader(letter.reader, held.reader)
    return _told(held, Outcome.OLDER_READER if older else Outcome.THE_SAME, after=letter.reader), ()


def _told(
    held: Letter,
    outcome: Outcome,
    *,
    after: str | None,
    difference: ReadingDifference | None = None,
    why: str = "",
) -> ReadAnew:
    return ReadAnew(
        key=held.key, outcome=outcome, before=held.reader, after=after, difference=difference, why=why
    )


def _read_as(
    readings: SeriesReadings, decided: Mapping[str, tuple[Event, ...]], anew: Mapping[str, Letter]
) -> SeriesReadings:
    """The series as it will be read, each letter that is read anew behind all that were read before."""
    heirs = {
        (key, gone.statement): gone.heir
        for key, events in decided.items()
        for event in events
        if isinstance(event, LetterReread)
        for gone in event.gone
        if gone.heir is not None
    }
    last = max((one.position for one in readings.readings), default=0)
    later = (
        HeldReading(letter=letter, position=position, root=_sealed(decided[key]))
        for position, (key, letter) in enumerate(anew.items(), last + 1)
    )
    return replace(readings, readings=(*readings.readings, *later), heirs={**readings.heirs, **heirs})


def _sealed(events: Sequence[Event]) -> str:
    """The root that the reading was sealed with."""
    return [event.root for event in events if isinstance(event, SnapshotSealed)][-1]


def _pairs(
    held: Mapping[str, Letter], anew: Mapping[str, Letter], *, before: _View, after: _View
) -> Iterator[PairCounts]:
    by_date = sorted(held.values(), key=lambda letter: (letter.date, letter.reissue))
    for old, new in pairwise(by_date):
        if old.key in anew or new.key in anew:
            then = compare_letters(old, new, item_ids=before[1], decisions=before[0])
            now = compare_letters(
                anew.get(old.key, old), anew.get(new.key, new), item_ids=after[1], decisions=after[0]
            )
            yield PairCounts(
                old=old.key,
                new=new.key,
                before=then.summary.counts,
                after=now.summary.counts,
            )


def _store(connection: Connection, seen: _Seen, *, recorded_at: datetime) -> None:
    for key, events in seen.decided.items():
        history = seen.readings.histories[key]
        positions = append(
            connection,
            letter_stream(key),
            expected_version=len(history),
            events=events,
            recorded_at=recorded_at,
        )
        add_reading(connection, letter_from_events((*history, *events)), positions=positions)
    _replace_items(connection, seen)


def _replace_items(connection: Connection, seen: _Seen) -> None:
    """Unless the series has moved on: its items are derived from all of its letters."""
    now = load_readings(connection, seen.series)
    ours = {key: len(events) for key, events in seen.decided.items()}
    then = {key: len(history) + ours.get(key, 0) for key, history in seen.readings.histories.items()}
    if {key: len(history) for key, history in now.histories.items()} != then:
        raise ReadAnewMeanwhile
    check_nothing_decided_since(connection, seen.decisions)
    if seen.followed is not None:
        replace_items(connection, seen.series, seen.followed, now.every_reading)
