"""What sending does to the row of a subscription under its lease: hold, move on, put off, disable, let go.

Each of these happens only while the lease is ours and nobody has changed the subscription meanwhile (its
version); otherwise nothing happens, and whoever sends stops and looks anew.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select, update

from service.delivery.after_failure import PutOff
from service.delivery.kept_subscriptions import load_subscription
from service.delivery.leases import Lease, is_free, release, take
from service.delivery.subscription import Disabled, Subscription
from service.delivery.tables import subscriptions
from service.projections.tables import entries
from snapshots.letter_json import moment_to_json

__all__ = ["disable_held", "due_subscriptions", "hold", "is_kept", "let_go", "move_on", "put_off"]


def due_subscriptions(connection: Connection, *, now: datetime, limit: int) -> tuple[str, ...]:
    """The ids of those that have something before them and may be sent to, who waits longest first."""
    head = select(func.max(entries.c.position)).scalar_subquery()
    due = select(subscriptions.c.id).where(_may_be_sent_to(now), subscriptions.c.position < head)
    return tuple(connection.scalars(due.order_by(subscriptions.c.wake_at, subscriptions.c.id).limit(limit)))


def hold(connection: Connection, subscription: str, lease: Lease, *, now: datetime) -> Subscription | None:
    """The subscription, ours from now on; None where another sends for it, or nobody may just now."""
    row = and_(subscriptions.c.id == subscription, _may_be_sent_to(now))
    if not take(connection, subscriptions, row, lease, now=now):
        return None
    return load_subscription(connection, subscription)


def is_kept(connection: Connection, held: Subscription) -> bool:
    """Whether it is there still; if so, until the transaction ends."""
    query = select(subscriptions.c.id).where(subscriptions.c.id == held.id).with_for_update()
    return connection.scalar(query) is not None


def move_on(
    connection: Connection, held: Subscription, lease: Lease, *, position: int, now: datetime
) -> bool:
    """Everything up to this position is delivered or passed over; the lease is prolonged."""
    done = {"position": position, "trying": None, "failures": 0, "wake_at": moment_to_json(now)}
    return _change(connection, held, lease, done | lease.columns(now))


def put_off(connection: Connection, held: Subscription, lease: Lease, put: PutOff, *, trying: int) -> bool:
    """The entry at `trying` waits."""
    wait = {"trying": trying, "failures": put.failures, "wake_at": moment_to_json(put.until)}
    return _change(connection, held, lease, wait)


def disable_held(connection: Connection, held: Subscription, lease: Lease, disabled: Disabled) -> bool:
    """Nothing more is sent, until somebody resumes; the position stays, so that nothing is lost."""
    off = {"disabled_at": moment_to_json(disabled.at), "disabled_why": disabled.why}
    return _change(connection, held, lease, off | {"trying": None, "failures": 0})


def let_go(connection: Connection, held: Subscription, lease: Lease) -> None:
    """Others may send from now on."""
    release(connection, subscriptions, subscriptions.c.id == held.id, lease)


def _change(connection: Connection, held: Subscription, lease: Lease, columns: dict[str, Any]) -> bool:
    ours = and_(
        subscriptions.c.id == held.id,
        subscriptions.c.lease == lease.holder,
        subscriptions.c.version == held.version,
    )
    changed = update(subscriptions).where(ours).values(columns).returning(subscriptions.c.id)
    return connection.scalar(changed) is not None


def _may_be_sent_to(now: datetime) -> ColumnElement[bool]:
    return and_(
        subscriptions.c.disabled_at.is_(None),
        subscriptions.c.wake_at <= moment_to_json(now),
        is_free(subscriptions, now),
    )
