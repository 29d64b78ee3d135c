"""What moved goes out: when a letter is in the log, its entries and the items of its series follow.

Recording a letter and publishing it are two transactions, with the slow work between them: comparing takes
about a second, and nobody else should wait for it. A process that dies between the two leaves a letter
recorded and unpublished; whoever comes next, at the next start or the next letter, makes up for it. What is
published already is found in the log, so doing it again does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Engine

from diffing.compare_letters import compare_letters
from diffing.items import item_ids
from service import clock
from service.corrections.closing_corrections import closing_corrections
from service.corrections.correction_entry import FeedEvent, Why
from service.database import transaction
from service.deadline_windows.closings import measures_of, said_by_entry
from service.filters.entry_facets import CLOSED
from service.projections.decisions import (
    DecidedMeanwhile,
    SeriesDecisions,
    check_nothing_decided_since,
    load_decisions,
)
from service.projections.entries import (
    PublishedEntry,
    add_entries,
    correct_entries,
    entries_of_series,
)
from service.projections.items import replace_items
from service.projections.log_position import log_position
from service.projections.publications import letters_told, set_published_through, unpublished_series
from service.projections.readings import (
    FollowedSeries,
    ReadAnewMeanwhile,
    SeriesReadings,
    load_readings,
    readings_held,
)
from service.published_entries import entries_of_letter
from service.record_faults import RecordingContested
from snapshots.errors import WrongExpectedVersion
from snapshots.event_log import append, stream_version
from snapshots.letter import Letter
from snapshots.letter_events import Cause, EntryPublished
from snapshots.letter_stream import letter_stream
from snapshots.link_decisions import Decision

__all__ = ["append_to_feed", "entries_to_come", "feed_stream", "publish_changes", "publish_unpublished"]

# Two processes that publish the same series at once: one of them has to look again, once. More tries than
# that are needed only while letters of one series keep coming in.
_TRIES = 5


def publish_changes(
    engine: Engine, series: str, *, authority: str, now: Callable[[], datetime] = clock.now
) -> tuple[EntryPublished, ...]:
    """Publish the letters of a series that are not published yet; gives the entries that went out now.

    They are in the log, and the items of the series are up to date, when this returns; nothing happens when
    everything was published before. `authority` is the host name for the entries' ids. Raises
    RecordingContested, having published nothing, when others kept publishing the same series first.
    """
    for _ in range(_TRIES):
        with engine.connect() as connection:
            if series not in unpublished_series(connection):
                return ()
            seen = _look(connection, series)
        feed = (*_decide(seen, authority), *_correct(seen, authority))
        try:
            with transaction(engine) as connection:
                _store(connection, seen, feed, recorded_at=now())
        except (WrongExpectedVersion, ReadAnewMeanwhile, DecidedMeanwhile):
            continue
        return _published(feed)
    raise RecordingContested(f"what moved in {series!r}", _TRIES)


def entries_to_come(connection: Connection, letter: Letter, *, authority: str) -> tuple[EntryPublished, ...]:
    """The entries that would go out if this letter came in now: those of `publish_changes`, in their order.

    It is a letter of a series, not held, with the key that it would get. What letters bring that wait to be
    published is none of it.
    """
    seen = _look(connection, letter.series or "", arriving=letter)
    own = _entries(letter, seen, came_in=len(seen.letters), authority=authority)
    return _published((*own, *_correct(seen, authority)))


def _published(feed: Sequence[FeedEvent]) -> tuple[EntryPublished, ...]:
    return tuple(event for event in feed if isinstance(event, EntryPublished))


def publish_unpublished(
    engine: Engine,
    *,
    authority: str,
    recorded_before: datetime | None = None,
    now: Callable[[], datetime] = clock.now,
) -> tuple[EntryPublished, ...]:
    """Make up for every publication that was interrupted, in any series; gives what went out now.

    `recorded_before` leaves alone what was recorded since then: whoever recorded it may be at it still.
    """
    with engine.connect() as connection:
        behind = unpublished_series(connection, recorded_before=recorded_before)
    return tuple(
        entry for series in behind for entry in publish_changes(engine, series, authority=authority, now=now)
    )


def feed_stream(series: str) -> str:
    """The name of the stream that holds what was published of a series."""
    return f"feed/{series}"


def append_to_feed(
    connection: Connection,
    series: str,
    events: Sequence[FeedEvent],
    *,
    expected_version: int,
    recorded_at: datetime,
) -> None:
    """The events behind the last one of the series' feed, and the rows of entries that follow from them.

    Raises WrongExpectedVersion as `append` does.
    """
    positions = append(
        connection,
        feed_stream(series),
        expected_version=expected_version,
        events=events,
        recorded_at=recorded_at,
    )
    placed = list(zip(events, positions, strict=True))
    new = [(event, position) for event, position in placed if isinstance(event, EntryPublished)]
    add_entries(
        connection,
        [event for event, _ in new],
        positions=[position for _, position in new],
        recorded_at=recorded_at,
    )
    corrected = [event for event in events if not isinstance(event, EntryPublished)]
    correct_entries(connection, corrected, recorded_at=recorded_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A series as it stood when we looked.

    `letters`, as they were read last, and the items are in the order in which they were recorded; `in_force`
    are the decisions as carried to these letters; `published` are keys of letters whose entry is out,
    `version` is that of the feed's stream, `through` the position that sealed the last letter; `sealed` has
    that of each letter by its key. `closings` are the entries of windows that were told to have closed, as
    they stand: of all that was published, which grows with each letter, no more is read.
    """

    series: str
    readings: SeriesReadings
    decisions: SeriesDecisions
    letters: tuple[Letter, ...]
    in_force: tuple[Decision, ...]
    followed: FollowedSeries
    published: frozenset[str]
    version: int
    through: int
    sealed: Mapping[str, int]
    closings: tuple[PublishedEntry, ...]


