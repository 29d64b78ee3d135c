"""Comparisons as JSON: the public shape, which `lettertrail compare --json`, the API and feeds give alike.

People's programs depend on these names: add to them, never change what stands. A receipt's hashes are taken
of `canonical_changes` and `canonical_alignments`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any, assert_never

from diffing.canonical_json import canonical_json
from diffing.changes.commitment_drift import Drift
from diffing.changes.describe_change import describe
from diffing.changes.earlier_claims import Claim
from diffing.changes.measure import quoted
from diffing.changes.typed_changes import (
    AmountChanged,
    Change,
    ContractSigned,
    DeadlineMoved,
    DeadlinePassed,
    DeadlineRemoved,
    DeadlineSet,
    ItemAdded,
    ItemCompleted,
    ItemMerged,
    ItemMoved,
    ItemProgressed,
    ItemResumed,
    ItemReworded,
    ItemSplit,
    ItemStalled,
    ItemUnmentioned,
    QuantityChanged,
    Quote,
    Side,
)
from diffing.comparison import Comparison, Receipt, Summary
from diffing.intervals import Shift
from diffing.linking.links import Alternative, Link
from snapshots.letter import Amount, Letter, Quantity, Status, TimeExpression
from snapshots.link_decisions import Decision, pair_to_json

__all__ = [
    "alignments_to_json",
    "canonical_alignments",
    "canonical_changes",
    "change_to_json",
    "comparison_to_json",
    "link_to_json",
    "receipt_to_json",
    "side_to_json",
    "window_to_json",
]

Json = dict[str, Any]

# IEEE 754 doubles, which is what JSON readers make of numbers, keep any 15 significant digits.
_DIGITS_OF_A_DOUBLE = 15


def canonical_changes(changes: Sequence[Change]) -> bytes:
    """The changes as JSON Canonicalization Scheme bytes (RFC 8785), in their order."""
    return canonical_json([change_to_json(change) for change in changes])


def canonical_alignments(old: Letter, new: Letter, links: Sequence[Link]) -> bytes:
    """The links of the two letters as JSON Canonicalization Scheme bytes, in their order."""
    return canonical_json(alignments_to_json(old, new, links))


def comparison_to_json(comparison: Comparison) -> Json:
    """{"old", "new", "changes", "alignments", "summary", "claims", "receipt"}; weighty changes first."""
    old, new = comparison.old, comparison.new
    return {
        "old": _letter(old),
        "new": _letter(new),
        "changes": [change_to_json(change) for change in comparison.changes],
        "alignments": alignments_to_json(old, new, comparison.alignments),
        "summary": _summary(comparison.summary),
        "claims": [_claim(claim) for claim in comparison.claims],
        "receipt": receipt_to_json(comparison.receipt),
    }


def alignments_to_json(old: Letter, new: Letter, links: Sequence[Link]) -> list[Json]:
    """The links as "alignments": the evidence, and what each of the letters says."""
    said_before = {statement.id: statement for statement in old.statements}
    said_after = {statement.id: statement for statement in new.statements}
    return [
        {
            **link_to_json(link),
            "before": side_to_json(quoted(old, [said_before[one] for one in link.before])),
            "after": side_to_json(quoted(new, [said_after[one] for one in link.after])),
        }
        for link in links
    ]


def receipt_to_json(receipt: Receipt) -> Json:
    """The receipt as "receipt"; "signature" is null, and for whoever has a key to put in its place."""
    given = {
        "items": [asdict(one) for one in receipt.given.items],
        "decided": [_decision(one) for one in receipt.given.decided],
    }
    decisions = list(receipt.decisions)
    return {**asdict(receipt), "decisions": decisions, "given": given, "signature": None}


def _decision(decision: Decision) -> Json:
    return {
        "number": decision.number,
        "verdict": decision.verdict.value,
        "pairs": [pair_to_json(pair) for pair in decision.pairs],
        "actor": decision.actor,
        "reason": decision.reason,
    }


def _claim(claim: Claim) -> Json:
    return {
        "text": claim.text,
        "start": claim.span.start,
        "end": claim.span.end,
        "names": claim.names,
        "verdict": claim.verdict.value,
        "letter": claim.letter,
        "statement": claim.statement,
    }


def _letter(letter: Letter) -> Json:
    return {
        "key": letter.key,
        "series": letter.series,
        "date": letter.date.isoformat(),
        "title": letter.title,
        "filename": letter.source.filename,
        "statements": len(letter.statements),
    }


def _summary(summary: Summary) -> Json:
    return {**asdict(summary), "counts": dict(summary.counts)}


def change_to_json(change: Change) -> Json:
    """One element of "changes"; a side that the letter does not speak of is null."""
    return {
        "kind": change.kind,
        "item": change.item,
        "label": change.label,
        "sentence": describe(change),
        "partners": list(change.partners),
        "parts": list(change.parts),
        "before": None if change.before is None else side_to_json(change.before),
        "after": None if change.after is None else side_to_json(change.after),
        "facts": _facts(change) if change.drift is None else {**_facts(change), **_drift(change.drift)},
        "link": None if change.link is None else link_to_json(change.link),
        "importance": change.importance,
        "why": change.why,
        "minor": change.minor,
    }


def side_to_json(side: Side) -> Json:
    """{"letter", "statements", "quotes"}: each quote is an exact substring of the letter's canonical text."""
    return {
        "letter": side.letter,
        "statements": list(side.statements),
        "quotes": [_quote(quote) for quote in side.quotes],
    }


