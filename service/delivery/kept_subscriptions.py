"""The table of subscriptions: rows become values here, and values rows."""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from service.delivery.subscription import Disabled, Secret, Subscription
from service.delivery.tables import subscriptions
from service.errors import NoAccess, UnknownSubscription
from service.projections.tables import compact_json
from snapshots.letter_json import moment_from_json, moment_to_json

__all__ = [
    "add_subscription",
    "change_subscription",
    "count_subscriptions",
    "forget_disabled_before",
    "list_subscriptions",
    "load_subscription",
    "opened_by",
    "remove_subscription",
]


def add_subscription(connection: Connection, subscription: Subscription, *, token: str) -> None:
    """Keep a new subscription; of its token only the hash is kept."""
    row = _columns(subscription) | {"token_sha256": _hash_of(token)}
    connection.execute(insert(subscriptions).values(row))


def load_subscription(connection: Connection, subscription: str) -> Subscription:
    """The subscription of that id, held until the transaction ends; raises UnknownSubscription."""
    query = select(subscriptions).where(subscriptions.c.id == subscription).with_for_update()
    row = connection.execute(query).first()
    if row is None:
        raise UnknownSubscription(subscription)
    return _subscription(row)


def opened_by(connection: Connection, token: str) -> Subscription:
    """The subscription that the token opens; raises NoAccess where it opens none."""
    row = connection.execute(
        select(subscriptions).where(subscriptions.c.token_sha256 == _hash_of(token))
    ).first()
    if row is None:
        raise NoAccess
    return _subscription(row)


def list_subscriptions(connection: Connection) -> tuple[Subscription, ...]:
    """All of them, the oldest first."""
    rows = connection.execute(select(subscriptions).order_by(subscriptions.c.created_at, subscriptions.c.id))
    return tuple(map(_subscription, rows))


def count_subscriptions(connection: Connection, *, host: str | None = None) -> int:
    """How many there are, in all or to one host."""
    query = select(func.count()).select_from(subscriptions)
    if host is not None:
        query = query.where(subscriptions.c.host == host)
    return connection.scalar(query) or 0


def change_subscription(connection: Connection, changed: Subscription) -> Subscription:
    """Keep what somebody changed of a subscription that `load_subscription` gave in this transaction.

    Its version grows, so that whoever is sending for it just now does not write over the change.
    """
    columns = _columns(changed) | {"version": changed.version + 1}
    connection.execute(update(subscriptions).where(subscriptions.c.id == changed.id).values(columns))
    return load_subscription(connection, changed.id)


def remove_subscription(connection: Connection, subscription: str) -> None:
    """Delete it and all that was kept of it; raises UnknownSubscription where there is none."""
    gone = delete(subscriptions).where(subscriptions.c.id == subscription).returning(subscriptions.c.id)
    if connection.execute(gone).first() is None:
        raise UnknownSubscription(subscription)


def forget_disabled_before(connection: Connection, moment: datetime) -> int:
    """Delete those that were disabled before then, and all that was kept of them; gives their number."""
    gone = delete(subscriptions).where(subscriptions.c.disabled_at < moment_to_json(moment))
    return len(connection.execute(gone.returning(subscriptions.c.id)).all())


def _hash_of(token: str) -> str:
    # A token has 256 random bits: there is nothing to guess, so nothing that a slow hash would protect.
    return sha256(token.encode("utf-8", errors="replace")).hexdigest()


def _columns(subscription: Subscription) -> dict[str, Any]:
    disabled = subscription.disabled
    return {
        "id": subscription.id,
        "url": subscription.url,
        "host": subscription.host,
        "note": subscription.note,
        "series": subscription.series,
        "query": subscription.query,
        "minor": subscription.minor,
        "secrets": compact_json([_secret_to_json(secret) for secret in subscription.secrets]),
        "created_at": moment_to_json(subscription.created_at),
        "disabled_at": None if disabled is None else moment_to_json(disabled.at),
        "disabled_why": None if disabled is None else disabled.why,
        "position": subscription.position,
        "trying": subscription.trying,
        "failures": subscription.failures,
        "wake_at": moment_to_json(subscription.wake_at),
        "version": subscription.version,
    }


def _subscription(row: Row[Any]) -> Subscription:
    return Subscription(
        id=row.id,
        url=row.url,
        host=row.host,
        note=row.note,
        series=row.series,
        query=row.query,
        minor=row.minor,
        secrets=tuple(map(_secret_from_json, json.loads(row.secrets))),
        created_at=moment_from_json(row.created_at),
        disabled=_disabled(row),
        position=row.position,
        trying=row.trying,
        failures=row.failures,
        wake_at=moment_from_json(row.wake_at),
        version=row.version,
    )


def _disabled(row: Row[Any]) -> Disabled | None:
    if row.disabled_at is None:
        return None
    return Disabled(at=moment_from_json(row.disabled_at), why=row.disabled_why)


def _secret_to_json(secret: Secret) -> dict[str, str | None]:
    return {"value": secret.value, "until": None if secret.until is None else moment_to_json(secret.until)}


def _secret_from_json(kept: dict[str, str | None]) -> Secret:
    until = kept["until"]
    return Secret(value=str(kept["value"]), until=None if until is None else moment_from_json(until))
