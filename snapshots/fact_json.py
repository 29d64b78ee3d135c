"""What a statement tells (amounts, days, counts, promises, who acts next) as JSON and back.

What holds of every fact: `spans` is [[start, end], ...] in code points of the letter's text, `start` and
`end` are those of the first span, and `quote` is `text[start:end]`. People's programs depend on the names, as
on those of a letter: add to them, never change what stands.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from snapshots.letter import (
    Amount,
    Certainty,
    Commitment,
    NextActor,
    Quantity,
    Span,
    Strength,
    TimeExpression,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "Json",
    "actor_from_json",
    "actor_to_json",
    "amount_from_json",
    "amount_to_json",
    "commitment_from_json",
    "commitment_to_json",
    "quantity_from_json",
    "quantity_to_json",
    "spans_from_json",
    "spans_to_json",
    "time_from_json",
    "time_to_json",
]

Json = dict[str, Any]

# IEEE 754 doubles, which is what JSON readers make of numbers, keep any 15 significant digits.
_DIGITS_OF_A_DOUBLE = 15


def spans_to_json(spans: Iterable[Span]) -> list[list[int]]:
    """[[start, end], ...]."""
    return [[span.start, span.end] for span in spans]


def spans_from_json(json: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    """The spans that `spans_to_json` gave this for."""
    return tuple(Span(start=start, end=end) for start, end in json)


def _place(quote: str, spans: tuple[Span, ...]) -> Json:
    first = spans[0]
    return {"quote": quote, "start": first.start, "end": first.end, "spans": spans_to_json(spans)}


def amount_to_json(amount: Amount) -> Json:
    """`value` in plain digits, as text: null with a `reason` where it cannot be read."""
    return {
        "value": None if amount.value is None else _plain(amount.value),
        "currency": amount.currency,
        **_place(amount.quote, amount.spans),
        "qualifier": amount.qualifier,
        "role": amount.role,
        "part_of": amount.part_of,
        "reason": amount.reason,
    }


def amount_from_json(json: Json) -> Amount:
    """What `amount_to_json` gave this for."""
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


def time_to_json(time: TimeExpression) -> Json:
    """`earliest` and `latest` are days (ISO 8601), or null where that end is open; `edtf` says both."""
    return {
        **_place(time.quote, time.spans),
        "earliest": None if time.earliest is None else time.earliest.isoformat(),
        "latest": None if time.latest is None else time.latest.isoformat(),
        "edtf": time.edtf,
        "certainty": time.certainty.value,
        "year_inferred": time.year_inferred,
    }


def time_from_json(json: Json) -> TimeExpression:
    """What `time_to_json` gave this for."""
    return TimeExpression(
        quote=json["quote"],
        spans=spans_from_json(json["spans"]),
        earliest=_day(json["earliest"]),
        latest=_day(json["latest"]),
        edtf=json["edtf"],
        certainty=Certainty(json["certainty"]),
        year_inferred=json["year_inferred"],
    )


def quantity_to_json(quantity: Quantity) -> Json:
    """`value` is a number, or its digits as text where a double would lose some."""
    return {
        "value": _number(quantity.value),
        "unit": quantity.unit,
        **_place(quantity.quote, quantity.spans),
    }


def quantity_from_json(json: Json) -> Quantity:
    """What `quantity_to_json` gave this for."""
    return Quantity(
        value=Decimal(str(json["value"])),
        unit=json["unit"],
        quote=json["quote"],
        spans=spans_from_json(json["spans"]),
    )


def commitment_to_json(commitment: Commitment) -> Json:
    """How firmly somebody is bound, and by which words."""
    return {"strength": commitment.strength.value, **_place(commitment.quote, commitment.spans)}


def commitment_from_json(json: Json) -> Commitment:
    """What `commitment_to_json` gave this for."""
    return Commitment(
        strength=Strength(json["strength"]), quote=json["quote"], spans=spans_from_json(json["spans"])
    )


def actor_to_json(actor: NextActor) -> Json:
    """Who is named as having to act next; `partner` says whether `who` is a partner's code."""
    return {
        "who": actor.who,
        "partner": actor.partner,
        **_place(actor.quote, actor.spans),
        "blocking": actor.blocking,
    }


def actor_from_json(json: Json) -> NextActor:
    """What `actor_to_json` gave this for."""
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
