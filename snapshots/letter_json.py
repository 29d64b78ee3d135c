"""A letter as JSON and back: the public shape, which `lettertrail read --json` and the API give alike.

Every `..._from_json` is the exact inverse of its `..._to_json`; equal values give equal JSON. People's
programs depend on these names: add to them, never change what stands.

What holds of every fact (amount, deadline, date, quantity, commitment, next actor): `spans` is [[start, end],
...] in code points of the letter's text, `start` and `end` are those of the first span, and `quote` is
`text[start:end]`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from snapshots.letter import (
    Amount,
    Box,
    Certainty,
    Column,
    Commitment,
    Coverage,
    Finding,
    Heading,
    HeadingLevel,
    Kind,
    Letter,
    NextActor,
    Quantity,
    Severity,
    Source,
    Span,
    Statement,
    Status,
    Strength,
    TimeExpression,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
    "spans_from_json",
    "spans_to_json",
    "statement_from_json",
    "statement_to_json",
]

Json = dict[str, Any]

# IEEE 754 doubles, which is what JSON readers make of numbers, keep any 15 significant digits.
_DIGITS_OF_A_DOUBLE = 15


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
        "amounts": [_amount_to_json(amount) for amount in statement.amounts],
        "deadlines": [_time_to_json(time) for time in statement.deadlines],
        "dates": [_time_to_json(time) for time in statement.dates],
        "quantities": [_quantity_to_json(quantity) for quantity in statement.quantities],
        "commitment": None if statement.commitment is None else _commitment_to_json(statement.commitment),
        "next_actors": [_actor_to_json(actor) for actor in statement.next_actors],
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
        amounts=tuple(_amount_from_json(amount) for amount in json["amounts"]),
        deadlines=tuple(_time_from_json(time) for time in json["deadlines"]),
        dates=tuple(_time_from_json(time) for time in json["dates"]),
        quantities=tuple(_quantity_from_json(quantity) for quantity in json["quantities"]),
        commitment=None if json["commitment"] is None else _commitment_from_json(json["commitment"]),
        next_actors=tuple(_actor_from_json(actor) for actor in json["next_actors"]),
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


def spans_to_json(spans: Iterable[Span]) -> list[list[int]]:
    """[[start, end], ...]."""
    return [[span.start, span.end] for span in spans]


def spans_from_json(json: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    """The spans that `spans_to_json` gave this for."""
    return tuple(Span(start=start, end=end) for start, end in json)


def _place(quote: str, spans: tuple[Span, ...]) -> Json:
    first = spans[0]
    return {"quote": quote, "start": first.start, "end": first.end, "spans": spans_to_json(spans)}


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


def _amount_to_json(amount: Amount) -> Json:
    return {
        "value": None if amount.value is None else _plain(amount.value),
        "currency": amount.currency,
        **_place(amount.quote, amount.spans),
        "qualifier": amount.qualifier,
        "role": amount.role,
        "part_of": amount.part_of,
        "reason": amount.reason,
    }


def _amount_from_json(json: Json) -> Amount:
    return Amount(
        value=None if json["value"] is None else Decimal(json["value"]),
        currency=json["currency"],
        quote=json["quote"],
        spans=spans_from_json(json["spans"]),
        qualifier=json["qualifier"],
        role=json["role"],
        part_of=json["part_of"],
        reason=json["reason"],
    )


def _time_to_json(time: TimeExpression) -> Json:
    return {
        **_place(time.quote, time.spans),
        "earliest": None if time.earliest is None else time.earliest.isoformat(),
        "latest": None if time.latest is None else time.latest.isoformat(),
        "edtf": time.edtf,
        "certainty": time.certainty.value,
        "year_inferred": time.year_inferred,
    }


def _time_from_json(json: Json) -> TimeExpression:
    return TimeExpression(
        quote=json["quote"],
        spans=spans_from_json(json["spans"]),
        earliest=_day(json["earliest"]),
        latest=_day(json["latest"]),
        edtf=json["edtf"],
        certainty=Certainty(json["certainty"]),
        year_inferred=json["year_inferred"],
    )


def _quantity_to_json(quantity: Quantity) -> Json:
    return {
        "value": _number(quantity.value),
        "unit": quantity.unit,
        **_place(quantity.quote, quantity.spans),
    }


def _quantity_from_json(json: Json) -> Quantity:
    return Quantity(
        value=Decimal(str(json["value"])),
        unit=json["unit"],
        quote=json["quote"],
        spans=spans_from_json(json["spans"]),
    )


def _commitment_to_json(commitment: Commitment) -> Json:
    return {"strength": commitment.strength.value, **_place(commitment.quote, commitment.spans)}


def _commitment_from_json(json: Json) -> Commitment:
    return Commitment(
        strength=Strength(json["strength"]), quote=json["quote"], spans=spans_from_json(json["spans"])
    )


def _actor_to_json(actor: NextActor) -> Json:
    return {
        "who": actor.who,
        "partner": actor.partner,
        **_place(actor.quote, actor.spans),
        "blocking": actor.blocking,
    }


def _actor_from_json(json: Json) -> NextActor:
    return NextActor(
        who=json["who"],
        partner=json["partner"],
        quote=json["quote"],
        spans=spans_from_json(json["spans"]),
        blocking=json["blocking"],
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _plain(value: Decimal) -> str:
    """The digits of a number without exponent or idle zeros, so that equal numbers give equal text."""
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def _number(value: Decimal) -> int | float | str:
    """An int when whole, else a float; its plain digits where a JSON number would lose some of them."""
    digits = _plain(value)
    if len(digits.lstrip("-").replace(".", "").lstrip("0")) > _DIGITS_OF_A_DOUBLE:
        return digits
    return float(digits) if "." in digits else int(digits)
