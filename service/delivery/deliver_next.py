"""What is next for one subscription is sent, in order, until nothing is left or something is not taken.

Hold the lease, read what is wanted behind the position, send it, write down what came of it and move on: the
position moves when the receiver has taken the entry, in the same transaction as the log of the attempt. A
process that dies between sending and writing has the entry sent again, under the same id. No transaction is
open while something is sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from service.database import transaction
from service.delivery.after_failure import after_failure
from service.delivery.delivery_log import Delivery, add_delivery, delivery_of
from service.delivery.held_subscriptions import disable_held, hold, is_kept, let_go, move_on, put_off
from service.delivery.outgoing import Outgoing
from service.delivery.post_once import Answer
from service.delivery.send_message import send_message
from service.delivery.signed_message import Message, message_of_entry
from service.delivery.subscription import Disabled, Subscription
from service.errors import BadFilter
from service.projections.entries import EntriesWanted, PublishedEntry, entries_after
from service.projections.filter_names import read_filter

__all__ = ["deliver_next"]

# Entries read at once; a letter brings some 250, and a receiver takes them one by one.
_AT_ONCE = 25


def deliver_next(engine: Engine, subscription: str, outgoing: Outgoing) -> int:
    """Send what is next, up to a batch; gives how many entries were taken.

    Nothing is sent where another process sends already, the subscription is disabled or gone, or its next try
    is due later. Raises Abandoned when it was called off.
    """
    with _held(engine, subscription, outgoing) as held:
        if held is None:
            return 0
        try:
            batch, through = _read_batch(engine, held)
        except BadFilter as error:
            _disable(engine, held, f"its filter cannot be read any longer: {error.why}", outgoing)
            return 0
        taken = _send_in_order(engine, held, batch, outgoing)
        if taken == len(batch) and through > held.position:
            _pass_over(engine, held, through, outgoing)
        return taken


@contextmanager
def _held(engine: Engine, subscription: str, outgoing: Outgoing) -> Iterator[Subscription | None]:
    """The subscription, for us alone until the block ends; None where it is not ours to send for."""
    with transaction(engine) as connection:
        held = hold(connection, subscription, outgoing.lease, now=outgoing.now())
    try:
        yield held
    finally:
        if held is not None:
            with transaction(engine) as connection:
                let_go(connection, held, outgoing.lease)


def _read_batch(engine: Engine, held: Subscription) -> tuple[tuple[PublishedEntry, ...], int]:
    """What is wanted next, and the position up to which nothing else is."""
    with engine.connect() as connection:
        wanted = read_filter(connection, held.query)
        minor = held.minor or wanted.wants_minor
        return entries_after(
            connection,
            held.position,
            wanted=EntriesWanted(filter=wanted, series=held.series, minor=minor),
            limit=_AT_ONCE,
        )


def _send_in_order(
    engine: Engine, held: Subscription, batch: tuple[PublishedEntry, ...], outgoing: Outgoing
) -> int:
    """How many were taken, one after the other, before one was not or the subscription was changed."""
    for number, entry in enumerate(batch):
        message = message_of_entry(entry)
        answer = send_message(message, held, outgoing)
        if not _write_down(engine, held, message, answer, outgoing):
            return number
    return len(batch)


def _write_down(
    engine: Engine, held: Subscription, message: Message, answer: Answer, outgoing: Outgoing
) -> bool:
    """Whether to go on with the next entry."""
    position = message.position or 0
    attempt = held.failures_of(position) + 1
    now = outgoing.now()
    delivery = delivery_of(message, answer, name=outgoing.new_id(), attempt=attempt, at=now)
    with transaction(engine) as connection:
        if not is_kept(connection, held):
            return False
        add_delivery(connection, held.id, delivery)
        if answer.taken:
            return move_on(connection, held, outgoing.lease, position=position, now=now)
        return _wait_or_end(connection, held, delivery, answer, outgoing)


def _wait_or_end(
    connection: Connection, held: Subscription, delivery: Delivery, answer: Answer, outgoing: Outgoing
) -> bool:
    """Never whether to go on: what comes behind the entry waits for it."""
    follows = after_failure(
        answer,
        failures=delivery.attempt,
        schedule=outgoing.schedule,
        chance=outgoing.chance(),
        now=delivery.at,
    )
    if isinstance(follows, Disabled):
        disable_held(connection, held, outgoing.lease, follows)
    else:
        put_off(connection, held, outgoing.lease, follows, trying=delivery.position or 0)
    return False


def _pass_over(engine: Engine, held: Subscription, through: int, outgoing: Outgoing) -> None:
    """What lies there is not wanted: it need not be looked at again."""
    with transaction(engine) as connection:
        move_on(connection, held, outgoing.lease, position=through, now=outgoing.now())


def _disable(engine: Engine, held: Subscription, why: str, outgoing: Outgoing) -> None:
    with transaction(engine) as connection:
        disable_held(connection, held, outgoing.lease, Disabled(at=outgoing.now(), why=why))
