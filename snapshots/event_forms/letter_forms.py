"""A letter's stream: the letter as it came in, as it was read, and that it was withdrawn."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from snapshots.event_forms.form import Form
from snapshots.fact_json import spans_from_json, spans_to_json
from snapshots.letter_events import (
    GoneStatement,
    LetterReceived,
    LetterReread,
    LetterWithdrawn,
    SnapshotSealed,
    StatementRecorded,
)
from snapshots.letter_json import (
    coverage_from_json,
    coverage_to_json,
    finding_from_json,
    finding_to_json,
    heading_from_json,
    heading_to_json,
    source_from_json,
    source_to_json,
    statement_from_json,
    statement_to_json,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from snapshots.letter_events import Event
    from snapshots.letter_json import Json

__all__ = ["LETTER_FORMS"]

_FACTS = ("amounts", "deadlines", "dates", "quantities", "next_actors")


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


def _withdrawn_to_data(event: LetterWithdrawn) -> Json:
    return {"reason": event.reason}


def _withdrawn_from_data(data: Json) -> LetterWithdrawn:
    return LetterWithdrawn(**data)


LETTER_FORMS: Mapping[type[Event], Form] = {
    LetterReceived: Form(
        name="LetterReceived",
        schema_version=1,
        to_data=_received_to_data,
        from_data=_received_from_data,
    ),
    StatementRecorded: Form(
        name="StatementRecorded",
        schema_version=2,
        to_data=_statement_to_data,
        from_data=_statement_from_data,
    ),
    SnapshotSealed: Form(
        name="SnapshotSealed",
        schema_version=2,
        to_data=_sealed_to_data,
        from_data=_sealed_from_data,
    ),
    LetterReread: Form(
        name="LetterReread",
        schema_version=1,
        to_data=_reread_to_data,
        from_data=_reread_from_data,
    ),
    LetterWithdrawn: Form(
        name="LetterWithdrawn",
        schema_version=1,
        to_data=_withdrawn_to_data,
        from_data=_withdrawn_from_data,
    ),
}
