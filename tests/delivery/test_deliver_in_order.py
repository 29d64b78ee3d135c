"""What is published reaches who asked for it: in order, at least once, and nothing else does."""

import json
import threading
from dataclasses import replace

import pytest
from http_receiver import Reply, receiving, wait_until
from published_entries_of_ours import (
    NOON,
    Clock,
    announcement,
    change,
    outgoing_of,
    publish,
    subscribed,
)
from sqlalchemy import update
from standardwebhooks.webhooks import Webhook

from service.database import open_engine, transaction
from service.delivery.deliver_due import Sender
from service.delivery.deliver_next import deliver_next
from service.delivery.delivery_log import list_deliveries
from service.delivery.held_subscriptions import due_subscriptions
from service.delivery.kept_subscriptions import load_subscription, remove_subscription
from service.delivery.manage_subscription import (
    Alteration,
    alter_subscription,
    replay_subscription,
)
from service.delivery.tables import subscriptions
from service.delivery.time_left import Abandoned
from service.errors import (
    UnknownSubscription,
)


def loaded(engine, subscription):
    with transaction(engine) as connection:
        return load_subscription(connection, subscription.id)


def log_of(engine, subscription, limit=500):
    with engine.connect() as connection:
        return list_deliveries(connection, subscription.id, limit=limit).rows


def positions(receiver):
    return [json.loads(one.body)["data"]["position"] for one in receiver.received]


def deliver_all(engine, subscription, outgoing):
    while deliver_next(engine, subscription.id, outgoing):
        pass


def test_everything_arrives_in_order_and_once(engine):
    expected = publish(engine, announcement("letter"), *(change(f"c{number}") for number in range(60)))
    with receiving() as receiver:
        held = subscribed(engine, receiver.url()).subscription
        deliver_all(engine, held, outgoing_of())
    assert positions(receiver) == expected
    assert loaded(engine, held).position == expected[-1]
    kinds = [json.loads(one.body)["type"] for one in receiver.received]
    assert kinds == ["letter"] + ["change"] * 60
    assert len({one.headers["webhook-id"] for one in receiver.received}) == 61
    assert [one.position for one in reversed(log_of(engine, held))] == expected


def test_what_is_sent_is_signed(engine):
    publish(engine, change("c1"))
    clock = Clock()
    with receiving() as receiver:
        held = subscribed(engine, receiver.url()).subscription
        deliver_all(engine, held, outgoing_of(clock))
    (received,) = receiver.received
    headers = {name.lower(): value for name, value in received.headers.items()}
    secret = Webhook(held.key_shown)
    assert secret.sign(headers["webhook-id"], NOON, received.body.decode()) == headers["webhook-signature"]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({}, ["letter", "a", "b", "d"]),
        ({"minor": True}, ["letter", "a", "b", "c", "d"]),
        ({"query": "partner:EG"}, ["a", "d"]),
        ({"query": "kind:item.added"}, ["a", "b"]),
        ({"query": "minor:yes"}, ["c"]),
        ({"query": "partner:TN", "minor": True}, ["b", "c"]),
    ],
)
def test_a_subscription_gets_what_a_feed_of_the_same_question_has(sqlite_engine, wish, expected):
    publish(
        sqlite_engine,
        announcement("letter"),
        change("a"),
        change("b", partners=("TN",)),
        change("c", partners=("TN",), kind="item.moved", minor=True),
        change("d", kind="item.stalled"),
    )
    with receiving() as receiver:
        held = subscribed(sqlite_engine, receiver.url(), **wish).subscription
        deliver_all(sqlite_engine, held, outgoing_of())
    names = [json.loads(one.body)["data"]["id"].rpartition("/")[2] for one in receiver.received]
    assert names == expected
    assert loaded(sqlite_engine, held).position == 5


def test_only_the_series_that_was_asked_for_is_sent(sqlite_engine):
    publish(sqlite_engine, change("a"))
    publish(sqlite_engine, change("b", series="coasts"))
    with receiving() as receiver:
        held = subscribed(sqlite_engine, receiver.url()).subscription
        with transaction(sqlite_engine) as connection:
            connection.execute(update(subscriptions).values(series="coasts"))
        deliver_all(sqlite_engine, held, outgoing_of())
    assert positions(receiver) == [2]


def test_what_fails_is_tried_by_the_schedule_and_what_comes_behind_waits(engine):
    first, second = publish(engine, change("a"), change("b"))
    clock, status = Clock(), [500]
    with receiving(lambda _: Reply(status=status[0])) as receiver:
        held = subscribed(engine, receiver.url()).subscription
        outgoing = outgoing_of(clock)
        deliver_all(engine, held, outgoing)
        clock.pass_by(seconds=4)
        deliver_all(engine, held, outgoing)
        assert positions(receiver) == [first]
        clock.pass_by(seconds=1)
        deliver_all(engine, held, outgoing)
        clock.pass_by(minutes=5)
        status[0] = 200
        deliver_all(engine, held, outgoing)
    assert positions(receiver) == [first, first, first, second]
    assert len({one.headers["webhook-id"] for one in receiver.received[:3]}) == 1
    assert [one.attempt for one in log_of(engine, held)] == [1, 3, 2, 1]
    assert loaded(engine, held).failures == 0


