"""A subscription: where to send, what of all that is published, and how far that has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from service.delivery.signing_secrets import shown_to_receiver

__all__ = ["Disabled", "Secret", "Subscription", "rotated"]

# How long the secret before still signs, so that a receiver can change over at its leisure.
_BOTH_SIGN = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A secret (signing_secrets.py) that signs `until` then; None for as long as there is no other."""

    value: str = field(repr=False)
    until: datetime | None = None

    def signs_at(self, moment: datetime) -> bool:
        """Whether messages of that moment are signed by it."""
        return self.until is None or moment < self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Disabled:
    """Nothing is sent since then, and why."""

    at: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Somebody's wish for what is published.

    `series` and `query` narrow it as they do a feed, and `minor` adds cosmetic changes; `secrets` are the
    newest first. Up to `position` everything was delivered or passed over; the entry at `trying` failed
    `failures` times and has its next try at `wake_at`. `version` grows with every change that people make.
    """

    id: str
    url: str
    host: str
    note: str
    series: str | None
    query: str
    minor: bool
    secrets: tuple[Secret, ...]
    created_at: datetime
    disabled: Disabled | None
    position: int
    trying: int | None
    failures: int
    wake_at: datetime
    version: int

    def secrets_at(self, moment: datetime) -> tuple[str, ...]:
        """Those that sign at that moment, the newest first."""
        return tuple(secret.value for secret in self.secrets if secret.signs_at(moment))

    @property
    def key_shown(self) -> str:
        """What the receiver checks by: the shared secret, or the public key."""
        return shown_to_receiver(self.secrets[0].value)

    def failures_of(self, position: int) -> int:
        """How often the entry at that position failed already."""
        return self.failures if self.trying == position else 0


def rotated(secrets: tuple[Secret, ...], new: str, *, now: datetime) -> tuple[Secret, ...]:
    """The secrets with a new one in front; the one before signs for a day more, older ones no longer."""
    ends = now + _BOTH_SIGN
    older = tuple(
        Secret(value=one.value, until=ends if one.until is None else min(one.until, ends))
        for one in secrets
        if one.signs_at(now)
    )
    return (Secret(value=new), *older)
