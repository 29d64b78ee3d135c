"""What was published, as programs get it: in lists, in streams and in webhooks alike."""

from __future__ import annotations

from service.projections.entries import PublishedEntry
from snapshots.letter_json import Json, moment_to_json

__all__ = ["published_entry_to_json"]


def published_entry_to_json(entry: PublishedEntry) -> Json:
    """The content as it was published, with its position, the id of its entry, and when.

    `id` is the idempotency key: whoever is given an entry twice knows it by that.
    """
    return {
        "position": entry.position,
        "id": entry.event.entry,
        "published_at": moment_to_json(entry.published_at),
        **entry.event.content,
    }
