"""However many write at once, and whatever becomes of them: no gap, nothing lost, nothing missed."""

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from racing_writer import append_many

from service.database import open_engine
from snapshots.event_log import read_after

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WRITERS = 4
APPENDS = 15


def whole_log(engine):
    with engine.connect() as connection:
        return read_after(connection, 0, limit=100_000)


def assert_gap_free(log):
    assert [event.position for event in log] == list(range(1, len(log) + 1))
    versions = Counter()
    for event in log:
        versions[event.stream] += 1
        assert event.version == versions[event.stream]


class Follower(threading.Thread):
    """Reads on from where it was, as a replica does, until told that no more will come."""

    def __init__(self, url):
        super().__init__()
        self.engine = open_engine(url)
        self.positions = []
        self.pages = 0
        self.no_more = threading.Event()

    def run(self):
        done = False
        while not done:
            done = self.no_more.is_set()  # asked before the last look, not after it
            while self.look():
                pass
        self.engine.dispose()

    def look(self):
        last = self.positions[-1] if self.positions else 0
        with self.engine.connect() as connection:
            page = read_after(connection, last, limit=7)
        self.positions += [event.position for event in page]
        self.pages += bool(page)
        return bool(page)


def start_writer(url, name, appends):
    folders = [str(ROOT), str(ROOT / "tests"), str(HERE)]
    return subprocess.Popen(
        [sys.executable, str(HERE / "racing_writer.py"), url, name, str(appends)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(folders)},
    )


def test_racing_threads_leave_no_gap_and_a_follower_misses_nothing(engine, database_url):
    follower = Follower(database_url)
    follower.start()
    with ThreadPoolExecutor(WRITERS) as pool:
        committed = list(pool.map(lambda name: append_many(engine, f"w{name}", APPENDS), range(WRITERS)))
    follower.no_more.set()
    follower.join(60)
    log = whole_log(engine)
    assert_gap_free(log)
    assert sorted(event.event.entry for event in log) == sorted(entry for own in committed for entry in own)
    assert follower.positions == [event.position for event in log]


def test_racing_processes_leave_no_gap_and_a_follower_misses_nothing(engine, database_url):
    follower = Follower(database_url)
    follower.start()
    writers = [start_writer(database_url, f"w{number}", APPENDS) for number in range(WRITERS)]
    told = [writer.communicate(timeout=120)[0].split() for writer in writers]
    follower.no_more.set()
    follower.join(60)
    log = whole_log(engine)
    assert [writer.returncode for writer in writers] == [0] * WRITERS
    assert_gap_free(log)
    assert sorted(event.event.entry for event in log) == sorted(entry for own in told for entry in own)
    assert follower.positions == [event.position for event in log]
    assert follower.pages > 1  # it did read while they wrote


def test_a_killed_writer_leaves_no_gap_and_loses_nothing_that_it_reported(engine, database_url):
    writers = [start_writer(database_url, f"w{number}", 100_000) for number in range(2)]
    wait_for(lambda: len(whole_log(engine)) > 20)
    for writer in writers:
        writer.kill()
    told = {entry for writer in writers for entry in writer.communicate(timeout=30)[0].split("\n")[:-1]}
    assert append_many(engine, "after", 1) == ["after-0-0"]
    log = whole_log(engine)
    assert_gap_free(log)
    assert told <= {event.event.entry for event in log}
    assert len(told) > 10


def wait_for(condition, *, seconds=60):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "nothing came of it"
        time.sleep(0.01)
