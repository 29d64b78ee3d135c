"""The public JSON of a ledger, and of two ledgers compared. Sums are decimal strings in whole units."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from diffing.money.ledger import Envelope, Ledger, Total
from diffing.money.ledger_moves import LedgerMoves, MoneyMove, StageMove
from diffing.money.money_lines import Line, Place

__all__ = ["ledger_moves_to_json", "ledger_to_json", "plain_sum"]

Json = dict[str, Any]

# The places of amounts that are in no total and in no envelope, as members of the JSON.
_APART = (Place.REPEATED, Place.SO_FAR, Place.FORMER, Place.LIMIT, Place.PER_UNIT, Place.UNREADABLE)


def ledger_to_json(ledger: Ledger) -> Json:
    """{"letter", "series", "date", "partner", "sums", "stages", "totals", "envelopes", "repeated", ...}.

    Every amount of the letter stands once among the lines of "totals" and the places apart, or among the
    "parts" of an envelope with the place `part`; envelopes repeat wholes, and shares that are summed.
    """
    return {
        "letter": ledger.letter,
        "series": ledger.series,
        "date": ledger.date.isoformat(),
        "partner": ledger.partner,
        "sums": [
            {"currency": currency, "value": plain_sum(value)}
            for currency, value in ledger.by_currency().items()
        ],
        "stages": [
            {"stage": stage.value, "currency": currency, "value": plain_sum(value)}
            for (stage, currency), value in ledger.by_stage().items()
        ],
        "totals": [_total(total) for total in ledger.totals],
        "envelopes": [_envelope(envelope) for envelope in ledger.envelopes],
        **{place.value: _lines(ledger.apart(place)) for place in _APART},
    }


def ledger_moves_to_json(compared: LedgerMoves) -> Json:
    """{"old", "new", "note", "stages", "moves"}: what each sum of the older letter is in the newer."""
    return {
        "old": ledger_to_json(compared.old),
        "new": ledger_to_json(compared.new),
        "note": compared.note,
        "stages": [_stage_move(stage) for stage in compared.stages],
        "moves": [_move(move) for move in compared.moves],
    }


def plain_sum(value: Decimal | None) -> str | None:
    """All digits, none of them after the point that says nothing: "35000000", "10.5"; null for None."""
    if value is None:
        return None
    digits = f"{value:f}"
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits) or "0"


def _total(total: Total) -> Json:
    return {
        "partners": list(total.partners),
        "others": total.others,
        "stage": total.stage.value,
        "currency": total.currency,
        "value": plain_sum(total.value),
        "lines": _lines(total.lines),
    }


def _envelope(envelope: Envelope) -> Json:
    return {
        "whole": _line(envelope.whole),
        "parts": _lines(envelope.parts),
        "unexplained": plain_sum(envelope.unexplained),
    }


def _lines(lines: Sequence[Line]) -> list[Json]:
    return [_line(line) for line in lines]


def _line(line: Line) -> Json:
    belongs_to = line.belongs_to
    return {
        "letter": line.letter,
        "statement": line.statement,
        "index": line.index,
        "quote": line.amount.quote,
        "spans": [[span.start, span.end] for span in line.amount.spans],
        "sentence": line.sentence,
        "column": line.column.value,
        "partners": list(line.partners),
        "others": line.others,
        "stage": line.stage.value,
        "stage_doubt": line.doubt,
        "value": plain_sum(line.value),
        "currency": line.currency,
        "qualifier": line.amount.qualifier,
        "place": line.place.value,
        "why": line.why,
        "belongs_to": belongs_to and {"statement": belongs_to[0], "index": belongs_to[1]},
    }


def _stage_move(stage: StageMove) -> Json:
    return {
        "currency": stage.currency,
        "stage_before": stage.stage_before.value,
        "stage_after": stage.stage_after.value,
        "before": plain_sum(stage.before),
        "after": plain_sum(stage.after),
        "moves": [_move(move) for move in stage.moves],
    }


def _move(move: MoneyMove) -> Json:
    return {
        "kind": move.kind.value,
        "item": move.item,
        "currency": move.currency,
        "difference": plain_sum(move.difference),
        "before": None if move.before is None else _line(move.before),
        "after": None if move.after is None else _line(move.after),
    }
