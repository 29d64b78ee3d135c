"""The log of deliveries: every attempt, and what came of it. It expires, and goes with its subscription."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, tuple_

from service.delivery.post_once import Answer
from service.delivery.signed_message import Message
from service.delivery.tables import deliveries
from service.projections.pages import Page, page_of, read_cursor
from snapshots.letter_json import moment_from_json, moment_to_json

__all__ = [
    "Delivery",
    "add_delivery",
    "count_tests_since",
    "delivery_of",
    "forget_deliveries_before",
    "list_deliveries",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One attempt: the how-manieth of its message, when, and what came of it.

    `position` is that of the entry, None of a test; `status` is what was answered, None where nothing was and
    `note` says why; otherwise `note` is the beginning of the answer.
    """

    id: str
    at: datetime
    message: str
    position: int | None
    attempt: int
    taken: bool
    status: int | None
    note: str
    milliseconds: int


def delivery_of(message: Message, answer: Answer, *, name: str, attempt: int, at: datetime) -> Delivery:
    """The attempt that got this answer; `name` tells it from all others."""
    return Delivery(
        id=name,
        at=at,
        message=message.id,
        position=message.position,
        attempt=attempt,
        taken=answer.taken,
        status=answer.status,
        note=answer.note,
        milliseconds=answer.milliseconds,
    )


def add_delivery(connection: Connection, subscription: str, delivery: Delivery) -> None:
    """Keep an attempt."""
    row = {name: getattr(delivery, name) for name in Delivery.__slots__}
    row |= {"at": moment_to_json(delivery.at), "subscription": subscription}
    connection.execute(insert(deliveries).values(row))


def list_deliveries(
    connection: Connection, subscription: str, *, after: str | None = None, limit: int
) -> Page[Delivery]:
    """The attempts of a subscription, the newest first; raises BadCursor."""
    query = select(deliveries).where(deliveries.c.subscription == subscription)
    if after is not None:
        beyond = read_cursor(after, str, str)
        query = query.where(tuple_(deliveries.c.at, deliveries.c.id) < tuple_(*beyond))
    newest_first = query.order_by(deliveries.c.at.desc(), deliveries.c.id.desc()).limit(limit + 1)
    rows = [_delivery(row) for row in connection.execute(newest_first)]
    return page_of(rows, limit, lambda one: (moment_to_json(one.at), one.id))


def count_tests_since(connection: Connection, subscription: str, moment: datetime) -> int:
    """How many tests of a subscription were sent since then."""
    query = select(func.count()).where(
        deliveries.c.subscription == subscription,
        deliveries.c.position.is_(None),
        deliveries.c.at >= moment_to_json(moment),
    )
    return connection.scalar(query) or 0


def forget_deliveries_before(connection: Connection, moment: datetime) -> int:
    """Delete the attempts before then; gives their number."""
    gone = delete(deliveries).where(deliveries.c.at < moment_to_json(moment))
    return len(connection.execute(gone.returning(deliveries.c.id)).all())


def _delivery(row: Row[Any]) -> Delivery:
    columns = {name: getattr(row, name) for name in Delivery.__slots__}
    return Delivery(**(columns | {"at": moment_from_json(row.at)}))
