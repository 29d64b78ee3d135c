"""What is personal is not kept longer than it is needed: old attempts go, and what was disabled long ago."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine

from service.database import transaction
from service.delivery.delivery_log import forget_deliveries_before
from service.delivery.kept_subscriptions import forget_disabled_before

__all__ = ["Keeping", "forget_expired"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How long attempts are kept, and subscriptions to which nothing is sent any more."""

    attempts: timedelta = timedelta(days=30)
    disabled: timedelta = timedelta(days=90)


def forget_expired(engine: Engine, keeping: Keeping, *, now: datetime) -> tuple[int, int]:
    """Delete what has expired; gives how many attempts and how many subscriptions that were."""
    with transaction(engine) as connection:
        attempts = forget_deliveries_before(connection, now - keeping.attempts)
        subscriptions = forget_disabled_before(connection, now - keeping.disabled)
    return attempts, subscriptions
