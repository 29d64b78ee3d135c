"""The letter proper against the annex: one measure told twice, with the same figures or with others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from snapshots.letter import (
    Amount,
    Commitment,
    Finding,
    Quantity,
    Severity,
    Span,
    Statement,
    Strength,
    TimeExpression,
)
from snapshots.self_audit.rounded_figures import is_rounded
from snapshots.self_audit.same_measure import told_twice

__all__ = ["check_body_and_annex"]

_Fact = TypeVar("_Fact", Amount, Quantity, TimeExpression)
# Counts as near as this are looked at by `two_values`, wherever they stand.
_NEAR, _SMALLEST_COUNT = Decimal("0.06"), 20
_STEM = 5


def check_body_and_annex(statements: Iterable[Statement]) -> Iterator[Finding]:
    """`annex.agrees` or `annex.differs` for each sum, count, time and status that both parts give.

    Only where either part gives one of its sort: of several nothing says which answers which.
    """
    for body, annex in told_twice(tuple(statements)):
        yield from _amounts(body, annex)
        yield from _counts(body, annex)
        yield from _times(body, annex, lambda statement: statement.deadlines)
        yield from _times(body, annex, lambda statement: statement.dates)
        yield from _statuses(body, annex)


def _amounts(body: Statement, annex: Statement) -> Iterator[Finding]:
    pair = _only(
        [amount for amount in body.amounts if amount.value is not None],
        [amount for amount in annex.amounts if amount.value is not None],
    )
    if pair is None or pair[0].currency != pair[1].currency or (pair[0].role or "") != (pair[1].role or ""):
        return
    agree = pair[0].value == pair[1].value
    if agree or not (is_rounded(body, pair[0]) or is_rounded(annex, pair[1])):
        yield _finding(body, annex, pair, agree=agree)


def _counts(body: Statement, annex: Statement) -> Iterator[Finding]:
    pair = _only(body.quantities, annex.quantities)
    if pair is None or _noun(pair[0]) != _noun(pair[1]):
        return
    one, other = pair[0].value, pair[1].value
    near = abs(one - other) <= _NEAR * max(one, other) and (pair[0].unit == "%" or one >= _SMALLEST_COUNT)
    if one == other:
        yield _finding(body, annex, pair, agree=True)
    elif not near and not is_rounded(body, pair[0]) and not is_rounded(annex, pair[1]):
        yield _finding(body, annex, pair, agree=False)


def _times(
    body: Statement, annex: Statement, of: Callable[[Statement], tuple[TimeExpression, ...]]
) -> Iterator[Finding]:
    pair = _only(list(filter(_has_a_day, of(body))), list(filter(_has_a_day, of(annex))))
    if pair is not None:
        yield _finding(body, annex, pair, agree=not _apart(*pair))


def _statuses(body: Statement, annex: Statement) -> Iterator[Finding]:
    """Done in one part and promised in the other, by the same verb."""
    one, other = body.commitment, annex.commitment
    if one is None or other is None or _verb(one) != _verb(other):
        return
    if (one.strength is Strength.DONE) != (other.strength is Strength.DONE):
        yield _finding(body, annex, (one, other), agree=False)


def _only(body: Sequence[_Fact], annex: Sequence[_Fact]) -> tuple[_Fact, _Fact] | None:
    return (body[0], annex[0]) if len(body) == len(annex) == 1 else None


def _has_a_day(time: TimeExpression) -> bool:
    return time.earliest is not None or time.latest is not None


def _apart(one: TimeExpression, other: TimeExpression) -> bool:
    """Whether no day lies in both windows; of two without a beginning, whether they end on other days."""
    if one.earliest is None and other.earliest is None:
        return one.latest != other.latest
    return _before(one, other) or _before(other, one)


def _before(one: TimeExpression, other: TimeExpression) -> bool:
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


def _noun(quantity: Quantity) -> str:
    return quantity.unit.split()[-1].rstrip("s").lower() if quantity.unit else ""


def _verb(commitment: Commitment) -> str:
    return commitment.quote.split()[-1][:_STEM].lower()


def _finding(
    body: Statement,
    annex: Statement,
    facts: tuple[Amount | Quantity | TimeExpression | Commitment, ...],
    *,
    agree: bool,
) -> Finding:
    one, other = (" ".join(fact.quote.split()) for fact in facts)
    spans: tuple[Span, ...] = tuple(span for fact in facts for span in fact.spans)
    said = "which agrees" if agree else "of what seems one measure"
    return Finding(
        code="annex.agrees" if agree else "annex.differs",
        severity=Severity.INFO if agree else Severity.WARNING,
        message=f"the letter proper ({body.id}) says “{one}” and the annex ({annex.id}) “{other}”, {said}",
        spans=spans,
    )
