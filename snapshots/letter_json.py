"""A letter as JSON and back: the public shape, which `lettertrail read --json` and the API give alike.

Every `..._from_json` is the exact inverse of its `..._to_json`; equal values give equal JSON. People's
programs depend on these names: add to them, never change what stands.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from snapshots.fact_json import (
    Json,
    actor_from_json,
    actor_to_json,
    amount_from_json,
    amount_to_json,
    commitment_from_json,
    commitment_to_json,
    quantity_from_json,
    quantity_to_json,
    spans_from_json,
    spans_to_json,
    time_from_json,
    time_to_json,
)
from snapshots.letter import (
    Box,
    Column,
    Coverage,
    Finding,
    Heading,
    HeadingLevel,
    Kind,
    Letter,
    Severity,
    Source,
    Span,
    Statement,
    Status,
)

__all__ = [
    "Json",
    "coverage_from_json",
    "coverage_to_json",
    "finding_from_json",
    "finding_to_json",
    "heading_from_json",
    "heading_to_json",
    "letter_from_json",
    "letter_to_json",
    "moment_from_json",
    "moment_to_json",
    "source_from_json",
    "source_to_json",
    "statement_from_json",
    "statement_to_json",
]


def letter_to_json(letter: Letter) -> Json:
    """{"letter": {...}, "statements": [...], "findings": [...]}; statements in reading order."""
    return {
        "letter": {
            "key": letter.key,
            "series": letter.series,
            "date": letter.date.isoformat(),
            "reissue": letter.reissue,
            "title": letter.title,
            "author": letter.author,
            "reference": letter.reference,
            "refers_to": letter.refers_to,
            "source": source_to_json(letter.source),
            "text": letter.text,
            "reader": letter.reader,
            "headings": [heading_to_json(heading) for heading in letter.headings],
            "running": spans_to_json(letter.running),
            "coverage": coverage_to_json(letter.coverage),
        },
        "statements": [statement_to_json(statement) for statement in letter.statements],
        "findings": [finding_to_json(finding) for finding in letter.findings],
    }


def letter_from_json(json: Json) -> Letter:
    """The letter that `letter_to_json` gave this for; its key is computed, not read."""
    head = json["letter"]
    return Letter(
        series=head["series"],
        date=date.fromisoformat(head["date"]),
        reissue=head["reissue"],
        title=head["title"],
        author=head["author"],
        reference=head["reference"],
        refers_to=head["refers_to"],
        source=source_from_json(head["source"]),
        text=head["text"],
        reader=head["reader"],
        headings=tuple(heading_from_json(heading) for heading in head["headings"]),
        running=spans_from_json(head["running"]),
        coverage=coverage_from_json(head["coverage"]),
        statements=tuple(statement_from_json(statement) for statement in json["statements"]),
        findings=tuple(finding_from_json(finding) for finding in json["findings"]),
    )


def statement_to_json(statement: Statement) -> Json:
    """One element of "statements": every field is there, null or [] where the letter says nothing."""
    return {
        "id": statement.id,
        "spans": spans_to_json(statement.spans),
        "text": statement.text,
        "page": statement.page,
        "boxes": [_box_to_json(box) for box in statement.boxes],
        "column": statement.column.value,
        "part": statement.part,
        "priority": statement.priority,
        "topic": statement.topic,
        "parent": statement.parent,
        "partners": list(statement.partners),
        "actors": list(statement.actors),
        "kind": statement.kind.value,
        "status": statement.status.value,
        "amounts": [amount_to_json(amount) for amount in statement.amounts],
        "deadlines": [time_to_json(time) for time in statement.deadlines],
        "dates": [time_to_json(time) for time in statement.dates],
        "quantities": [quantity_to_json(quantity) for quantity in statement.quantities],
        "commitment": None if statement.commitment is None else commitment_to_json(statement.commitment),
        "next_actors": [actor_to_json(actor) for actor in statement.next_actors],
    }


def statement_from_json(json: Json) -> Statement:
    """The statement that `statement_to_json` gave this for; a fact's `start` and `end` are not needed."""
    return Statement(
        id=json["id"],
        spans=spans_from_json(json["spans"]),
        text=json["text"],
        page=json["page"],
        boxes=tuple(_box_from_json(box) for box in json["boxes"]),
        column=Column(json["column"]),
        part=json["part"],
        priority=json["priority"],
        topic=json["topic"],
        parent=json["parent"],
        partners=tuple(json["partners"]),
        actors=tuple(json["actors"]),
        kind=Kind(json["kind"]),
        status=Status(json["status"]),
        amounts=tuple(amount_from_json(amount) for amount in json["amounts"]),
        deadlines=tuple(time_from_json(time) for time in json["deadlines"]),
        dates=tuple(time_from_json(time) for time in json["dates"]),
        quantities=tuple(quantity_from_json(quantity) for quantity in json["quantities"]),
        commitment=None if json["commitment"] is None else commitment_from_json(json["commitment"]),
        next_actors=tuple(actor_from_json(actor) for actor in json["next_actors"]),
    )


