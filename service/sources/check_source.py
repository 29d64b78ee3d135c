"""A watched place is looked at: retrieve, read, decide, store. Nothing that is found is recorded as a letter.

Fetching and reading happen outside any transaction; candidates and what is remembered of the place go in
together. A check that dies before that is simply done again: the same document is found once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, Engine

from service import clock
from service.database import transaction
from service.projections.letters import find_by_content
from service.record_faults import RecordingContested
from service.recording.record_letter import ReadLetter
from service.sources.answers import Fetch
from service.sources.check_bounds import CheckBounds
from service.sources.check_schedule import next_check
from service.sources.look_at_address import look_at_address
from service.sources.look_in_folder import look_in_folder
from service.sources.source_rows import remember
from service.sources.watched_source import Document, Looked, Memory, Visit, WatchedSource, is_web_address
from snapshots.candidate_stream import CandidateState, candidate_stream, decide_found, evolve, fold
from snapshots.errors import UnreadableLetter, WrongExpectedVersion
from snapshots.event_log import append, keep_blob, read_stream
from snapshots.letter import Letter
from snapshots.letter_events import CandidateFound

__all__ = ["Checked", "Reach", "check_source"]

_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How documents are had and read, and how large they may be."""

    fetch: Fetch
    read: ReadLetter
    most_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check came to: ids of the candidates that it found, and what is remembered of the place."""

    source: WatchedSource
    candidates: tuple[str, ...]


def check_source(
    engine: Engine, source: WatchedSource, *, reach: Reach, now: Callable[[], datetime] = clock.now
) -> Checked:
    """Look at the place now, whether or not its turn has come.

    What cannot be had or read is remembered as a problem and raises nothing. Raises RecordingContested when
    others kept finding things for the series first; the next check makes up for it.
    """
    moment = now()
    bounds = CheckBounds(began=moment, now=now, most_bytes=reach.most_bytes)
    looked = _look(source, reach, bounds)
    found = list(_read_all(looked.documents, source, reach, engine, bounds))
    checked = replace(source, memory=_memory(source.memory, looked, found, moment))
    checked = replace(
        checked,
        next_check_at=next_check(
            now(),
            every=source.every,
            failures=checked.memory.failures,
            not_before=looked.not_before,
            left=looked.left or len(found) < len(looked.documents),
        ),
    )
    for _ in range(_TRIES):
        try:
            with transaction(engine) as connection:
                return Checked(source=checked, candidates=_store(connection, checked, found, moment))
        except WrongExpectedVersion:
            continue
    raise RecordingContested(f"what was found for {source.series!r}", _TRIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A document that is new to us: the letter that it is, or why it is none; neither where it is known."""

    document: Document
    visit: Visit
    letter: Letter | None = None


def _look(source: WatchedSource, reach: Reach, bounds: CheckBounds) -> Looked:
    if is_web_address(source.place):
        return look_at_address(source.place, source.links, source.memory, fetch=reach.fetch, bounds=bounds)
    return look_in_folder(source.place, source.memory, bounds=bounds)


def _read_all(
    documents: Iterable[Document], source: WatchedSource, reach: Reach, engine: Engine, bounds: CheckBounds
) -> Iterator[_Found]:
    """What each document is, until the time of the check is over; of the first in any case."""
    for number, document in enumerate(documents):
        if number and bounds.no_more_reading():
            return
        yield _read(document, source, reach, engine, bounds.began)


def _read(document: Document, source: WatchedSource, reach: Reach, engine: Engine, now: datetime) -> _Found:
    digest = sha256(document.data).hexdigest()
    seen = source.memory.visit(document.where)
    if seen is not None and seen.sha256 == digest:  # its server has no way to say so
        return _Found(document=document, visit=seen)
    visit = Visit(where=document.where, sha256=digest)
    with engine.connect() as connection:
        if _is_known(connection, source.series, digest):
            return _Found(document=document, visit=visit)
    try:
        letter = reach.read(
            document.data,
            filename=document.filename,
            media_type=document.media_type,
            series=source.series,
            url=document.url,
            received_at=now,
        )
    except UnreadableLetter as error:
        return _Found(document=document, visit=replace(visit, problem=str(error)))
    return _Found(document=document, visit=visit, letter=letter)


def _is_known(connection: Connection, series: str, digest: str) -> bool:
    return find_by_content(connection, series, digest) is not None or _state(connection, series).knows(digest)


def _state(connection: Connection, series: str) -> CandidateState:
    return fold(recorded.event for recorded in read_stream(connection, candidate_stream(series)))


def _memory(before: Memory, looked: Looked, found: Iterable[_Found], now: datetime) -> Memory:
    read = {one.visit.where: one.visit for one in found}
    unread = {one.where for one in looked.documents} - read.keys()
    visits = [
        replace(visit, sha256=read[visit.where].sha256, problem=read[visit.where].problem)
        if visit.where in read
        else visit
        for visit in looked.visits
        if visit.where not in unread
    ]
    # What was not read counts as not had: the next check has it again.
    visits += [visit for visit in before.visits if visit.where in unread]
    return Memory(
        visits=tuple(sorted(visits, key=lambda visit: visit.where)),
        checked_at=now,
        failures=0 if looked.problem is None else before.failures + 1,
        problem=looked.problem,
        stopped_at=looked.stopped_at,
    )


def _store(
    connection: Connection, source: WatchedSource, found: Iterable[_Found], now: datetime
) -> tuple[str, ...]:
    candidates = [
        candidate
        for one in found
        if one.letter is not None
        for candidate in _append(connection, source, one.document, one.letter, now)
    ]
    remember(connection, source.id, source.memory, next_check_at=source.next_check_at)
    return tuple(candidates)


def _append(
    connection: Connection, source: WatchedSource, document: Document, letter: Letter, now: datetime
) -> tuple[str, ...]:
    keep_blob(connection, document.data, letter.source.media_type)
    state = _state(connection, source.series)
    events = decide_found(state, _candidate(source, letter))
    append(
        connection,
        candidate_stream(source.series),
        expected_version=state.events,
        events=events,
        recorded_at=now,
    )
    return tuple(evolve(state, event).candidates[-1].id for event in events)


def _candidate(source: WatchedSource, letter: Letter) -> CandidateFound:
    return CandidateFound(
        place=source.place,
        source=letter.source,
        date=letter.date,
        text_sha256=sha256(letter.text.encode("utf-8", "surrogatepass")).hexdigest(),
    )
