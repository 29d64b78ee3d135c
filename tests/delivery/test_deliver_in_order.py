"""What is published reaches who asked for it: in order, at least once, and nothing else does."""

import json
import threading
from dataclasses import replace
from datetime import timedelta

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

from service.database import transaction
from service.delivery.deliver_due import Sender
from service.delivery.deliver_next import deliver_next
from service.delivery.delivery_log import list_deliveries
from service.delivery.forget_expired import Keeping, forget_expired
from service.delivery.held_subscriptions import due_subscriptions
from service.delivery.kept_subscriptions import load_subscription, remove_subscription
from service.delivery.manage_subscription import (
    TESTS_AN_HOUR,
    Alteration,
    alter_subscription,
    replay_subscription,
    rotate_secret,
    send_test,
)
from service.delivery.subscribe import Limits
from service.delivery.tables import subscriptions
from service.delivery.time_left import Abandoned
from service.errors import (
    BadFilter,
    BadPosition,
    BadReceiverAddress,
    TooManySubscriptions,
    TooManyTests,
    UnknownSeries,
    UnknownSubscription,
)
from service.projections.entries import newest_position


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
    assert "this machine itself" in log_of(sqlite_engine, held)[0].note


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
    with receiving(lambda _: Reply(after=5)) as receiver:
        held = subscribed(sqlite_engine, receiver.url()).subscription
        outgoing = outgoing_of()
        threading.Timer(0.1, outgoing.called_off.set).start()
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


# Managing


def test_a_new_subscription_begins_with_what_comes(sqlite_engine):
    publish(sqlite_engine, change("a"))
    held = subscribed(sqlite_engine, "http://127.0.0.1:9000", after=None).subscription
    with sqlite_engine.connect() as connection:
        assert held.position == newest_position(connection) == 1


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        ({"url": "https://10.0.0.1/"}, BadReceiverAddress),
        ({"query": "colour:red"}, BadFilter),
        ({"series": "nobody"}, UnknownSeries),
        ({"after": 2}, BadPosition),
        ({"after": -1}, BadPosition),
    ],
)
def test_a_wish_that_cannot_be_fulfilled_is_refused_and_nothing_kept(sqlite_engine, wish, error):
    publish(sqlite_engine, change("a"))
    with pytest.raises(error):
        subscribed(sqlite_engine, wish.pop("url", "https://receiver.example"), **wish)
    with sqlite_engine.connect() as connection:
        assert connection.execute(subscriptions.select()).all() == []


def test_there_are_no_more_subscriptions_than_may_be(engine):
    limits = Limits(in_all=3, per_host=2)
    for number in range(2):
        subscribed(engine, "https://one.example/", seed=number, limits=limits)
    with pytest.raises(TooManySubscriptions, match=r"to one\.example"):
        subscribed(engine, "https://one.example:8443/", seed=3, limits=limits)
    subscribed(engine, "https://two.example/", limits=limits)
    with pytest.raises(TooManySubscriptions, match="3 subscriptions here"):
        subscribed(engine, "https://three.example/", limits=limits)


def test_the_token_is_kept_as_its_hash_alone(sqlite_engine):
    made = subscribed(sqlite_engine, "https://one.example/")
    with sqlite_engine.connect() as connection:
        rows = connection.execute(subscriptions.select()).all()
    assert made.token not in str(rows)
    assert len(made.token) > 40


def test_a_secret_that_is_rotated_signs_for_a_day_beside_the_new_one(engine):
    publish(engine, change("a"))
    clock = Clock()
    with receiving() as receiver:
        held = subscribed(engine, receiver.url()).subscription
        changed = rotate_secret(engine, held.id, scheme="ed25519", random_bytes=bytes, now=clock())
        assert changed.key_shown.startswith("whpk_")
        for hours in (0, 23, 24):
            clock.time = NOON + timedelta(hours=hours)
            replay_subscription(engine, held.id, after=0, now=clock())
            deliver_all(engine, held, outgoing_of(clock))
    signed = [one.headers["webhook-signature"] for one in receiver.received]
    assert [[one[:3] for one in each.split(" ")] for each in signed] == [
        ["v1a", "v1,"],
        ["v1a", "v1,"],
        ["v1a"],
    ]


