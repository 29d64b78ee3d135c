"""The clock tells once, between letters, of each deadline whose last day is over and that no letter reports done."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from harbour_letters import JANUARY, MAY, SEPTEMBER, SERIES, harbour_letter
from newer_reader import newer_reader
from sqlalchemy import select, text

from service.database import open_engine
from service.errors import BadFilter
from service.feeds.entries import entry_of
from service.filters.filter_language import parse
from service.projections.entries import changes_after, corrections_made, newest_entries
from service.projections.filter_names import read_filter
from service.projections.items import find_items
from service.projections.tables import METADATA, verifications
from service.publishing.close_windows import close_windows, windows_stream
from service.recording.rebuild import rebuild
from service.recording.record_letter import record_letter
from service.recording.reread_letters import reread_letters
from service.verify import verify
from snapshots.event_log import read_stream

ROOT = Path(__file__).parents[2]
BRUSSELS = ZoneInfo("Europe/Brussels")
IN_TIME = datetime(2031, 1, 10, 9, 0, tzinfo=UTC)
# Midnight in Brussels is 22:00 in UTC by then: the contract's last day, 31 March, is over.
OVER = datetime(2031, 3, 31, 22, 0, tzinfo=UTC)
JUNE = harbour_letter(
    date(2031, 3, 1),
    [
        (
            "Safe harbours",
            "The contract for two patrol vessels for Egypt, EUR 20 million, is being prepared.",
            "The contract for two patrol vessels for Egypt is to be signed by 30 June 2031.",
        )
    ],
)


def record(engine, *letters, at=IN_TIME):
    for data in letters:
        record_letter(engine, data, series=SERIES, now=lambda: at)


def close(engine, at, zone=BRUSSELS):
    return close_windows(engine, authority="localhost", zone=zone, now=lambda: at)


def closed(engine, query="kind:deadline.closed"):
    with engine.connect() as connection:
        return [row.event for row in changes_after(connection, 0, limit=500, wanted=parse(query)).rows]


def test_a_window_is_open_on_its_last_day_and_closed_behind_it(engine):
    record(engine, JANUARY)
    assert close(engine, OVER - timedelta(seconds=1)) == ()
    (entry,) = close(engine, OVER)
    assert entry.title.startswith(
        "Egypt: the window for it closed on 31 March 2031; the letter of 9 January 2031, the last that speaks of "
        "it, had not reported it done ("
    )
    assert (entry.kind, entry.new, entry.old, entry.minor) == (
        "deadline.closed",
        f"{SERIES}/2031-01-09",
        None,
        False,
    )
    assert entry.content["facts"]["deadline"]["latest"] == "2031-03-31"
    assert "to be signed by 31 March 2031" in entry.content["before"]["quotes"][0]["quote"]
    assert closed(engine) == [entry]


def test_the_day_is_over_where_the_settings_say(sqlite_engine):
    record(sqlite_engine, JANUARY)
    assert close(sqlite_engine, OVER, ZoneInfo("America/New_York")) == ()
    assert len(close(sqlite_engine, OVER + timedelta(hours=6), ZoneInfo("America/New_York"))) == 1


def test_a_window_closes_once_however_often_somebody_looks(engine):
    record(engine, JANUARY)
    assert len(close(engine, OVER)) == 1
    assert close(engine, OVER) == ()
    assert close(engine, OVER + timedelta(days=20)) == ()


def test_a_window_that_a_later_letter_moved_or_reports_done_does_not_close(sqlite_engine):
    record(sqlite_engine, JANUARY, JUNE)
    assert [entry for entry in close(sqlite_engine, OVER) if "vessels" in entry.title] == []
    assert (
        len(
            [
                entry
                for entry in close(sqlite_engine, OVER + timedelta(days=91))
                if "EG" in entry.content["partners"]
            ]
        )
        == 1
    )


def test_what_was_over_when_its_letter_came_in_is_not_told(sqlite_engine):
    long_ago = OVER + timedelta(days=4000)
    record(sqlite_engine, JANUARY, MAY, at=long_ago)
    assert close(sqlite_engine, long_ago + timedelta(days=4000)) == ()


def test_a_measure_that_the_newest_letter_does_not_mention_is_told_when_its_window_closes(sqlite_engine):
    record(sqlite_engine, JANUARY, MAY)
    told = close(sqlite_engine, datetime(2033, 1, 2, tzinfo=UTC))
    assert [entry.new for entry in told if "30 buoys" in str(entry.content)] == [f"{SERIES}/2031-01-09"]


def test_a_letter_of_a_later_day_takes_back_nothing_and_its_own_window_closes_too(engine):
    record(engine, JANUARY)
    (first,) = close(engine, OVER)
    record(engine, JUNE.replace(b"1 March 2031", b"2 April 2031"), at=OVER + timedelta(days=2))
    later = [entry for entry in close(engine, OVER + timedelta(days=100)) if entry.item == first.item]
    assert [entry.content["facts"]["deadline"]["latest"] for entry in later] == ["2031-06-30"]
    assert first in closed(engine)
    assert corrections(engine) == []


def corrections(engine):
    with engine.connect() as connection:
        return [row.event for row in corrections_made(connection, limit=500)]


def test_a_letter_of_before_the_last_day_that_comes_in_late_takes_it_back_and_says_why(engine):
    record(engine, JANUARY)
    (first,) = close(engine, OVER)
    record(engine, JUNE, at=OVER + timedelta(days=2))
    (told,) = corrections(engine)
    assert (told.content["corrects"]["id"], told.content["outcome"]) == (first.entry, "retracted")
    assert (told.content["late"], told.content["withdrawn"], told.content["decision"]) == (
        f"{SERIES}/2031-03-01",
        None,
        None,
    )
    assert "no longer holds: the letter of 1 March 2031 came in late. It is dated no later than" in told.title
    assert told.content["because"]["stream"] == f"letter/{SERIES}/2031-03-01"
    with engine.connect() as connection:
        standing = newest_entries(connection, limit=500)
    assert first.entry not in {one.event.entry for one in standing}
    assert verify(engine).failures == ()


def test_a_newer_reading_neither_takes_back_what_closed_nor_closes_it_again(engine):
    """The reader joins two statements and numbers the others anew: that is no event in the world."""
    record(engine, JANUARY)
    told = close(engine, OVER)
    reread_letters(engine, series=SERIES, read=newer_reader, reason="a test")
    assert close(engine, OVER + timedelta(days=1)) == ()
    assert closed(engine) == list(told)
    assert corrections(engine) == []


def test_a_window_that_closed_is_filtered_as_what_moved_is(sqlite_engine):
    record(sqlite_engine, JANUARY)
    (entry,) = close(sqlite_engine, OVER)
    for query in (
        "kind:deadline minor:no",
        "partner:EG status:planned",
        "column:next_steps vessels letter:2031-01-09",
    ):
        assert entry in closed(sqlite_engine, query)
    assert entry not in closed(sqlite_engine, "partner:TN")


def test_event_and_entry_go_in_together_and_the_record_bears_them_out(engine):
    record(engine, JANUARY)
    (entry,) = close(engine, OVER)
    with engine.connect() as connection:
        (event,) = read_stream(connection, windows_stream(SERIES))
        (row,) = changes_after(connection, 0, limit=500, wanted=parse("kind:deadline.closed")).rows
    assert (event.event.item, event.event.latest, event.event.zone) == (
        entry.item,
        date(2031, 3, 31),
        "Europe/Brussels",
    )
    assert row.position == event.position + 1
    assert row.published_at == event.recorded_at == OVER
    assert verify(engine).failures == ()


def test_a_rebuild_gives_the_same_rows_and_closes_nothing_again(engine):
    record(engine, JANUARY, JUNE)
    close(engine, OVER + timedelta(days=200))
    before = rows(engine)
    rebuild(engine, authority="localhost")
    assert rows(engine) == before
    assert close(engine, OVER + timedelta(days=200)) == ()


def rows(engine):
    with engine.connect() as connection:
        tables = [table for table in METADATA.sorted_tables if table is not verifications]
        return {table.name: sorted(map(tuple, connection.execute(select(table)))) for table in tables}


# A process that stands for the leadership and does the job, as a server does, by a clock that stands still. It
# writes down each turn in a file that all of them share.
PROGRAM = """
import sys
from datetime import datetime, timedelta
from service.database import open_engine
from service.leadership import stand_for_leadership
from service.scheduler import JOBS, Job, Work, scheduler_of
from service.settings import Settings
from service.sources.reach import reach_of

