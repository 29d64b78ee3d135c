"""Subscriptions and attempts as programs get them, from the API and the command line alike."""

from __future__ import annotations

from service.delivery.delivery_log import Delivery
from service.delivery.signing_secrets import scheme_of, shown_to_receiver
from service.delivery.subscribe import Subscribed
from service.delivery.subscription import Secret, Subscription
from snapshots.letter_json import Json, moment_to_json

__all__ = ["delivery_to_json", "subscribed_to_json", "subscription_to_json"]


def subscription_to_json(subscription: Subscription) -> Json:
    """Everything about it but what is shown once: its token, and a secret that both sides know."""
    disabled = subscription.disabled
    return {
        "id": subscription.id,
        "url": subscription.url,
        "note": subscription.note,
        "series": subscription.series,
        "q": subscription.query,
        "minor": subscription.minor,
        "state": "active" if disabled is None else "disabled",
        "disabled": None if disabled is None else {"at": moment_to_json(disabled.at), "why": disabled.why},
        "position": subscription.position,
        "failures": subscription.failures,
        "next_try": moment_to_json(subscription.wake_at) if subscription.failures else None,
        "created_at": moment_to_json(subscription.created_at),
        "signing": [_secret_to_json(secret) for secret in subscription.secrets],
    }


def subscribed_to_json(made: Subscribed) -> Json:
    """A new subscription with what is shown this once: its token, and what its receiver checks by."""
    return {
        "subscription": subscription_to_json(made.subscription),
        "token": made.token,
        "secret": made.subscription.key_shown,
    }


def delivery_to_json(delivery: Delivery) -> Json:
    """An attempt; `webhook_id` is the idempotency key that it had."""
    return {
        "id": delivery.id,
        "at": moment_to_json(delivery.at),
        "webhook_id": delivery.message,
        "position": delivery.position,
        "attempt": delivery.attempt,
        "taken": delivery.taken,
        "status": delivery.status,
        "note": delivery.note,
        "milliseconds": delivery.milliseconds,
    }


def _secret_to_json(secret: Secret) -> Json:
    scheme = scheme_of(secret.value)
    return {
        "scheme": scheme,
        "public_key": shown_to_receiver(secret.value) if scheme == "ed25519" else None,
        "until": None if secret.until is None else moment_to_json(secret.until),
    }