def test_rotating_again_and_again_leaves_no_pile_of_secrets(sqlite_engine):
    held = subscribed(sqlite_engine, "https://one.example/").subscription
    for day in range(0, 10, 2):
        held = rotate_secret(
            sqlite_engine,
            held.id,
            scheme="hmac",
            random_bytes=bytes,
            now=NOON + timedelta(days=day),
        )
        assert len(held.secrets) == 2


def test_a_changed_filter_goes_for_what_comes_and_forgets_failures(sqlite_engine):
    publish(sqlite_engine, change("a"), change("b", partners=("TN",)))
    outgoing = outgoing_of()
    with receiving(lambda _: Reply(status=500)) as receiver:
        held = subscribed(sqlite_engine, receiver.url()).subscription
        deliver_all(sqlite_engine, held, outgoing)
        assert loaded(sqlite_engine, held).failures == 1
        wanted = Alteration(query="partner:TN", note="for\nTunisia\x00 ")
        changed = alter_subscription(sqlite_engine, held.id, wanted, way=outgoing.way, now=NOON)
        assert (changed.failures, changed.note) == (0, "for Tunisia")
        receiver.reply = lambda _: Reply()
        deliver_all(sqlite_engine, held, outgoing)
    assert positions(receiver) == [1, 2]


def test_a_test_is_sent_at_once_and_moves_nothing(engine):
    publish(engine, change("a"))
    with receiving() as receiver:
        held = subscribed(engine, receiver.url()).subscription
        sent = send_test(engine, held.id, outgoing_of())
    assert (sent.taken, sent.status, sent.note) == (True, 200, "thanks")
    (received,) = receiver.received
    assert json.loads(received.body)["type"] == "test"
    assert received.headers["webhook-id"].startswith("test_")
    assert loaded(engine, held).position == 0
    assert log_of(engine, held) == (sent,)


def test_tests_are_limited_by_the_hour(sqlite_engine):
    clock = Clock()
    with receiving() as receiver:
        held = subscribed(sqlite_engine, receiver.url()).subscription
        for _ in range(TESTS_AN_HOUR):
            send_test(sqlite_engine, held.id, outgoing_of(clock))
        with pytest.raises(TooManyTests):
            send_test(sqlite_engine, held.id, outgoing_of(clock))
        clock.pass_by(hours=1, seconds=1)
        send_test(sqlite_engine, held.id, outgoing_of(clock))
    assert len(receiver.received) == TESTS_AN_HOUR + 1


def test_what_is_old_is_forgotten(engine):
    publish(engine, change("a"))
    with receiving(lambda _: Reply(status=410)) as receiver:
        gone = subscribed(engine, receiver.url()).subscription
        kept = subscribed(engine, "https://one.example/", after=1).subscription
        deliver_all(engine, gone, outgoing_of())
    month, quarter = NOON + timedelta(days=31), NOON + timedelta(days=91)
    assert forget_expired(engine, Keeping(), now=NOON + timedelta(days=29)) == (0, 0)
    assert forget_expired(engine, Keeping(), now=month) == (1, 0)
    assert log_of(engine, gone) == ()
    assert forget_expired(engine, Keeping(), now=quarter) == (0, 1)
    with pytest.raises(UnknownSubscription):
        loaded(engine, gone)
    assert loaded(engine, kept).disabled is None


def test_the_log_of_deliveries_is_read_in_pages(sqlite_engine):
    publish(sqlite_engine, *(change(f"c{number}") for number in range(7)))
    with receiving() as receiver:
        held = subscribed(sqlite_engine, receiver.url()).subscription
        deliver_all(sqlite_engine, held, outgoing_of())
    found, after = [], None
    with sqlite_engine.connect() as connection:
        while True:
            page = list_deliveries(connection, held.id, after=after, limit=3)
            found += page.rows
            after = page.next
            if after is None:
                break
    assert sorted(one.position for one in found) == list(range(1, 8))