url, name, moment, path = sys.argv[1:]
now = datetime.fromisoformat(moment)
settings = Settings()
turns = open(path, "a", buffering=1)

def told(job):
    def do(work):
        job.do(work)
        print(name, file=turns)
    return Job(name=job.name, every=timedelta(milliseconds=200), do=do)

engine = open_engine(url)
work = Work(
    engine=engine, authority="localhost", zone=settings.time_zone, reach=reach_of(settings), now=lambda: now
)
jobs = [told(job) for job in JOBS if job.name == "close-windows"]
scheduler = scheduler_of(work, stand_for_leadership(engine), jobs=jobs)
# The scheduler's own clock goes on; only what the jobs ask stands still.
for job in scheduler.get_jobs():
    job.modify(next_run_time=datetime.now(settings.time_zone))
scheduler.start()
print("started", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def server(database_url, tmp_path):
    started = []

    def start(name):
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, database_url, name, OVER.isoformat(), str(tmp_path / "turns")],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout.readline() == "started\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.stdin.close()
        process.stdout.close()
        process.wait()


def turns_taken(tmp_path, who, *, at_least):
    """The names of those who took their turns, in order, once somebody has taken so many."""
    path = tmp_path / "turns"
    for _ in range(1_800):
        turns = path.read_text().split() if path.exists() else []
        if turns.count(who) >= at_least:
            return turns
        time.sleep(0.05)
    raise AssertionError(f"{who} has not taken {at_least} turns within 90 s: {turns}")


