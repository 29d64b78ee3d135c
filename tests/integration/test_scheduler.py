"""The jobs do their work, in one process at a time, and another takes over when that one ends."""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from harbour_letters import JANUARY, SERIES
from sqlalchemy import text
from uploads_of_ours import upload_of_ours

from service.app import create_app
from service.database import open_engine, transaction
from service.errors import UnknownUpload
from service.leadership import stand_for_leadership
from service.projections.publications import unpublished_series
from service.projections.verifications import last_verification
from service.recording.record_letter import record_letter
from service.scheduler import (
    JOBS,
    Work,
    forget,
    publish_what_was_interrupted,
    scheduler_of,
    verify_once_a_day,
)
from service.settings import Settings
from service.sources.reach import reach_of
from service.uploads.kept_uploads import add_upload, load_upload

# Long ago, so that what was recorded then has been left behind for the application's own clock too.
NOON = datetime(2021, 9, 10, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that somebody sets."""

    def __init__(self):
        self.time = NOON

    def __call__(self):
        return self.time


def work_of(engine, clock):
    settings = Settings()
    return Work(
        engine=engine, authority="localhost", zone=settings.time_zone, reach=reach_of(settings), now=clock
    )


class Died(Exception):
    """The process is gone."""


def record_without_publishing(engine):
    asked = []

    def dies_in_the_end():
        asked.append(1)
        if len(asked) == 3:
            raise Died
        return NOON

    with pytest.raises(Died):
        record_letter(engine, JANUARY, series=SERIES, now=dies_in_the_end)


def unpublished(engine):
    with engine.connect() as connection:
        return unpublished_series(connection)


def last(engine):
    with engine.connect() as connection:
        return last_verification(connection)


def wait_until(true, *, seconds=10):
    for _ in range(seconds * 20):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s")


def test_what_was_interrupted_is_published_once_it_was_left_behind(engine):
    record_without_publishing(engine)
    clock = Clock()
    work = work_of(engine, clock)
    publish_what_was_interrupted(work)
    assert unpublished(engine) == (SERIES,)
    clock.time += timedelta(minutes=5)
    publish_what_was_interrupted(work)
    assert unpublished(engine) == ()


def test_the_record_is_verified_once_a_day(engine):
    record_letter(engine, JANUARY, series=SERIES)
    clock = Clock()
    work = work_of(engine, clock)
    verify_once_a_day(work)
    first = last(engine)
    assert (first.verified_at, first.failures) == (NOON, ())
    assert first.events > 5
    clock.time += timedelta(hours=23)
    verify_once_a_day(work)
    assert last(engine) == first
    clock.time += timedelta(hours=2)
    verify_once_a_day(work)
    assert last(engine).verified_at == NOON + timedelta(hours=25)


def test_an_upload_is_forgotten_after_a_day_though_nobody_uploads_again(engine):
    upload = upload_of_ours("u1", came_in=NOON)
    with transaction(engine) as connection:
        add_upload(connection, upload)
    clock = Clock()
    clock.time += timedelta(hours=23)
    forget(work_of(engine, clock))
    with engine.connect() as connection:
        assert load_upload(connection, "u1") == upload
    clock.time += timedelta(hours=2)
    forget(work_of(engine, clock))
    with engine.connect() as connection, pytest.raises(UnknownUpload):
        load_upload(connection, "u1")


def test_a_damaged_record_is_kept_as_such_and_told(sqlite_url, sqlite_engine):
    record_letter(sqlite_engine, JANUARY, series=SERIES)
    with sqlite_engine.begin() as connection:
        connection.execute(text("DROP TRIGGER received_files_not_updated"))
        connection.execute(text("UPDATE received_files SET bytes = x'00'"))
    verify_once_a_day(work_of(sqlite_engine, Clock()))
    assert len(last(sqlite_engine).failures) == 1
    app = create_app(Settings(database_url=sqlite_url))
    health = TestClient(app).get("/v1/health").json()
    assert health["status"] == "damaged"
    assert health["verified"]["failures"] == list(last(sqlite_engine).failures)
    app.state.engine.dispose()


def test_one_process_leads_and_another_takes_over(database_url, engine):
    other_engine = open_engine(database_url)
    one, other = stand_for_leadership(engine), stand_for_leadership(other_engine)
    try:
        assert one.held()
        assert not other.held()
        assert one.held()
        one.give_up()
        wait_until(other.held)
        assert not one.held()
    finally:
        one.give_up()
        other.give_up()
        other_engine.dispose()


def test_a_leader_whose_session_is_cut_off_leads_no_longer(postgresql_url, postgresql_engine):
    other_engine = open_engine(postgresql_url)
    one, other = stand_for_leadership(postgresql_engine), stand_for_leadership(other_engine)
    assert one.held()
    with other_engine.connect() as connection:
        holders = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text(holders))
    assert not one.held()
    wait_until(other.held)
    other.give_up()
    other_engine.dispose()


def test_a_leader_that_is_killed_is_followed_by_another(database_url, engine):
    program = (
        "import sys, time; from service.database import open_engine; "
        "from service.leadership import stand_for_leadership; "
        "one = stand_for_leadership(open_engine(sys.argv[1])); "
        "print(one.held(), flush=True); time.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, database_url], stdout=subprocess.PIPE, text=True
    )
    other = stand_for_leadership(engine)
    with process:
        assert process.stdout.readline() == "True\n"
        assert not other.held()
        process.kill()
    wait_until(other.held)
    other.give_up()


def test_only_the_leader_works(sqlite_url, sqlite_engine):
    record_letter(sqlite_engine, JANUARY, series=SERIES)
    leader = stand_for_leadership(sqlite_engine)
    assert leader.held()
    follower = stand_for_leadership(sqlite_engine)
    work = work_of(sqlite_engine, Clock())
    for job in scheduler_of(work, follower).get_jobs():
        job.func()
    assert last(sqlite_engine) is None
    for job in scheduler_of(work, leader).get_jobs():
        job.func()
    assert last(sqlite_engine) is not None
    leader.give_up()


def test_every_job_has_its_turn_when_the_application_starts(database_url, engine):
    record_without_publishing(engine)
    app = create_app(Settings(database_url=database_url))
    with TestClient(app) as client:
        wait_until(lambda: client.get("/v1/health").json()["verified"])
        wait_until(lambda: not client.get("/v1/health").json()["unpublished"])
    assert last(engine).failures == ()


def test_jobs_have_names_of_their_own():
    assert len({job.name for job in JOBS}) == len(JOBS)
