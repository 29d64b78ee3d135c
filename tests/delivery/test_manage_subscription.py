"""Whoever holds a subscription changes, replays, tests and removes it; what is old is forgotten."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from http_receiver import Reply, receiving
from published_entries_of_ours import (
    NOON,
    Clock,
    change,
    outgoing_of,
    publish,
    subscribed,
)

from service.database import transaction
from service.delivery.deliver_next import deliver_next
from service.delivery.delivery_log import list_deliveries
from service.delivery.forget_expired import Keeping, forget_expired
from service.delivery.kept_subscriptions import load_subscription
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
from service.errors import (
    BadFilter,
    BadPosition,
    BadReceiverAddress,
    UnknownSeries,
    UnknownSubscription,
)
from service.projections.entries import newest_position
from service.recording.rebuild import rebuild
from service.too_much import TooManySubscriptions, TooManyTests


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


def test_many_who_subscribe_at_once_do_not_get_more_than_may_be(engine):
    limits = Limits(in_all=2, per_host=2)

    def one(number):
        try:
            subscribed(engine, "https://one.example/", seed=number, limits=limits)
        except TooManySubscriptions:
            return 0
        return 1

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(16))) == 2


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


def test_lists_that_are_made_anew_leave_subscriptions_and_their_log_alone(sqlite_engine):
    with receiving() as receiver:
        held = subscribed(sqlite_engine, receiver.url()).subscription
        sent = send_test(sqlite_engine, held.id, outgoing_of())
    rebuild(sqlite_engine, authority="localhost")
    assert loaded(sqlite_engine, held) == held
    assert log_of(sqlite_engine, held) == (sent,)
