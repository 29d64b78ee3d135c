"""Tests of subscriptions wait for their receivers in threads that others need, too: a few at a time."""

from __future__ import annotations

from threading import BoundedSemaphore

from sqlalchemy import Engine

from service.delivery.delivery_log import Delivery
from service.delivery.manage_subscription import send_test
from service.delivery.outgoing import Outgoing
from service.too_much import TooManyTests

__all__ = ["send_test_in_turn"]

_AT_ONCE = 4
_places = BoundedSemaphore(_AT_ONCE)


def send_test_in_turn(engine: Engine, subscription: str, outgoing: Outgoing) -> Delivery:
    """Send a test at once and give what came of it; raises TooManyTests, also where too many are running."""
    if not _places.acquire(blocking=False):
        raise TooManyTests(_AT_ONCE, at_once=True)
    try:
        return send_test(engine, subscription, outgoing)
    finally:
        _places.release()