def heading_to_json(heading: Heading) -> Json:
    """{"text", "start", "end", "level"}: a heading is one stretch of the text."""
    return {
        "text": heading.text,
        "start": heading.span.start,
        "end": heading.span.end,
        "level": heading.level.value,
    }


def heading_from_json(json: Json) -> Heading:
    """The heading that `heading_to_json` gave this for."""
    return Heading(
        text=json["text"],
        span=Span(start=json["start"], end=json["end"]),
        level=HeadingLevel(json["level"]),
    )


def finding_to_json(finding: Finding) -> Json:
    """{"code", "severity", "message", "spans"}; no spans where it is about the letter as a whole."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "spans": spans_to_json(finding.spans),
    }


def finding_from_json(json: Json) -> Finding:
    """The finding that `finding_to_json` gave this for."""
    return Finding(
        code=json["code"],
        severity=Severity(json["severity"]),
        message=json["message"],
        spans=spans_from_json(json["spans"]),
    )


def coverage_to_json(coverage: Coverage) -> Json:
    """Counts of non-blank characters: the last four sum to "characters"."""
    return {
        "characters": coverage.characters,
        "statements": coverage.statements,
        "headings": coverage.headings,
        "running": coverage.running,
        "narrative": coverage.narrative,
    }


def coverage_from_json(json: Json) -> Coverage:
    """The coverage that `coverage_to_json` gave this for."""
    return Coverage(**json)


def source_to_json(source: Source) -> Json:
    """{"sha256", "media_type", "filename", "url", "received_at"}; null where nobody told."""
    received_at = source.received_at
    return {
        "sha256": source.sha256,
        "media_type": source.media_type,
        "filename": source.filename,
        "url": source.url,
        "received_at": None if received_at is None else moment_to_json(received_at),
    }


def source_from_json(json: Json) -> Source:
    """The source that `source_to_json` gave this for."""
    received_at = json["received_at"]
    return Source(
        sha256=json["sha256"],
        media_type=json["media_type"],
        filename=json["filename"],
        url=json["url"],
        received_at=None if received_at is None else moment_from_json(received_at),
    )


def moment_to_json(moment: datetime) -> str:
    """A point in time as "2023-12-13T09:30:00.000000Z": UTC, microseconds, so that text order is time order.

    Raises ValueError for a time without a zone: nobody can say which moment it is.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone; give an aware datetime")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def moment_from_json(text: str) -> datetime:
    """The point in time that `moment_to_json` gave this for, in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def _box_to_json(box: Box) -> Json:
    return {"page": box.page, "left": box.left, "top": box.top, "right": box.right, "bottom": box.bottom}


def _box_from_json(json: Json) -> Box:
    return Box(
        page=json["page"],
        left=float(json["left"]),
        top=float(json["top"]),
        right=float(json["right"]),
        bottom=float(json["bottom"]),
    )