def _quote(quote: Quote) -> Json:
    return {"quote": quote.text, "start": quote.start, "end": quote.end, "statement": quote.statement}


def link_to_json(link: Link) -> Json:
    """{"before", "after", ...} by statement ids, with the evidence and the runners-up."""
    return {
        "before": list(link.before),
        "after": list(link.after),
        "rule": link.rule.value,
        "score": link.score,
        "reasons": list(link.reasons),
        "alternatives": [_alternative(one) for one in link.alternatives],
        "split": link.split,
        "merged": link.merged,
    }


def _alternative(one: Alternative) -> Json:
    return {"before": one.before, "after": one.after, "score": one.score}


def _facts(change: Change) -> Json:  # noqa: C901, PLR0912 - one case for each kind, none to be left out
    match change:
        case ItemAdded():
            refused = [_alternative(one) for one in change.considered]
            return {"status": change.status.value, "considered": refused}
        case ItemUnmentioned():
            refused = [_alternative(one) for one in change.considered]
            return {"status": change.status.value, "considered": refused}
        case ItemResumed():
            return {
                "status": change.status.value,
                "last_seen": change.last_seen,
                "gone_days": change.gone_days,
            }
        case ContractSigned():
            return {} if change.amount is None else {"amount": _amount(change.amount)}
        case ItemCompleted() | ItemProgressed() | ItemStalled():
            return _status(change.status_before, change.status_after)
        case DeadlineSet():
            return {"before": None, "after": window_to_json(change.deadline)}
        case DeadlineMoved():
            return {
                "before": window_to_json(change.deadline_before),
                "after": window_to_json(change.deadline_after),
                **_shift(change.shift),
            }
        case DeadlinePassed():
            return {"deadline": window_to_json(change.deadline)}
        case DeadlineRemoved():
            return {"before": window_to_json(change.deadline), "after": None}
        case AmountChanged():
            return {"before": _amount(change.amount_before), "after": _amount(change.amount_after)}
        case QuantityChanged():
            return {"before": _count(change.quantity_before), "after": _count(change.quantity_after)}
        case ItemMoved():
            return {"before": dict(change.place_before), "after": dict(change.place_after)}
        case ItemSplit() | ItemMerged() | ItemReworded():
            return {}
        case _:
            assert_never(change)


def _drift(drift: Drift) -> Json:
    old, new = drift.before, drift.after
    return {
        "commitment": {
            "before": {"strength": old.strength.value, "quote": old.quote},
            "after": {"strength": new.strength.value, "quote": new.quote},
            "direction": drift.direction,
        }
    }


def _status(before: Status, after: Status) -> Json:
    return {"status": {"before": before.value, "after": after.value}}


def window_to_json(time: TimeExpression) -> Json:
    """A deadline as an interval of days, with its words."""
    return {
        "earliest": None if time.earliest is None else time.earliest.isoformat(),
        "latest": None if time.latest is None else time.latest.isoformat(),
        "edtf": time.edtf,
        "certainty": time.certainty.value,
        "quote": time.quote,
    }


def _shift(shift: Shift) -> Json:
    return {
        "days": [shift.least, shift.most],
        "narrowed": shift.narrowed,
        "widened": shift.widened,
        "firmed_up": shift.firmed_up,
        "became_tbc": shift.became_tbc,
    }


def _amount(amount: Amount) -> Json:
    value = None if amount.value is None else f"{amount.value.normalize():f}"
    return {"value": value, "currency": amount.currency, "quote": amount.quote}


def _count(count: Quantity) -> Json:
    return {"value": _number(count.value), "unit": count.unit, "quote": count.quote}


def _number(value: Decimal) -> int | float | str:
    """An int when whole, else a float; its plain digits where a JSON number would lose some of them."""
    digits = f"{value.normalize():f}"
    if len(digits.lstrip("-").replace(".", "").lstrip("0")) > _DIGITS_OF_A_DOUBLE:
        return digits
    return float(digits) if "." in digits else int(digits)
