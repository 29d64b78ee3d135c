"""A series' feed: what went out, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from snapshots.event_forms.form import Form
from snapshots.letter_events import Cause, EntryCorrected, EntryPublished, EntryRetracted

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


def _corrected_to_data(event: EntryCorrected) -> Json:
    return {
        "series": event.series,
        "entry": event.entry,
        "old": event.old,
        "item": event.item,
        "title": event.title,
        "minor": event.minor,
        "content": dict(event.content),
        "because": _cause_to_data(event.because),
    }


def _corrected_from_data(data: Json) -> EntryCorrected:
    return EntryCorrected(**(data | {"because": Cause(**data["because"])}))


def _retracted_to_data(event: EntryRetracted) -> Json:
    return {"series": event.series, "entry": event.entry, "because": _cause_to_data(event.because)}


def _retracted_from_data(data: Json) -> EntryRetracted:
    return EntryRetracted(**(data | {"because": Cause(**data["because"])}))


def _cause_to_data(cause: Cause) -> Json:
    return {"stream": cause.stream, "version": cause.version}


FEED_FORMS: Mapping[type[Event], Form] = {
    EntryPublished: Form(
        name="EntryPublished",
        schema_version=1,
        to_data=_published_to_data,
        from_data=_published_from_data,
    ),
    EntryCorrected: Form(
        name="EntryCorrected",
        schema_version=1,
        to_data=_corrected_to_data,
        from_data=_corrected_from_data,
    ),
    EntryRetracted: Form(
        name="EntryRetracted",
        schema_version=1,
        to_data=_retracted_to_data,
        from_data=_retracted_from_data,
    ),
}
