"""A hub is told of every feed that has something new, once it has, and again where it did not listen."""

from urllib.parse import parse_qsl

import pytest
from http_receiver import Reply, receiving, wait_until
from published_entries_of_ours import NOON, Clock, change, outgoing_of, publish
from sqlalchemy import select, update

from service.database import transaction
from service.delivery.deliver_due import Sender
from service.delivery.ping_hub import Hub, ping_hub
from service.delivery.tables import hub_pings

HOME = "https://letters.example"


def hub_at(receiver):
    return Hub(url=receiver.url("/hub"), home=HOME)


def told(receiver):
    return [dict_of(one) for one in receiver.received]


def dict_of(received):
    pairs = parse_qsl(received.body.decode(), strict_parsing=True)
    return {name: [value for key, value in pairs if key == name] for name, _ in pairs}


def test_a_ping_names_the_feeds_that_have_something_new(engine):
    publish(engine, change("a"))
    with receiving(lambda _: Reply(status=204, body=b"")) as receiver:
        assert ping_hub(engine, hub_at(receiver), outgoing_of()) is None
        publish(engine, change("b"))
        publish(engine, change("c", series="coasts"))
        assert ping_hub(engine, hub_at(receiver), outgoing_of()) is True
        assert ping_hub(engine, hub_at(receiver), outgoing_of()) is None
    (ping,) = told(receiver)
    assert ping["hub.mode"] == ["publish"]
    assert ping["hub.url"] == [
        f"{HOME}/feeds/changes.{name}{question}"
        for question in ("", "?series=coasts", "?series=harbours")
        for name in ("atom", "rss", "json")
    ]
    assert receiver.received[0].headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_a_hub_that_does_not_listen_is_told_again_and_then_of_all(engine):
    clock, status = Clock(), [503]
    with receiving(lambda _: Reply(status=status[0])) as receiver:
        hub, outgoing = hub_at(receiver), outgoing_of(clock)
        ping_hub(engine, hub, outgoing)
        publish(engine, change("a"))
        assert ping_hub(engine, hub, outgoing) is False
        assert ping_hub(engine, hub, outgoing) is None
        publish(engine, change("b", series="coasts"))
        clock.pass_by(seconds=5)
        status[0] = 200
        assert ping_hub(engine, hub, outgoing) is True
    assert len(told(receiver)[1]["hub.url"]) == 9


def test_a_hub_is_never_given_up(sqlite_engine):
    clock = Clock()
    with receiving(lambda _: Reply(status=500)) as receiver:
        hub, outgoing = hub_at(receiver), outgoing_of(clock)
        ping_hub(sqlite_engine, hub, outgoing)
        publish(sqlite_engine, change("a"))
        for _ in range(15):
            assert ping_hub(sqlite_engine, hub, outgoing) is False
            clock.pass_by(hours=24)
    assert len(receiver.received) == 15


def test_one_process_pings_at_a_time(engine):
    with receiving() as receiver:
        hub = hub_at(receiver)
        ping_hub(engine, hub, outgoing_of())
        publish(engine, change("a"))
        with transaction(engine) as connection:
            ends = NOON.replace(hour=13).strftime("%Y-%m-%dT%H:%M:%S.000000Z")
            connection.execute(update(hub_pings).values(lease="another", lease_until=ends))
        assert ping_hub(engine, hub, outgoing_of()) is None
        assert ping_hub(engine, hub, outgoing_of(Clock(NOON.replace(hour=14)))) is True
    assert len(receiver.received) == 1


@pytest.mark.parametrize("url", ["https://hub.example:22/", "http://[::1"])
def test_a_hub_that_nothing_can_be_sent_to_breaks_nothing(sqlite_engine, url):
    hub = Hub(url=url, home=HOME)
    ping_hub(sqlite_engine, hub, outgoing_of())
    publish(sqlite_engine, change("a"))
    assert ping_hub(sqlite_engine, hub, outgoing_of()) is False


def has_begun(engine):
    """Whether what was published before is passed over: what comes from now on is told."""
    with engine.connect() as connection:
        return connection.execute(select(hub_pings)).first() is not None


def test_a_sender_pings_the_hub(sqlite_engine):
    with receiving() as receiver:
        sender = Sender(sqlite_engine, outgoing_of(), hub=hub_at(receiver))
        wait_until(lambda: sender.turn() is not None and has_begun(sqlite_engine))
        publish(sqlite_engine, change("a"))
        wait_until(lambda: sender.turn() and receiver.received)
        sender.close()
    assert told(receiver)[0]["hub.mode"] == ["publish"]
