"""Whatever receivers answer and people change, the position never runs ahead of what was taken, and all arrives."""

import json
import shutil
from contextlib import contextmanager

import pytest
from http_receiver import Reply, receiving
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from published_entries_of_ours import Clock, change, outgoing_of, publish, subscribed

from service.database import open_engine, transaction
from service.delivery.deliver_next import deliver_next
from service.delivery.kept_subscriptions import load_subscription
from service.delivery.manage_subscription import Alteration, alter_subscription, replay_subscription
from service.delivery.subscription import Disabled
from service.projections.entries import newest_position

ACTIONS = st.one_of(
    st.tuples(st.just("publish"), st.integers(1, 3)),
    st.tuples(st.just("answer"), st.sampled_from([200, 200, 204, 302, 410, 500])),
    st.tuples(st.just("send"), st.integers(1, 4)),
    st.tuples(st.just("wait"), st.sampled_from([1, 10, 3_600, 100_000])),
    st.tuples(st.just("replay"), st.integers(0, 5)),
    st.tuples(st.just("active"), st.booleans()),
)


class World:
    """One subscription, its receiver, and what is known to have been taken."""

    def __init__(self, engine, receiver):
        self.engine, self.receiver = engine, receiver
        self.clock, self.published, self.status = Clock(), 0, 200
        self.requests, self.taken = [], []
        self.outgoing = outgoing_of(self.clock)
        receiver.reply = self.reply
        self.name = subscribed(engine, receiver.url()).subscription.id

    def reply(self, received):
        position = json.loads(received.body)["data"]["position"]
        self.requests.append(position)
        if 200 <= self.status < 300:
            self.taken.append(position)
        return Reply(status=self.status, body=b"")

    def held(self):
        with transaction(self.engine) as connection:
            return load_subscription(connection, self.name)

    def head(self):
        with self.engine.connect() as connection:
            return newest_position(connection)

    def do(self, action, value):
        match action:
            case "publish":
                publish(self.engine, *(change(f"c{self.published + part}") for part in range(value)))
                self.published += value
            case "answer":
                self.status = value
            case "send":
                for _ in range(value):
                    deliver_next(self.engine, self.name, self.outgoing)
            case "wait":
                self.clock.pass_by(seconds=value)
            case "replay":
                after = min(value, self.head())
                replay_subscription(
                    self.engine, self.name, after=min(after, self.held().position), now=self.clock()
                )
            case "active":
                self.alter(active=value)

    def alter(self, *, active):
        wanted = Alteration(active=active)
        alter_subscription(self.engine, self.name, wanted, way=self.outgoing.way, now=self.clock())


@contextmanager
def world(template, folder):
    path = folder / "lettertrail.db"
    shutil.copy(template, path)
    engine = open_engine(f"sqlite:///{path}")
    try:
        with receiving() as receiver:
            yield World(engine, receiver)
    finally:
        engine.dispose()
        for file in folder.glob("lettertrail.db*"):
            file.unlink()


def assert_nothing_is_passed_over(known):
    held = known.held()
    assert set(range(1, held.position + 1)) <= set(known.taken)
    assert held.failures < known.outgoing.schedule.tries
    assert held.disabled is None or isinstance(held.disabled, Disabled)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=st.lists(ACTIONS, max_size=14))
def test_all_is_taken_in_order_in_the_end_and_nothing_is_passed_over_before(
    sqlite_template, tmp_path, actions
):
    with world(sqlite_template, tmp_path) as known:
        for action, value in actions:
            known.do(action, value)
            assert_nothing_is_passed_over(known)
        known.do("answer", 200)
        known.do("active", True)
        while known.held().position < known.head():
            known.do("send", 1)
        everything = list(range(1, known.published + 1))
        assert list(dict.fromkeys(known.taken)) == everything
        assert list(dict.fromkeys(known.requests)) == everything


@pytest.mark.parametrize("status", [302, 500])
def test_a_receiver_that_never_takes_is_asked_ten_times_and_no_more(sqlite_template, tmp_path, status):
    with world(sqlite_template, tmp_path) as known:
        known.do("publish", 2)
        known.do("answer", status)
        for _ in range(15):
            known.do("send", 2)
            known.do("wait", 100_000)
        assert known.requests == [1] * 10