def test_of_two_processes_one_works_and_when_it_is_killed_the_other_takes_over(engine, server, tmp_path):
    record(engine, JANUARY)
    first = server("first")
    turns_taken(tmp_path, "first", at_least=1)
    server("second")
    so_far = turns_taken(tmp_path, "first", at_least=5)
    assert set(so_far) == {"first"}
    assert len(closed(engine)) == 1
    os.kill(first.pid, signal.SIGKILL)
    turns = turns_taken(tmp_path, "second", at_least=3)
    # One after the other: from the first turn of the second on, the first takes none.
    assert [name for name, _ in groupby(turns)] == ["first", "second"]
    # What the second does, it does on what it finds in the log.
    assert len(closed(engine)) == 1
    with engine.connect() as connection:
        query = "SELECT count(*) FROM events WHERE type = 'DeadlineWindowClosed'"
        assert connection.scalar(text(query)) == 1


def test_two_who_look_at_once_close_nothing_twice(engine, database_url):
    record(engine, JANUARY)
    together = Barrier(2)

    def close_at_once(_):
        own, asked = open_engine(database_url), []

        def now():
            if not asked:
                asked.append(1)
                together.wait(timeout=30)  # each begins to look when the other does
            return OVER

        entries = close_windows(own, authority="localhost", zone=BRUSSELS, now=now)
        own.dispose()
        return len(entries)

    with ThreadPoolExecutor(2) as pool:
        counts = sorted(pool.map(close_at_once, range(2)))
    assert counts == [0, 1]
    assert len(closed(engine)) == 1


def test_items_and_series_are_named_in_filters_on_both_databases(engine):
    record(engine, JANUARY)
    (entry,) = close(engine, OVER)
    with engine.connect() as connection:
        slug = find_items(connection, f"item:{entry.item}", limit=9).rows[0].slug
        for query in (f"item:{slug}", f"item:{entry.item} series:{SERIES}"):
            wanted = read_filter(connection, query)
            assert [row.event for row in changes_after(connection, 0, limit=9, wanted=wanted).rows] == [entry]
        for query in ("item:nobody", "item:\x00%_", "series:\x00", "-item:'"):
            with pytest.raises(BadFilter):
                read_filter(connection, query)