def test_a_receiver_that_says_when_to_come_back_is_not_asked_before(engine):
    (first,) = publish(engine, change("a"))
    clock, replies = Clock(), [Reply(status=429, headers={"Retry-After": "7200"}), Reply()]
    with receiving(lambda _: replies.pop(0)) as receiver:
        held = subscribed(engine, receiver.url()).subscription
        outgoing = outgoing_of(clock)
        deliver_all(engine, held, outgoing)
        clock.pass_by(minutes=119)
        deliver_all(engine, held, outgoing)
        assert positions(receiver) == [first]
        clock.pass_by(minutes=1)
        deliver_all(engine, held, outgoing)
    assert positions(receiver) == [first, first]
    assert loaded(engine, held).failures == 0


def test_after_ten_tries_it_is_disabled_and_resumes_with_the_same_entry(engine):
    first, second = publish(engine, change("a"), change("b"))
    clock, status = Clock(), [503]
    with receiving(lambda _: Reply(status=status[0])) as receiver:
        held = subscribed(engine, receiver.url()).subscription
        outgoing = outgoing_of(clock)
        for _ in range(12):
            deliver_all(engine, held, outgoing)
            clock.pass_by(hours=24)
        assert positions(receiver) == [first] * 10
        disabled = loaded(engine, held)
        assert disabled.disabled.why == "given up after 10 tries; the last time the answer was 503"
        assert disabled.position == 0
        status[0] = 200
        alter_subscription(engine, held.id, Alteration(active=True), way=outgoing.way, now=clock())
        deliver_all(engine, held, outgoing)
    assert positions(receiver)[10:] == [first, second]


def test_410_disables_at_once(engine):
    publish(engine, change("a"), change("b"))
    with receiving(lambda _: Reply(status=410)) as receiver:
        held = subscribed(engine, receiver.url()).subscription
        deliver_all(engine, held, outgoing_of())
        deliver_all(engine, held, outgoing_of())
    assert len(receiver.received) == 1
    assert "410" in loaded(engine, held).disabled.why
    assert loaded(engine, held).position == 0


def test_a_receiver_that_has_become_an_inner_address_gets_nothing(sqlite_engine):
    publish(sqlite_engine, change("a"))
    outgoing = outgoing_of()
    closed = replace(outgoing, way=replace(outgoing.way, allowed=()))
    with receiving() as receiver:
        held = subscribed(sqlite_engine, receiver.url()).subscription
        deliver_all(sqlite_engine, held, closed)
    assert receiver.connections == 0
    assert "the server itself" in log_of(sqlite_engine, held)[0].note


def test_only_one_sends_for_a_subscription_at_a_time(engine):
    publish(engine, change("a"), change("b"))
    goes_on = threading.Event()
    with receiving() as receiver:
        receiver.reply = lambda _: Reply(after=0.0 if goes_on.is_set() else 0.5)
        held = subscribed(engine, receiver.url()).subscription
        one, other = outgoing_of(), outgoing_of()
        thread = threading.Thread(target=deliver_next, args=(engine, held.id, one))
        thread.start()
        wait_until(lambda: receiver.received)
        assert deliver_next(engine, held.id, other) == 0
        with engine.connect() as connection:
            assert due_subscriptions(connection, now=NOON, limit=10) == ()
        goes_on.set()
        thread.join()
    assert positions(receiver) == [1, 2]


def test_a_lease_that_nobody_gave_back_ends_by_itself(engine):
    publish(engine, change("a"))
    clock = Clock()
    with receiving() as receiver:
        held = subscribed(engine, receiver.url()).subscription
        outgoing = outgoing_of(clock)
        with transaction(engine) as connection:
            connection.execute(
                update(subscriptions).values(lease="killed", lease_until="2031-01-10T12:00:15.000000Z")
            )
        assert deliver_next(engine, held.id, outgoing) == 0
        clock.pass_by(seconds=15)
        assert deliver_next(engine, held.id, outgoing) == 1
    assert len(receiver.received) == 1


def test_who_lost_the_lease_writes_nothing_over(engine):
    """It slept for so long that another took over: what it sent is sent again, and nothing is skipped."""
    publish(engine, change("a"), change("b"))
    with receiving() as receiver:
        held = subscribed(engine, receiver.url()).subscription

        def taken_over(_):
            with transaction(engine) as connection:
                connection.execute(update(subscriptions).values(lease="another"))
            return Reply()

        receiver.reply = taken_over
        assert deliver_next(engine, held.id, outgoing_of()) == 0
        assert positions(receiver) == [1]
        assert loaded(engine, held).position == 0
        receiver.reply = lambda _: Reply()
        with transaction(engine) as connection:
            connection.execute(update(subscriptions).values(lease=None, lease_until=None))
        deliver_all(engine, held, outgoing_of())
    assert positions(receiver) == [1, 1, 2]


