"""A series' windows: which of its deadlines are over without a report that it was done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from snapshots.event_forms.form import Form
from snapshots.letter_events import DeadlineWindowClosed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from snapshots.letter_events import Event
    from snapshots.letter_json import Json

__all__ = ["WINDOW_FORMS"]


def _closed_to_data(event: DeadlineWindowClosed) -> Json:
    return {
        "item": event.item,
        "letter": event.letter,
        "statement": event.statement,
        "earliest": event.earliest.isoformat() if event.earliest else None,
        "latest": event.latest.isoformat(),
        "zone": event.zone,
    }


def _closed_from_data(data: Json) -> DeadlineWindowClosed:
    earliest = data["earliest"]
    days = {
        "earliest": date.fromisoformat(earliest) if earliest else None,
        "latest": date.fromisoformat(data["latest"]),
    }
    return DeadlineWindowClosed(**(data | days))


WINDOW_FORMS: Mapping[type[Event], Form] = {
    DeadlineWindowClosed: Form(
        name="DeadlineWindowClosed",
        schema_version=1,
        to_data=_closed_to_data,
        from_data=_closed_from_data,
    ),
}
