"""An event and its stored form: type name, schema version, canonical bytes (RFC 8785).

The names and versions in `_FORMS` are for ever: the log holds them. A new shape gets the next schema version
and an upcast from the one before; what was stored is never written anew.

Two byte strings matter. The *data* of an event, `canonical_data`, is what a snapshot's Merkle tree is made
over. The *body*, `encode`, is what the log stores and hashes: the data with everything the log says about it
(stream, version, type, time), so that none of it can change unnoticed. RFC 8785 writes an object the same
way wherever it stands, so the data's bytes are found again inside the body.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import rfc8785

from snapshots.errors import UnknownEventType
from snapshots.letter_events import (
    EntryPublished,
    Event,
    GoneStatement,
    LetterReceived,
    LetterReread,
    LetterWithdrawn,
    LinkDecided,
    LinkDecisionUndone,
    SnapshotSealed,
    StatementRecorded,
)
from snapshots.letter_json import (
    Json,
    coverage_from_json,
    coverage_to_json,
    finding_from_json,
    finding_to_json,
    heading_from_json,
    heading_to_json,
    moment_from_json,
    moment_to_json,
    source_from_json,
    source_to_json,
    spans_from_json,
    spans_to_json,
    statement_from_json,
    statement_to_json,
)
from snapshots.link_decisions import Pair, Place, Verdict, pair_to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

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

_FACTS = ("amounts", "deadlines", "dates", "quantities", "next_actors")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """What a body says: the event, where and when it was recorded, its stored name and shape."""

    event: Event
    stream: str
    version: int
    type: str
    schema_version: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    name: str
    schema_version: int
    to_data: Callable[[Any], Json]
    from_data: Callable[[Json], Event]


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


def _up_to_date(data: Json, form: _Form, schema_version: int, upcasts: Upcasts) -> Json:
    while schema_version != form.schema_version:
        upcast = upcasts.get((form.name, schema_version))
        if upcast is None:
            raise UnknownEventType(form.name, schema_version)
        data, schema_version = upcast(data), schema_version + 1
    return data


def _received_to_data(event: LetterReceived) -> Json:
    return {
        "series": event.series,
        "date": event.date.isoformat(),
        "reissue": event.reissue,
        "source": source_to_json(event.source),
    }


def _received_from_data(data: Json) -> LetterReceived:
    return LetterReceived(
        series=data["series"],
        date=date.fromisoformat(data["date"]),
        reissue=data["reissue"],
        source=source_from_json(data["source"]),
    )


def _statement_to_data(event: StatementRecorded) -> Json:
    """The public JSON but for `start` and `end` of its facts, which their spans say already."""
    data = statement_to_json(event.statement)
    one = [data["commitment"]] if data["commitment"] else []
    for fact in (*one, *(fact for name in _FACTS for fact in data[name])):
        del fact["start"], fact["end"]
    return data


def _statement_from_data(data: Json) -> StatementRecorded:
    return StatementRecorded(statement=statement_from_json(data))


def _sealed_to_data(event: SnapshotSealed) -> Json:
    return {
        "title": event.title,
        "author": event.author,
        "reference": event.reference,
        "refers_to": event.refers_to,
        "text": event.text,
        "reader": event.reader,
        "headings": [heading_to_json(heading) for heading in event.headings],
        "running": spans_to_json(event.running),
        "findings": [finding_to_json(finding) for finding in event.findings],
        "coverage": coverage_to_json(event.coverage),
        "count": event.count,
        "root": event.root,
    }


def _sealed_from_data(data: Json) -> SnapshotSealed:
    return SnapshotSealed(
        title=data["title"],
        author=data["author"],
        reference=data["reference"],
        refers_to=data["refers_to"],
        text=data["text"],
        reader=data["reader"],
        headings=tuple(heading_from_json(heading) for heading in data["headings"]),
        running=spans_from_json(data["running"]),
        findings=tuple(finding_from_json(finding) for finding in data["findings"]),
        coverage=coverage_from_json(data["coverage"]),
        count=data["count"],
        root=data["root"],
    )


def _reread_to_data(event: LetterReread) -> Json:
    return {
        "reader": event.reader,
        "reason": event.reason,
        "gone": [{"statement": gone.statement, "heir": gone.heir} for gone in event.gone],
    }


def _reread_from_data(data: Json) -> LetterReread:
    return LetterReread(
        reader=data["reader"],
        reason=data["reason"],
        gone=tuple(GoneStatement(**gone) for gone in data["gone"]),
    )


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


def _withdrawn_to_data(event: LetterWithdrawn) -> Json:
    return {"reason": event.reason}


def _withdrawn_from_data(data: Json) -> LetterWithdrawn:
    return LetterWithdrawn(**data)


def _decided_to_data(event: LinkDecided) -> Json:
    return {
        "verdict": event.verdict.value,
        "pairs": [pair_to_json(pair) for pair in event.pairs],
        "actor": event.actor,
        "reason": event.reason,
    }


def _decided_from_data(data: Json) -> LinkDecided:
    return LinkDecided(
        verdict=Verdict(data["verdict"]),
        pairs=tuple(
            Pair(before=Place(**pair["before"]), after=Place(**pair["after"])) for pair in data["pairs"]
        ),
        actor=data["actor"],
        reason=data["reason"],
    )


def _undone_to_data(event: LinkDecisionUndone) -> Json:
    return {"decision": event.decision, "actor": event.actor, "reason": event.reason}


def _undone_from_data(data: Json) -> LinkDecisionUndone:
    return LinkDecisionUndone(**data)


_FORMS = {
    LetterReceived: _Form(
        name="LetterReceived",
        schema_version=1,
        to_data=_received_to_data,
        from_data=_received_from_data,
    ),
    StatementRecorded: _Form(
        name="StatementRecorded",
        schema_version=2,
        to_data=_statement_to_data,
        from_data=_statement_from_data,
    ),
    SnapshotSealed: _Form(
        name="SnapshotSealed",
        schema_version=2,
        to_data=_sealed_to_data,
        from_data=_sealed_from_data,
    ),
    LetterReread: _Form(
        name="LetterReread",
        schema_version=1,
        to_data=_reread_to_data,
        from_data=_reread_from_data,
    ),
    EntryPublished: _Form(
        name="EntryPublished",
        schema_version=1,
        to_data=_published_to_data,
        from_data=_published_from_data,
    ),
    LetterWithdrawn: _Form(
        name="LetterWithdrawn",
        schema_version=1,
        to_data=_withdrawn_to_data,
        from_data=_withdrawn_from_data,
    ),
    LinkDecided: _Form(
        name="LinkDecided",
        schema_version=1,
        to_data=_decided_to_data,
        from_data=_decided_from_data,
    ),
    LinkDecisionUndone: _Form(
        name="LinkDecisionUndone",
        schema_version=1,
        to_data=_undone_to_data,
        from_data=_undone_from_data,
    ),
}
_BY_NAME = {form.name: form for form in _FORMS.values()}
