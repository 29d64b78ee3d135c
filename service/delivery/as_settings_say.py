"""What the settings say of delivery, as the values that sending and subscribing take."""

from __future__ import annotations

from datetime import timedelta

from service.delivery.forget_expired import Keeping
from service.delivery.outgoing import Outgoing
from service.delivery.ping_hub import Hub
from service.delivery.pinned_connection import WayOut
from service.delivery.subscribe import Limits
from service.settings import Settings

__all__ = ["hub_in", "keeping_in", "limits_in", "outgoing_in", "way_out_in"]


def way_out_in(settings: Settings) -> WayOut:
    """Where messages may go, and how long one attempt may take."""
    return WayOut(
        allowed=settings.webhook_networks,
        allow_http=settings.webhook_http,
        seconds=settings.webhook_seconds,
    )


def outgoing_in(settings: Settings) -> Outgoing:
    """How this process sends; another call is another sender, with leases of its own."""
    return Outgoing(way=way_out_in(settings))


def hub_in(settings: Settings) -> Hub | None:
    """The hub that is told of entries, where there is one."""
    if settings.websub_hub is None or settings.public_url is None:
        return None
    return Hub(url=settings.websub_hub, home=settings.public_url)


def limits_in(settings: Settings) -> Limits:
    """How many subscriptions there may be."""
    return Limits(in_all=settings.subscriptions_in_all, per_host=settings.subscriptions_per_host)


def keeping_in(settings: Settings) -> Keeping:
    """How long what is personal is kept."""
    return Keeping(
        attempts=timedelta(days=settings.delivery_log_days),
        disabled=timedelta(days=settings.disabled_subscription_days),
    )