def _look(connection: Connection, series: str, *, arriving: Letter | None = None) -> _Seen:
    """The series as it stands; or as it would stand with a letter that arrives."""
    # The feed first: if a letter comes in and is published between the two, the version seen is outdated and
    # `append` says so. The other way round, items without that letter would replace those with it. Which
    # letters there are is asked once: a second answer may have one more.
    version = stream_version(connection, feed_stream(series))
    readings = load_readings(connection, series)
    if arriving is not None:
        readings = readings.with_letter(arriving, position=log_position(connection) + 1)
    sealed = readings.came_in
    decisions = load_decisions(connection, series)
    in_force = readings.carry(decisions.in_force).decisions
    return _Seen(
        series=series,
        readings=readings,
        decisions=decisions,
        letters=readings.letters,
        in_force=in_force,
        followed=readings.follow(in_force),
        published=letters_told(connection, series),
        version=version,
        through=max(sealed.values(), default=0),
        sealed=sealed,
        closings=entries_of_series(connection, series, kind=CLOSED),
    )


def _decide(seen: _Seen, authority: str) -> tuple[EntryPublished, ...]:
    """The entries of each letter as they are due when it comes in, whoever comes to publish it when."""
    return tuple(
        entry
        for number, letter in enumerate(seen.letters, 1)
        if letter.key not in seen.published
        for entry in _entries(letter, seen, came_in=number, authority=authority)
    )


def _correct(seen: _Seen, authority: str) -> tuple[FeedEvent, ...]:
    """What letters that come in late make untrue of windows that were told to have closed."""
    if not seen.closings:
        return ()
    before = [letter for letter in seen.letters if letter.key in seen.published]
    then = _when_held(seen, before)
    known = then.follow(then.carry(seen.decisions.in_force).decisions).items
    return closing_corrections(
        seen.closings,
        then=measures_of(before, known),
        now=measures_of(seen.letters, seen.followed.items),
        letters={letter.key: letter for letter in seen.letters},
        why=lambda entry: _late(entry, seen),
        authority=authority,
    )


def _late(entry: PublishedEntry, seen: _Seen) -> Why:
    """The letter that shows that the window of the entry did not close so, or did."""
    _, _, (_, latest) = said_by_entry(entry.event.content)
    came = [letter for letter in seen.letters if letter.key not in seen.published]
    letter = next((one for one in reversed(came) if one.date <= latest), came[-1])
    stream = letter_stream(letter.key)
    return Why(
        because=Cause(stream=stream, version=len(seen.readings.histories[letter.key])),
        reason="It is dated no later than the last day of the window, and came in when that was over.",
        late=letter.key,
    )


def _entries(letter: Letter, seen: _Seen, *, came_in: int, authority: str) -> tuple[EntryPublished, ...]:
    held = seen.letters[:came_in]
    then = _when_held(seen, held)
    decisions = then.carry(seen.decisions.in_force_at(seen.sealed[letter.key])).decisions
    as_now = len(held) == len(seen.letters) and decisions == seen.in_force
    ids = item_ids((seen.followed if as_now else then.follow(decisions)).items)
    compared = [
        compare_letters(old, new, item_ids=ids, decisions=decisions) for old, new in _neighbours(letter, held)
    ]
    return entries_of_letter(letter, compared, authority=authority)


def _when_held(seen: _Seen, held: Sequence[Letter]) -> SeriesReadings:
    """The readings as they were when these letters were held."""
    keys = {letter.key for letter in held}
    of_them = tuple(reading for reading in seen.readings.readings if reading.letter.key in keys)
    return replace(seen.readings, readings=of_them, pairs=seen.followed.pairs)


def _neighbours(letter: Letter, held: Sequence[Letter]) -> Iterator[tuple[Letter, Letter]]:
    """The letter with the one before it and with the one behind it, by date, of those that came in so far.

    A re-issue only with the issue before it: the letter behind was compared with that one, and subscribers
    would be told the same again.
    """
    by_date = sorted(held, key=lambda other: (other.date, other.reissue))
    place = by_date.index(letter)
    if place > 0:
        yield by_date[place - 1], letter
    if place + 1 < len(by_date) and letter.reissue == 1:
        yield letter, by_date[place + 1]


def _store(connection: Connection, seen: _Seen, feed: Sequence[FeedEvent], *, recorded_at: datetime) -> None:
    append_to_feed(connection, seen.series, feed, expected_version=seen.version, recorded_at=recorded_at)
    if not seen.readings.stands_at <= readings_held(connection, seen.series):
        raise ReadAnewMeanwhile
    check_nothing_decided_since(connection, seen.decisions)
    replace_items(connection, seen.series, seen.followed, seen.readings.every_reading)
    set_published_through(connection, seen.series, seen.through)
