"""A webhook as it is sent: body and headers by the Standard Webhooks spec, version 1.0.0.

The id is the same however often a message is tried, sent anew or sent to others, so a receiver that keeps the
ids that it has seen takes each entry once. It is made of the entry's own id, which has full stops in it: the
spec allows none, since they part what is signed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from service.delivery.signing_secrets import signature_by
from service.projections.entries import LETTER, PublishedEntry
from service.projections.tables import compact_json
from service.publishing.published_json import published_entry_to_json
from snapshots.letter_json import Json, moment_to_json

__all__ = ["Message", "message_of_entry", "message_of_test", "signed_headers", "type_of_entry"]

_CORRECTION = "correction"
# 128 bits: as many as a UUID has.
_ID_DIGITS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is sent: `id` is the idempotency key; `position` is the entry's in the log, None of a test."""

    id: str
    body: bytes
    position: int | None


def message_of_entry(entry: PublishedEntry) -> Message:
    """The message of an entry: always the same bytes under the same id."""
    digest = sha256(entry.event.entry.encode()).hexdigest()
    return Message(
        id=f"msg_{digest[:_ID_DIGITS]}",
        body=_body(type_of_entry(entry), entry.published_at, published_entry_to_json(entry)),
        position=entry.position,
    )


def message_of_test(*, name: str, at: datetime, subscription: str) -> Message:
    """A message that says nothing but that it was asked for; `name` tells it from other tests."""
    data = {"subscription": subscription, "note": "Somebody asked for a test of this subscription."}
    return Message(id=f"test_{name}", body=_body("test", at, data), position=None)


def type_of_entry(entry: PublishedEntry) -> str:
    """`letter` for the entry that announces a letter, `correction` for one that corrects, else `change`."""
    kind = entry.event.kind
    return kind if kind in (LETTER, _CORRECTION) else "change"


def signed_headers(message: Message, *, secrets: Sequence[str], at: datetime) -> tuple[tuple[str, str], ...]:
    """The headers of a message sent at that moment, with a signature by each of the secrets, in order."""
    seconds = str(int(at.timestamp()))
    content = b".".join([message.id.encode(), seconds.encode(), message.body])
    return (
        ("webhook-id", message.id),
        ("webhook-timestamp", seconds),
        ("webhook-signature", " ".join(signature_by(secret, content) for secret in secrets)),
    )


def _body(kind: str, at: datetime, data: Json) -> bytes:
    return compact_json({"type": kind, "timestamp": moment_to_json(at), "data": data}).encode()
