"""Subscriptions as OpenAPI describes them and as they are asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from service.delivery.subscribe import LONGEST_NOTE
from service.routes.reading_models import Out

__all__ = [
    "AlterationIn",
    "DeliveryList",
    "DeliveryOut",
    "ReplayIn",
    "SecretIn",
    "SecretOut",
    "SubscribedOut",
    "SubscriptionList",
    "SubscriptionOut",
    "WishIn",
]

_URL = "Where to send: https, with a port that is 443, 80 or above 1023, reached from the whole internet."
_QUERY = "Only what this filter holds of, as in `partner:EG kind:deadline`; without one, letters too."
_SERIES = "Only what is published of this series."
_MINOR = "Cosmetic changes, too."
_NOTE = "What it is for, to people; deleted with the subscription."
_SECRET = "What the receiver checks by: `whsec_...`, known to both sides, or `whpk_...`, a public key."  # noqa: S105
# The largest position that a database counts to.
_LAST = 2**63 - 1

_Scheme = Literal["hmac", "ed25519"]


class WishIn(Out):
    """What to send, and where."""

    url: str = Field(description=_URL, examples=["https://receiver.example/letters"], max_length=2_000)
    series: str | None = Field(default=None, description=_SERIES, max_length=64)
    q: str = Field(default="", description=_QUERY, max_length=1_000)
    minor: bool = Field(default=False, description=_MINOR)
    note: str = Field(default="", description=_NOTE, max_length=LONGEST_NOTE)
    signing: _Scheme = Field(default="hmac", description="How messages are signed (Standard Webhooks).")
    after: int | None = Field(
        default=None,
        ge=0,
        le=_LAST,
        description="The position to begin behind: 0 for all that was ever published. Without it, what is "
        "published from now on.",
    )


class AlterationIn(Out):
    """What is to be different; what is left out stays as it is."""

    url: str | None = Field(default=None, description=_URL, max_length=2_000)
    series: str | None = Field(default=None, description=f"{_SERIES} Empty for all.", max_length=64)
    q: str | None = Field(default=None, description=_QUERY, max_length=1_000)
    minor: bool | None = Field(default=None, description=_MINOR)
    note: str | None = Field(default=None, description=_NOTE, max_length=LONGEST_NOTE)
    state: Literal["active", "disabled"] | None = Field(
        default=None, description="`active` goes on at the position where it stopped, `disabled` stops."
    )


class ReplayIn(Out):
    """From where on everything is sent again."""

    after: int = Field(ge=0, le=_LAST, description="The position; 0 for all that was ever published.")


class SecretIn(Out):
    """How messages are to be signed from now on."""

    signing: _Scheme = Field(default="hmac", description="By a shared secret, or by a key of ours.")


class DisabledOut(Out):
    """Since when nothing is sent, and why."""

    at: datetime
    why: str


class SigningOut(Out):
    """A secret that messages are signed by; the newest stands first."""

    scheme: _Scheme
    public_key: str | None = Field(description="`whpk_...`; null where the secret is a shared one.")
    until: datetime | None = Field(description="When it ends, where another has taken its place.")


class SubscriptionOut(Out):
    """A subscription, without its token and its secret."""

    id: str
    url: str
    note: str
    series: str | None
    q: str
    minor: bool
    state: Literal["active", "disabled"]
    disabled: DisabledOut | None
    position: int = Field(description="Everything up to there was delivered, or is not asked for.")
    failures: int = Field(description="How often the entry that is next failed.")
    next_try: datetime | None = Field(description="When it is tried again, where it failed.")
    created_at: datetime
    signing: list[SigningOut]


class SubscribedOut(Out):
    """A new subscription, with what is shown this once."""

    subscription: SubscriptionOut
    token: str = Field(description="Opens the subscription to whoever has it; kept here as a hash alone.")
    secret: str = Field(description=_SECRET)


class SecretOut(Out):
    """The subscription with a new secret, which is shown this once."""

    subscription: SubscriptionOut
    secret: str = Field(description=_SECRET)


class SubscriptionList(Out):
    """The subscriptions that the token opens: one."""

    subscriptions: list[SubscriptionOut]
    next: str | None


class DeliveryOut(Out):
    """One attempt, and what came of it."""

    id: str
    at: datetime
    webhook_id: str = Field(description="The idempotency key: the same for every attempt of an entry.")
    position: int | None = Field(description="That of the entry; null of a test.")
    attempt: int = Field(ge=1)
    taken: bool
    status: int | None = Field(description="As answered; null where nothing was, and `note` says why.")
    note: str = Field(description="The beginning of what was answered.")
    milliseconds: int


class DeliveryList(Out):
    """Attempts, the newest first."""

    deliveries: list[DeliveryOut]
    next: str | None