def test_a_replay_while_something_is_sent_wins(engine):
    publish(engine, *(change(f"c{number}") for number in range(4)))
    with receiving() as receiver:
        held = subscribed(engine, receiver.url(), after=2).subscription

        def replay_once(_):
            if len(receiver.received) == 1:
                replay_subscription(engine, held.id, after=0, now=NOON)
            return Reply()

        receiver.reply = replay_once
        deliver_all(engine, held, outgoing_of())
        deliver_all(engine, held, outgoing_of())
    assert positions(receiver) == [3, 1, 2, 3, 4]


def test_a_subscription_that_is_removed_while_something_is_sent_is_gone(engine):
    publish(engine, change("a"), change("b"))
    with receiving() as receiver:
        held = subscribed(engine, receiver.url()).subscription

        def remove(_):
            with transaction(engine) as connection:
                remove_subscription(connection, held.id)
            return Reply()

        receiver.reply = remove
        deliver_all(engine, held, outgoing_of())
    assert len(receiver.received) == 1
    assert log_of(engine, held) == ()
    with pytest.raises(UnknownSubscription):
        loaded(engine, held)


def test_what_is_called_off_counts_as_not_sent(sqlite_engine):
    publish(sqlite_engine, change("a"))
    outgoing = outgoing_of()

    def call_off(_):
        outgoing.called_off.set()
        return Reply(after=5)

    with receiving(call_off) as receiver:
        held = subscribed(sqlite_engine, receiver.url()).subscription
        with pytest.raises(Abandoned):
            deliver_next(sqlite_engine, held.id, outgoing)
        receiver.reply = lambda _: Reply()
        deliver_all(sqlite_engine, held, outgoing_of())
    assert positions(receiver) == [1, 1]
    assert len(log_of(sqlite_engine, held)) == 1


def test_a_filter_that_cannot_be_read_any_longer_disables_and_says_so(sqlite_engine):
    publish(sqlite_engine, change("a"))
    with receiving() as receiver:
        held = subscribed(sqlite_engine, receiver.url()).subscription
        with transaction(sqlite_engine) as connection:
            connection.execute(update(subscriptions).values(query="colour:red"))
        deliver_all(sqlite_engine, held, outgoing_of())
    assert "colour" in loaded(sqlite_engine, held).disabled.why


# The sender


def test_a_receiver_that_hangs_holds_up_no_other(sqlite_engine):
    publish(sqlite_engine, change("a"))
    with receiving(lambda _: Reply(after=5)) as hanging, receiving() as quick:
        subscribed(sqlite_engine, hanging.url())
        subscribed(sqlite_engine, quick.url())
        sender = Sender(sqlite_engine, outgoing_of())
        assert sender.turn() == 2
        assert sender.turn() == 0
        wait_until(lambda: quick.received)
        sender.close()
    assert quick.received


def test_a_sender_sends_what_is_published_later(engine):
    with receiving() as receiver:
        subscribed(engine, receiver.url())
        sender = Sender(engine, outgoing_of())
        assert sender.turn() == 0
        publish(engine, change("a"))
        assert sender.turn() == 1
        wait_until(lambda: receiver.received)
        sender.close()


def test_a_closed_sender_does_not_wait_for_receivers(sqlite_engine):
    publish(sqlite_engine, change("a"))
    with receiving(lambda _: Reply(after=30)) as hanging:
        held = subscribed(sqlite_engine, hanging.url()).subscription
        sender = Sender(sqlite_engine, outgoing_of())
        sender.turn()
        wait_until(lambda: hanging.received)
        closing = threading.Thread(target=sender.close)
        closing.start()
        closing.join(3)
        assert not closing.is_alive()
    with sqlite_engine.connect() as connection:
        assert due_subscriptions(connection, now=NOON, limit=9) == (held.id,)


def test_two_senders_on_one_database_send_each_entry_once(engine, database_url):
    other_engine = open_engine(database_url)
    senders = [Sender(one, outgoing_of()) for one in (engine, other_engine)]
    with receiving() as receiver:
        for number in range(3):
            subscribed(engine, receiver.url(f"/{number}"))
        expected = publish(engine, *(change(f"c{number}") for number in range(20)))
        wait_until(lambda: [one.turn() for one in senders] and len(receiver.received) >= 60, seconds=60)
        for sender in senders:
            sender.close()
    other_engine.dispose()
    for number in range(3):
        own = [one for one in receiver.received if one.path == f"/{number}"]
        assert [json.loads(one.body)["data"]["position"] for one in own] == expected
