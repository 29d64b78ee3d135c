"""A watched folder, from what lies in it to a letter that a person accepted, on both databases."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from harbour_letters import JANUARY, MAY, SEPTEMBER, SERIES
from sqlalchemy import func, select

from service.database import transaction
from service.delivery.time_left import Abandoned
from service.errors import UnknownSource
from service.projections.letters import list_letters
from service.projections.tables import entries
from service.recording.preview_arrival import preview_arrival
from service.recording.record_letter import preview_letter, record_letter
from service.sources.answers import Answer
from service.sources.candidate_documents import list_candidates, load_candidates, series_with_candidates
from service.sources.check_due import check_due_sources
from service.sources.check_source import Reach, check_source
from service.sources.settle_candidate import accept_candidate, candidate_bytes, reject_candidate
from service.sources.source_rows import add_source, list_sources, load_source, remove_source
from service.sources.watch_place import watch_place
from service.verify import verify
from snapshots.candidate_stream import Fate
from snapshots.errors import BadDecision, UnknownCandidate
from snapshots.event_log import read_after
from snapshots.read_letter import read_letter

START = datetime(2031, 6, 1, 12, 0, tzinfo=UTC)
WHO = {"actor": "The registrar", "reason": "On the office's paper."}
HOUR = timedelta(hours=1)


class Clock:
    """A clock that stands until it is set on."""

    def __init__(self):
        self.moment = START

    def __call__(self):
        return self.moment


@pytest.fixture
def now():
    return Clock()


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "letters"
    path.mkdir()
    return path


def put(folder, name, data):
    (folder / name).write_bytes(data)
    before = START.timestamp() - 3600
    os.utime(folder / name, (before, before))


def no_network(address, seen, most):
    raise AssertionError(f"nobody asked for {address}")


REACH = Reach(fetch=no_network, read=read_letter, most_bytes=1_000_000)


def watched(engine, folder, now, **asked):
    source = watch_place(
        str(folder), **{"series": SERIES, "links": None, "every": HOUR, "now": now()} | asked
    )
    with transaction(engine) as connection:
        add_source(connection, source)
    return source


def check(engine, source, now):
    with engine.connect() as connection:
        source = load_source(connection, source.id)
    return check_source(engine, source, reach=REACH, now=now)


def candidates(engine):
    with engine.connect() as connection:
        return [one.candidate for one in list_candidates(load_candidates(connection, SERIES))]


def held(engine):
    with engine.connect() as connection:
        return [one.date.isoformat() for one in list_letters(connection, limit=100).rows]


def events(engine):
    with engine.connect() as connection:
        return read_after(connection, 0, limit=10_000)


def published(engine):
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(entries))


def answer(engine, what, candidate, **more):
    if what == "reject":
        return reject_candidate(engine, SERIES, candidate, **WHO | more)
    return accept_candidate(engine, SERIES, candidate, read=read_letter, authority="localhost", **WHO | more)


def test_what_is_found_waits_and_nothing_is_recorded_or_published_by_itself(engine, folder, now):
    put(folder, "january.md", JANUARY)
    source = watched(engine, folder, now)
    assert check(engine, source, now).candidates == ("c1",)
    (candidate,) = candidates(engine)
    assert (candidate.fate, candidate.found.date.isoformat()) == (Fate.WAITING, "2031-01-09")
    assert candidate.found.source.filename == "january.md"
    assert (held(engine), published(engine)) == ([], 0)


def test_an_accepted_candidate_is_a_letter_with_what_it_moves(engine, folder, now):
    record_letter(engine, JANUARY, series=SERIES)
    put(folder, "may.md", MAY)
    check(engine, watched(engine, folder, now), now)
    accepted = answer(engine, "accept", "c1")
    assert accepted.candidate.answer.letter == f"{SERIES}/2031-05-20"
    assert held(engine) == ["2031-01-09", "2031-05-20"]
    assert len(accepted.recorded.entries) > 1
    assert verify(engine).failures == ()


def test_the_preview_is_what_accepting_publishes(engine, folder, now):
    record_letter(engine, JANUARY, series=SERIES)
    record_letter(engine, SEPTEMBER, series=SERIES)
    put(folder, "may.md", MAY)
    check(engine, watched(engine, folder, now), now)
    _, data = candidate_bytes(engine, SERIES, "c1")
    preview = preview_letter(engine, data, series=SERIES, filename="may.md")
    arrival = preview_arrival(engine, preview, authority="localhost")
    assert answer(engine, "accept", "c1").recorded.entries == arrival.entries


def test_the_same_document_is_found_once_whatever_became_of_it(engine, folder, now):
    put(folder, "january.md", JANUARY)
    source = watched(engine, folder, now)
    check(engine, source, now)
    answer(engine, "reject", "c1")
    put(folder, "copy.md", JANUARY)
    assert check(engine, source, now).candidates == ()
    assert [one.id for one in candidates(engine)] == ["c1"]


def test_a_letter_that_is_held_is_no_candidate(engine, folder, now):
    record_letter(engine, JANUARY, series=SERIES)
    put(folder, "january.md", JANUARY)
    assert check(engine, watched(engine, folder, now), now).candidates == ()


def test_a_page_whose_bytes_differ_and_text_does_not_is_found_once(engine, folder, now):
    put(folder, "january.md", JANUARY)
    source = watched(engine, folder, now)
    check(engine, source, now)
    put(folder, "again.md", JANUARY.replace(b"\n", b"\r\n"))
    assert check(engine, source, now).candidates == ()


def test_what_is_no_letter_is_a_problem_of_its_own_and_is_not_read_again(engine, folder, now):
    put(folder, "a.txt", b"Bread, milk, coal.")
    put(folder, "january.md", JANUARY)
    source = watched(engine, folder, now)
    first = check(engine, source, now)
    assert first.candidates == ("c1",)
    (said,) = [visit.problem for visit in first.source.memory.visits if visit.problem]
    again = check(engine, source, now)
    assert [visit.problem for visit in again.source.memory.visits if visit.problem] == [said]
    assert again.source.memory.visits == first.source.memory.visits


def slowly(now, takes):
    """Reading that takes so long, and what was read."""
    had = []

    def read(data, **said):
        now.moment += takes
        had.append(said["filename"])
        return read_letter(data, **said)

    return read, had


def check_by(engine, source, now, **reach):
    with engine.connect() as connection:
        source = load_source(connection, source.id)
    return check_source(engine, source, reach=replace(REACH, **reach), now=now)


def test_a_check_ends_within_minutes_and_the_next_ones_read_what_it_left(engine, folder, now):
    names = [f"{number:02}.md" for number in range(30)]
    for number, name in enumerate(names):
        put(folder, name, JANUARY.replace(b"Dear members,", f"Dear members of {number},".encode()))
    source = watched(engine, folder, now)
    read, had = slowly(now, timedelta(minutes=1))
    for last in (10, 20, 30):
        began = now()
        checked = check_by(engine, source, now, read=read)
        assert now() - began <= timedelta(minutes=11)
        assert had == names[:last]
        assert checked.source.next_check_at == now() + (HOUR if last == 30 else timedelta(minutes=1))
    assert len(candidates(engine)) == 30


def test_a_check_that_takes_longer_than_its_interval_leaves_its_place_alone_behind_it(engine, folder, now):
    put(folder, "january.md", JANUARY)
    read, _ = slowly(now, timedelta(hours=3))
    checked = check_by(engine, watched(engine, folder, now), now, read=read)
    assert checked.source.next_check_at == now() + HOUR


def test_what_is_no_letter_is_read_once_though_its_server_cannot_say_that_it_stayed(engine, now):
    place = "https://harbours.example/letter.txt"

    def fetch(address, seen, most):
        known = address == place
        return Answer(status=200 if known else 404, address=address, body=b"Bread, milk." if known else b"")

    source = watched(engine, place, now)
    read, had = slowly(now, timedelta(0))
    first, again = (check_by(engine, source, now, fetch=fetch, read=read) for _ in range(2))
    assert len(had) == 1
    assert again.source.memory.visits == first.source.memory.visits
    assert first.source.memory.visits[0].problem


def test_accepting_again_makes_up_for_what_was_interrupted(engine, folder, now):
    put(folder, "january.md", JANUARY)
    check(engine, watched(engine, folder, now), now)
    record_letter(engine, JANUARY, series=SERIES)  # as far as accepting came
    assert answer(engine, "accept", "c1").candidate.fate is Fate.ACCEPTED
    count = len(events(engine))
    answer(engine, "accept", "c1")
    assert len(events(engine)) == count


def test_a_rejected_candidate_may_be_accepted_and_an_accepted_one_is_withdrawn(engine, folder, now):
    put(folder, "january.md", JANUARY)
    check(engine, watched(engine, folder, now), now)
    answer(engine, "reject", "c1")
    answer(engine, "accept", "c1")
    with pytest.raises(BadDecision, match="withdraw that letter"):
        answer(engine, "reject", "c1")
    assert verify(engine).failures == ()


def test_nothing_is_recorded_where_who_and_why_are_missing(engine, folder, now):
    put(folder, "january.md", JANUARY)
    check(engine, watched(engine, folder, now), now)
    count = len(events(engine))
    for what in ("accept", "reject"):
        with pytest.raises(BadDecision):
            answer(engine, what, "c1", reason=" ")
        with pytest.raises(UnknownCandidate):
            answer(engine, what, "c2")
    assert len(events(engine)) == count


def test_only_places_whose_turn_has_come_are_looked_at(sqlite_engine, folder, now):
    put(folder, "january.md", JANUARY)
    watched(sqlite_engine, folder, now)
    assert len(check_due_sources(sqlite_engine, reach=REACH, now=now)) == 1
    assert check_due_sources(sqlite_engine, reach=REACH, now=now) == ()
    now.moment += HOUR
    assert len(check_due_sources(sqlite_engine, reach=REACH, now=now)) == 1


def test_a_check_that_was_called_off_is_still_due_and_remembers_nothing(sqlite_engine, now):
    def called_off(address, seen, most):
        raise Abandoned

    for page in ("a", "b"):
        watched(sqlite_engine, f"https://harbours.example/{page}", now)
    with sqlite_engine.connect() as connection:
        before = list_sources(connection)
    assert check_due_sources(sqlite_engine, reach=replace(REACH, fetch=called_off), now=now) == ()
    with sqlite_engine.connect() as connection:
        assert list_sources(connection) == before


def test_a_folder_that_is_gone_is_looked_at_less_often_until_it_is_back(sqlite_engine, folder, now):
    source = watched(sqlite_engine, folder, now)
    folder.rmdir()
    waits = []
    for _ in range(3):
        checked = check(sqlite_engine, source, now).source
        waits.append((checked.next_check_at - now()) / HOUR)
        now.moment = checked.next_check_at
    assert (waits, checked.memory.failures) == ([2, 4, 8], 3)
    folder.mkdir()
    checked = check(sqlite_engine, source, now).source
    assert (checked.next_check_at - now(), checked.memory.failures) == (HOUR, 0)


def test_watching_again_changes_how_often_and_nothing_else(sqlite_engine, folder, now):
    put(folder, "january.md", JANUARY)
    source = watched(sqlite_engine, folder, now)
    seen = check(sqlite_engine, source, now).source
    watched(sqlite_engine, folder, now, every=2 * HOUR)
    with sqlite_engine.connect() as connection:
        (now_watched,) = list_sources(connection)
    assert (now_watched.every, now_watched.memory) == (2 * HOUR, seen.memory)


def test_what_was_found_stays_when_its_place_is_watched_no_longer(sqlite_engine, folder, now):
    put(folder, "january.md", JANUARY)
    source = watched(sqlite_engine, folder, now)
    check(sqlite_engine, source, now)
    with transaction(sqlite_engine) as connection:
        remove_source(connection, source.id)
        with pytest.raises(UnknownSource):
            remove_source(connection, source.id)
    with sqlite_engine.connect() as connection:
        assert series_with_candidates(connection) == (SERIES,)
    assert [one.id for one in candidates(sqlite_engine)] == ["c1"]
