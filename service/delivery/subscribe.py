"""Somebody subscribes: the wish is checked, a token and a secret are made, and shown this once.

Whoever holds the token may see, change and remove the subscription; there are no accounts. Anybody may have
us send to a receiver that is not theirs, so what that can do is bounded: subscriptions in all and to one
host, tests within an hour; and a receiver that answers 410 is left alone.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from service.database import hold_alone, transaction
from service.delivery.kept_subscriptions import add_subscription, count_subscriptions
from service.delivery.pinned_connection import WayOut
from service.delivery.receiver_address import read_receiver_address
from service.delivery.signing_secrets import Scheme, new_secret
from service.delivery.subscription import Secret, Subscription
from service.errors import BadPosition
from service.projections.entries import newest_position
from service.projections.filter_names import read_filter
from service.projections.letters import check_series_held
from service.too_much import TooManySubscriptions

__all__ = ["LONGEST_NOTE", "Limits", "Subscribed", "Wish", "check_position", "subscribe"]

LONGEST_NOTE = 500
# The lock of who counts subscriptions and then makes one: any number that no other lock has.
_COUNTING = 0x1E77E4

_TOKEN_BYTES = 32
_ID_BYTES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asks for: `after` is the position to begin behind, None for what comes from now on.

    `note` says what it is for, to people; control characters in it become blanks.
    """

    url: str
    series: str | None = None
    query: str = ""
    minor: bool = False
    note: str = ""
    scheme: Scheme = "hmac"
    after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many subscriptions there may be in all, and to one host."""

    in_all: int = 1_000
    per_host: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribed:
    """The subscription, and what is shown once: the token that opens it. Its secret is `key_shown`."""

    subscription: Subscription
    token: str


def subscribe(
    engine: Engine,
    wish: Wish,
    *,
    way: WayOut,
    limits: Limits,
    random_bytes: Callable[[int], bytes],
    now: datetime,
) -> Subscribed:
    """The new subscription, which is sent to from now on.

    Raises BadReceiverAddress, BadFilter, UnknownSeries, BadPosition, or TooManySubscriptions, having kept
    nothing.
    """
    address = read_receiver_address(wish.url, allow_http=way.allow_http, allowed=way.allowed)
    token = "lts_" + _text(random_bytes(_TOKEN_BYTES))
    name = "sub_" + random_bytes(_ID_BYTES).hex()
    secret = Secret(value=new_secret(wish.scheme, random_bytes))
    with transaction(engine) as connection:
        _check_room(connection, address.host, limits)
        read_filter(connection, wish.query)
        position = _checked_start(connection, wish)
        made = _new(wish, name=name, host=address.host, secret=secret, position=position, now=now)
        add_subscription(connection, made, token=token)
    return Subscribed(subscription=made, token=token)


def check_position(connection: Connection, position: int) -> int:
    """A position to begin behind; raises BadPosition for one that the log has not reached."""
    head = newest_position(connection)
    if not 0 <= position <= head:
        raise BadPosition(position, head)
    return position


def plain_note(note: str) -> str:
    """A note on one line, without what cannot be shown."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in note).split())[:LONGEST_NOTE]


def _check_room(connection: Connection, host: str, limits: Limits) -> None:
    hold_alone(connection, _COUNTING)
    if count_subscriptions(connection) >= limits.in_all:
        raise TooManySubscriptions(limits.in_all)
    if count_subscriptions(connection, host=host) >= limits.per_host:
        raise TooManySubscriptions(limits.per_host, host=host)


def _checked_start(connection: Connection, wish: Wish) -> int:
    if wish.series is not None:
        check_series_held(connection, wish.series)
    return newest_position(connection) if wish.after is None else check_position(connection, wish.after)


def _new(wish: Wish, *, name: str, host: str, secret: Secret, position: int, now: datetime) -> Subscription:
    return Subscription(
        id=name,
        url=wish.url,
        host=host,
        note=plain_note(wish.note),
        series=wish.series,
        query=wish.query,
        minor=wish.minor,
        secrets=(secret,),
        created_at=now,
        disabled=None,
        position=position,
        trying=None,
        failures=0,
        wake_at=now,
        version=1,
    )


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")
