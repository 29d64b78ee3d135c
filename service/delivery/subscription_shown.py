"""A subscription and its last attempts as its page shows them: sentences and words, nothing to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.delivery.delivery_log import Delivery
from service.delivery.signing_secrets import scheme_of
from service.delivery.subscription import Secret, Subscription

__all__ = ["DeliveryShown", "SubscriptionShown", "delivery_shown", "subscription_shown"]

_SCHEMES = {"hmac": "a shared secret (HMAC-SHA256)", "ed25519": "a key of ours (Ed25519)"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryShown:
    """One attempt; `note` is empty where it was taken."""

    when: str
    what: str
    came_of_it: str
    note: str
    taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionShown:
    """All that the page shows of a subscription; `active` says which button it has."""

    id: str
    path: str
    url: str
    note: str
    of: str
    state: str
    active: bool
    well: bool
    position: int
    made: str
    signed_by: tuple[str, ...]
    deliveries: tuple[DeliveryShown, ...]


def subscription_shown(
    subscription: Subscription, deliveries: Sequence[Delivery], *, now: datetime
) -> SubscriptionShown:
    """The page of a subscription; attempts in the order in which they are given."""
    return SubscriptionShown(
        id=subscription.id,
        path=f"/subscriptions/{subscription.id}",
        url=subscription.url,
        note=subscription.note,
        of=_of(subscription),
        state=_state(subscription),
        active=subscription.disabled is None,
        well=subscription.disabled is None and not subscription.failures,
        position=subscription.position,
        made=_minute(subscription.created_at),
        signed_by=tuple(_signed_by(one) for one in subscription.secrets if one.signs_at(now)),
        deliveries=tuple(map(delivery_shown, deliveries)),
    )


def delivery_shown(delivery: Delivery) -> DeliveryShown:
    """An attempt in words."""
    what = "a test" if delivery.position is None else f"entry {delivery.position}"
    answer = "no answer" if delivery.status is None else f"answered {delivery.status}"
    return DeliveryShown(
        when=_minute(delivery.at),
        what=what + (f", try {delivery.attempt}" if delivery.attempt > 1 else ""),
        came_of_it=f"{answer} in {delivery.milliseconds} ms",
        note="" if delivery.taken else delivery.note,
        taken=delivery.taken,
    )


def _of(subscription: Subscription) -> str:
    series = f"the series {subscription.series}" if subscription.series else "all series"
    asked = f", as far as {subscription.query} holds" if subscription.query else ""
    return f"{series}{asked}{', cosmetic changes too' if subscription.minor else ''}"


def _state(subscription: Subscription) -> str:
    if subscription.disabled is not None:
        return f"Nothing is sent since {_minute(subscription.disabled.at)}: {subscription.disabled.why}."
    if subscription.failures:
        often = "once" if subscription.failures == 1 else f"{subscription.failures} times"
        return f"The next entry failed {often}; it is tried again at {_minute(subscription.wake_at)}."
    return "Entries are sent as they are published."


def _signed_by(secret: Secret) -> str:
    ends = "" if secret.until is None else f", until {_minute(secret.until)}"
    return f"{_SCHEMES[scheme_of(secret.value)]}{ends}"


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
