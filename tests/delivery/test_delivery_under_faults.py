"""Whatever becomes of receivers and senders: every entry is delivered at least once, none is lost, order is kept.

A real receiver takes, refuses, drops, hangs, and takes too late to be heard; the sender is killed at random.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from contextlib import contextmanager
from pathlib import Path

import pytest
from http_receiver import Reply, receiving, wait_until
from mortal_sender import SECONDS
from published_entries_of_ours import HERE, change, publish, subscribed

from service import clock
from service.database import transaction
from service.delivery.kept_subscriptions import list_subscriptions
from service.delivery.manage_subscription import Alteration, alter_subscription
from service.projections.entries import newest_position

TESTS = Path(__file__).parents[1]
SUBSCRIPTIONS = 5
# What a receiver does with a request: how often of a hundred times, and how it looks to the sender.
FAULTS = (
    ("answered 500", 6, {"status": 500}),
    ("dropped", 6, {"drop": True}),
    ("timed out", 4, {"after": SECONDS * 3, "drop": True}),
    ("taken too late", 4, {"after": SECONDS * 1.5}),
    ("answered 410", 1, {"status": 410}),
    ("taken", 79, {}),
)


class Misbehaving:
    """A receiver that does as chance has it, and keeps what it did with which entry."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.done = Counter()
        self.seen = defaultdict(list)

    def __call__(self, received):
        names, weights, replies = zip(*FAULTS, strict=True)
        (number,) = self.random.choices(range(len(names)), weights)
        self.done[names[number]] += 1
        position = json.loads(received.body)["data"]["position"]
        took = replies[number].get("status", 200) == 200 and not replies[number].get("drop")
        self.seen[received.path].append((position, took))
        return Reply(**replies[number])

    @property
    def requests(self):
        return sum(self.done.values())


@contextmanager
def sender_factory(url):
    """Gives a function that begins a sender and gives its process id."""
    paths = os.pathsep.join(map(str, (TESTS.parent, TESTS)))
    factory = subprocess.Popen(
        [sys.executable, str(TESTS / "delivery" / "mortal_sender.py"), url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    begun = []

    def begin():
        factory.stdin.write("\n")
        factory.stdin.flush()
        begun.append(int(factory.stdout.readline()))
        return begun[-1]

    try:
        yield begin
    finally:
        for pid in begun[-1:]:
            kill(pid)
        factory.communicate(timeout=10)


def kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def resume_what_stopped(engine):
    """What a receiver's owner does who did not mean 410."""
    with engine.connect() as connection:
        stopped = [one for one in list_subscriptions(connection) if one.disabled]
    for one in stopped:
        alter_subscription(engine, one.id, Alteration(active=True), way=HERE, now=clock.now())
    return len(stopped)


def everything_is_delivered(engine):
    resume_what_stopped(engine)
    with engine.connect() as connection:
        head = newest_position(connection)
        return all(one.position == head for one in list_subscriptions(connection))


def kill_at_random(engine, begin, kills, chance):
    """Begin a sender and kill it, over and over, while letters come in; gives how many were alive to be killed."""
    killed = 0
    for number in range(kills):
        sender = begin()
        publish(engine, *(change(f"c{number}-{part}") for part in range(chance.randrange(1, 3))))
        time.sleep(chance.uniform(0.0, 0.3))
        killed += kill(sender)
        resume_what_stopped(engine)
    return killed


def deliver_under_faults(engine, url, *, kills, seed):
    """What the receiver saw, and how many senders were killed."""
    misbehaving = Misbehaving(seed)
    chance = random.Random(seed)
    with receiving(misbehaving) as receiver, sender_factory(url) as begin:
        for number in range(SUBSCRIPTIONS):
            subscribed(engine, receiver.url(f"/{number}"), now=clock.now())
        killed = kill_at_random(engine, begin, kills, chance)
        begin()
        wait_until(lambda: everything_is_delivered(engine), seconds=120)
    return misbehaving, killed


def first_times(positions):
    return list(dict.fromkeys(positions))


def assert_delivered_in_order(engine, misbehaving):
    with transaction(engine) as connection:
        published = [
            row.position for row in connection.exec_driver_sql("SELECT position FROM entries ORDER BY 1")
        ]
    assert len(misbehaving.seen) == SUBSCRIPTIONS
    for seen in misbehaving.seen.values():
        assert first_times(position for position, took in seen if took) == published
        assert first_times(position for position, _ in seen) == published


def figures(misbehaving, killed):
    entries = len({position for seen in misbehaving.seen.values() for position, _ in seen})
    again = sum(
        count - 1
        for seen in misbehaving.seen.values()
        for count in Counter(position for position, took in seen if took).values()
    )
    return {
        "killed": killed,
        "entries": entries,
        "requests": misbehaving.requests,
        "taken again": again,
    } | dict(sorted(misbehaving.done.items()))


@pytest.mark.parametrize(("kind", "kills"), [("sqlite", 100), ("postgresql", 12)])
def test_every_entry_is_delivered_in_order_however_often_the_sender_is_killed(request, kind, kills):
    engine = request.getfixturevalue(f"{kind}_engine")
    url = request.getfixturevalue(f"{kind}_url")
    misbehaving, killed = deliver_under_faults(engine, url, kills=kills, seed=7)
    sys.stderr.write(f"{figures(misbehaving, killed)}\n")
    assert killed == kills
    assert_delivered_in_order(engine, misbehaving)
    assert all(misbehaving.done[name] for name, _, _ in FAULTS[:-2])
