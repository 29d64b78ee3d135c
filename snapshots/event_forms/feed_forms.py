"""A series' feed: what went out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from snapshots.event_forms.form import Form
from snapshots.letter_events import EntryPublished

if TYPE_CHECKING:
    from collections.abc import Mapping

    from snapshots.letter_events import Event
    from snapshots.letter_json import Json

__all__ = ["FEED_FORMS"]


def _published_to_data(event: EntryPublished) -> Json:
    return {
        "series": event.series,
        "entry": event.entry,
        "kind": event.kind,
        "old": event.old,
        "new": event.new,
        "item": event.item,
        "title": event.title,
        "minor": event.minor,
        "content": dict(event.content),
    }


def _published_from_data(data: Json) -> EntryPublished:
    return EntryPublished(**data)


FEED_FORMS: Mapping[type[Event], Form] = {
    EntryPublished: Form(
        name="EntryPublished",
        schema_version=1,
        to_data=_published_to_data,
        from_data=_published_from_data,
    ),
}
