"""What whoever holds a subscription can do with it: change, stop, resume, replay, rotate, test, remove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from service.database import transaction
from service.delivery.delivery_log import Delivery, add_delivery, count_tests_since, delivery_of
from service.delivery.kept_subscriptions import change_subscription, load_subscription
from service.delivery.outgoing import Outgoing
from service.delivery.pinned_connection import WayOut
from service.delivery.receiver_address import read_receiver_address
from service.delivery.send_message import send_message
from service.delivery.signed_message import message_of_test
from service.delivery.signing_secrets import Scheme, new_secret
from service.delivery.subscribe import check_position, plain_note
from service.delivery.subscription import Disabled, Subscription, rotated
from service.projections.filter_names import read_filter
from service.projections.letters import check_series_held
from service.too_much import TooManyTests

__all__ = [
    "TESTS_AN_HOUR",
    "Alteration",
    "alter_subscription",
    "replay_subscription",
    "rotate_secret",
    "send_test",
]

TESTS_AN_HOUR = 10
_AN_HOUR = timedelta(hours=1)
_BY_HAND = "stopped by whoever manages it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """What is to be different; None leaves a thing as it is, and `series` "" takes all series.

    `active` True resumes at the position where it stopped, False stops.
    """

    url: str | None = None
    series: str | None = None
    query: str | None = None
    minor: bool | None = None
    note: str | None = None
    active: bool | None = None


def alter_subscription(
    engine: Engine, subscription: str, wanted: Alteration, *, way: WayOut, now: datetime
) -> Subscription:
    """The subscription as it is then; what failed before is tried anew at once.

    Raises BadReceiverAddress, BadFilter, UnknownSeries or UnknownSubscription, having changed nothing.
    """
    with transaction(engine) as connection:
        held = load_subscription(connection, subscription)
        altered = _altered(connection, held, wanted, way=way)
        state = _state(held.disabled, wanted.active, now)
        return change_subscription(connection, _from_scratch(altered, now=now, disabled=state))


def replay_subscription(engine: Engine, subscription: str, *, after: int, now: datetime) -> Subscription:
    """Everything behind the position is sent again, in order, under the ids that it had.

    Raises BadPosition or UnknownSubscription. One that is disabled stays so, and begins there when resumed.
    """
    with transaction(engine) as connection:
        held = load_subscription(connection, subscription)
        behind = replace(held, position=check_position(connection, after))
        return change_subscription(connection, _from_scratch(behind, now=now, disabled=held.disabled))


def rotate_secret(
    engine: Engine,
    subscription: str,
    *,
    scheme: Scheme,
    random_bytes: Callable[[int], bytes],
    now: datetime,
) -> Subscription:
    """The subscription with a new secret, which signs at once; the one before signs for a day more."""
    new = new_secret(scheme, random_bytes)
    with transaction(engine) as connection:
        held = load_subscription(connection, subscription)
        secrets = rotated(held.secrets, new, now=now)
        return change_subscription(connection, replace(held, secrets=secrets))


def send_test(engine: Engine, subscription: str, outgoing: Outgoing) -> Delivery:
    """Send a test at once and give what came of it; also where the subscription is disabled.

    Raises TooManyTests, or UnknownSubscription.
    """
    now = outgoing.now()
    with transaction(engine) as connection:
        held = load_subscription(connection, subscription)
        if count_tests_since(connection, subscription, now - _AN_HOUR) >= TESTS_AN_HOUR:
            raise TooManyTests(TESTS_AN_HOUR)
    message = message_of_test(name=outgoing.new_id(), at=now, subscription=subscription)
    answer = send_message(message, held, outgoing)
    delivery = delivery_of(message, answer, name=outgoing.new_id(), attempt=1, at=now)
    with transaction(engine) as connection:
        load_subscription(connection, subscription)
        add_delivery(connection, subscription, delivery)
    return delivery


def _altered(connection: Connection, held: Subscription, wanted: Alteration, *, way: WayOut) -> Subscription:
    altered = held
    if wanted.url is not None:
        address = read_receiver_address(wanted.url, allow_http=way.allow_http, allowed=way.allowed)
        altered = replace(altered, url=wanted.url, host=address.host)
    if wanted.query is not None:
        altered = replace(altered, query=read_filter(connection, wanted.query).query)
    if wanted.series is not None:
        if wanted.series:
            check_series_held(connection, wanted.series)
        altered = replace(altered, series=wanted.series or None)
    if wanted.minor is not None:
        altered = replace(altered, minor=wanted.minor)
    if wanted.note is not None:
        altered = replace(altered, note=plain_note(wanted.note))
    return altered


def _state(disabled: Disabled | None, active: bool | None, now: datetime) -> Disabled | None:
    if active is None:
        return disabled
    if active:
        return None
    return disabled or Disabled(at=now, why=_BY_HAND)


def _from_scratch(held: Subscription, *, now: datetime, disabled: Disabled | None) -> Subscription:
    return replace(held, trying=None, failures=0, wake_at=now, disabled=disabled)