def test_a_feed_leads_from_a_closed_window_to_the_words_that_named_it(sqlite_engine):
    record(sqlite_engine, JANUARY)
    close(sqlite_engine, OVER)
    with sqlite_engine.connect() as connection:
        (row,) = changes_after(connection, 0, limit=9, wanted=parse("kind:deadline.closed")).rows
    shown = entry_of(row, home="https://letters.example")
    assert shown.title == row.event.title
    assert shown.url == f"https://letters.example/items/{row.event.item}"
    assert f"/letters/{SERIES}/2031-01-09#s-" in shown.related[0].url
    assert "no letter that is held reports it done" in shown.content
    assert "to be signed by 31 March 2031" in shown.content
    assert ("kind", "deadline.closed") in [(c.scheme.rpartition("/")[2], c.term) for c in shown.categories]


def say_instead(engine, table, key, changed):
    """Rows of a table with other details, by what their key is."""
    with engine.connect() as connection, connection.begin():
        for name, details in changed.items():
            where = " AND ".join(f"{column} = :{column}" for column in key)
            given = {"details": details, **dict(zip(key, name, strict=True))}
            connection.execute(text(f"UPDATE {table} SET details = :details WHERE {where}"), given)


def unreadable_where_no_window_may_close(engine):
    """Of statements without a deadline, and of measures of which letters have said other things since."""
    with engine.connect() as connection:
        asked = "SELECT item, letter, statement, details FROM item_statements ORDER BY letter"
        said = connection.execute(text(asked)).all()
    last = {row.item: row.letter for row in said}
    dated = {(row.letter, row.statement) for row in said if '"deadlines":[]' not in row.details}
    open_last = {
        row.item for row in said if row.letter == last[row.item] and (row.letter, row.statement) in dated
    }
    changed = {}
    for row in said:
        if (row.letter, row.statement) not in dated:
            changed[row.letter, row.statement] = 'no JSON, and "deadlines":[]'
        elif row.item not in open_last:
            changed[row.letter, row.statement] = "no JSON"
    assert len(set(changed.values())) == 2
    say_instead(engine, "item_statements", ("letter", "statement"), changed)


def unreadable_but_what_says_which_windows_and_letters_were_told(engine):
    """All that was published of other things: rows, and events of the feed, however many there are."""
    with engine.connect() as connection, connection.begin():
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER events_not_updated"))
        else:
            connection.execute(text("ALTER TABLE events DISABLE TRIGGER USER"))
        damage = text("UPDATE events SET hash = :hash WHERE stream = :feed")
        assert connection.execute(damage, {"hash": "0" * 64, "feed": f"feed/{SERIES}"}).rowcount
        asked = "SELECT position FROM entries WHERE kind NOT IN ('letter', 'deadline.closed')"
        others = connection.execute(text(asked)).scalars().all()
    assert others
    say_instead(engine, "entries", ("position",), {(position,): "no JSON" for position in others})


def test_who_closes_windows_reads_no_more_of_a_series_than_what_may_close(engine):
    record(engine, JANUARY, MAY, SEPTEMBER)
    unreadable_where_no_window_may_close(engine)
    unreadable_but_what_says_which_windows_and_letters_were_told(engine)
    late = OVER + timedelta(days=300)
    assert len(close(engine, late)) == 1
    assert close(engine, late) == ()


def test_who_publishes_a_letter_reads_no_more_of_the_feed_than_which_letters_and_windows_it_tells(engine):
    record(engine, JANUARY)
    assert len(close(engine, OVER)) == 1
    record(engine, MAY, at=OVER + timedelta(days=60))
    unreadable_but_what_says_which_windows_and_letters_were_told(engine)
    record(engine, SEPTEMBER, at=OVER + timedelta(days=160))
    with engine.connect() as connection:
        told = connection.execute(text("SELECT count(*) FROM entries WHERE kind = 'letter'"))
        assert told.scalar() == 3
