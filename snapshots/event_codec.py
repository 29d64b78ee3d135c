"""An event and its stored form: type name, schema version, canonical bytes (RFC 8785).

The names and versions in `event_forms/` are for ever: the log holds them. A new shape gets the next schema
version and an upcast from the one before; what was stored is never written anew.

Two byte strings matter. The *data* of an event, `canonical_data`, is what a snapshot's Merkle tree is made
over. The *body*, `encode`, is what the log stores and hashes: the data with everything the log says about it
(stream, version, type, time), so that none of it can change unnoticed. RFC 8785 writes an object the same
way wherever it stands, so the data's bytes are found again inside the body.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import rfc8785

from snapshots.errors import UnknownEventType
from snapshots.event_forms.candidate_forms import CANDIDATE_FORMS
from snapshots.event_forms.decision_forms import DECISION_FORMS
from snapshots.event_forms.feed_forms import FEED_FORMS
from snapshots.event_forms.letter_forms import LETTER_FORMS
from snapshots.event_forms.window_forms import WINDOW_FORMS
from snapshots.letter_json import moment_from_json, moment_to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from snapshots.event_forms.form import Form
    from snapshots.letter_events import Event
    from snapshots.letter_json import Json

    Upcasts = Mapping[tuple[str, int], Callable[[Json], Json]]

__all__ = ["UPCASTS", "StoredEvent", "canonical_data", "data_in", "decode", "encode", "stored_name"]


def _sealed_without_running(data: Json) -> Json:
    """Only how much of the letter was page headers and footers was kept, not where they stood."""
    return {**data, "running": []}


def _recorded_without_commitment(data: Json) -> Json:
    """Neither how firm a promise is nor who must act next was read."""
    return {**data, "commitment": None, "next_actors": []}


# (type name, schema version) -> what makes of its data that of the next schema version.
UPCASTS: Upcasts = {
    ("SnapshotSealed", 1): _sealed_without_running,
    ("StatementRecorded", 1): _recorded_without_commitment,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """What a body says: the event, where and when it was recorded, its stored name and shape."""

    event: Event
    stream: str
    version: int
    type: str
    schema_version: int
    recorded_at: datetime


def stored_name(event: Event) -> tuple[str, int]:
    """The type name and schema version that this event is stored under."""
    form = _FORMS[type(event)]
    return form.name, form.schema_version


def canonical_data(event: Event) -> bytes:
    """The event's own fields as RFC 8785 bytes.

    Raises ValueError for what those bytes cannot carry: a lone surrogate, NaN, an integer beyond 2^53.
    """
    return rfc8785.dumps(_FORMS[type(event)].to_data(event))


def encode(event: Event, *, stream: str, version: int, recorded_at: datetime) -> bytes:
    """The body that the log stores and hashes; raises ValueError as `canonical_data` does."""
    form = _FORMS[type(event)]
    return rfc8785.dumps(
        {
            "data": form.to_data(event),
            "recorded_at": moment_to_json(recorded_at),
            "schema_version": form.schema_version,
            "stream": stream,
            "type": form.name,
            "version": version,
        }
    )


def decode(body: bytes, *, upcasts: Upcasts | None = None) -> StoredEvent:
    """What `encode` was given; data of an older schema version is brought up to date by `upcasts` (UPCASTS).

    Raises UnknownEventType for a name, or a schema version, that this version of the code does not know.
    """
    stored = json.loads(body)
    name, schema_version = stored["type"], stored["schema_version"]
    form = _BY_NAME.get(name)
    if form is None:
        raise UnknownEventType(name, schema_version)
    known = UPCASTS if upcasts is None else upcasts
    return StoredEvent(
        event=form.from_data(_up_to_date(stored["data"], form, schema_version, known)),
        stream=stored["stream"],
        version=stored["version"],
        type=name,
        schema_version=schema_version,
        recorded_at=moment_from_json(stored["recorded_at"]),
    )


def data_in(body: bytes) -> bytes:
    """The canonical data as it stands in a body that `encode` gave, whatever its schema version.

    A tree over a snapshot was made of these bytes; what an upcast adds to them is not in it.
    """
    return body[len(b'{"data":') : body.rindex(b',"recorded_at":"')]


def _up_to_date(data: Json, form: Form, schema_version: int, upcasts: Upcasts) -> Json:
    while schema_version != form.schema_version:
        upcast = upcasts.get((form.name, schema_version))
        if upcast is None:
            raise UnknownEventType(form.name, schema_version)
        data, schema_version = upcast(data), schema_version + 1
    return data


_FORMS: Mapping[type[Event], Form] = {
    **LETTER_FORMS,
    **FEED_FORMS,
    **WINDOW_FORMS,
    **DECISION_FORMS,
    **CANDIDATE_FORMS,
}
_BY_NAME = {form.name: form for form in _FORMS.values()}
