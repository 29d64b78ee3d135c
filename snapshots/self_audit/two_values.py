"""One measure with two values: "a decrease of 27 %" here, "26 %" there; "almost 500" here, 488 there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from snapshots.facts.partner_mentions import regions
from snapshots.letter import Column, Finding, Quantity, Severity, Statement
from snapshots.self_audit.rounded_figures import is_rounded

__all__ = ["check_two_values"]

# Figures as near as this, about the same partner and in like words, are two accounts of one thing.
_NEAR = Decimal("0.06")
# Small counts meet by chance: seven boats here and seven experts there.
_SMALLEST_COUNT = 20
# Two statements on one measure share that many telling words besides the partner's name.
_SHARED_WORDS = 2
_TELLING = re.compile(r"[a-z]{6,}")
# Every figure is held against every other; the longest annex known has 150.
_MOST_FIGURES = 1000


def check_two_values(statements: Iterable[Statement]) -> Iterator[Finding]:
    """`values.differ` for two figures of one measure, `values.agree` where one is said to be rounded."""
    figures = [(s, q) for s in statements for q in s.quantities if _counts(q)]
    for (one, first), (other, second) in combinations(figures[:_MOST_FIGURES], 2):
        if one is not other and _same_measure(one, first, other, second):
            yield _compared((one, first), (other, second))


def _counts(quantity: Quantity) -> bool:
    return quantity.unit == "%" or quantity.value >= _SMALLEST_COUNT


def _same_measure(one: Statement, first: Quantity, other: Statement, second: Quantity) -> bool:
    if (first.unit == "%") != (second.unit == "%") or first.value == second.value:
        return False
    if abs(first.value - second.value) > _NEAR * max(first.value, second.value):
        return False
    return bool(_concerned(one) & _concerned(other)) and _alike(one, other)


def _concerned(statement: Statement) -> set[str]:
    """The statement's partners and everyone in its regions."""
    within = (regions().get(partner, frozenset()) for partner in statement.partners)
    return set(statement.partners).union(*within)


def _alike(one: Statement, other: Statement) -> bool:
    shared = _stems(one.text) & _stems(other.text)
    named = set(one.actors) & set(other.actors)
    across = Column.BODY in (one.column, other.column) and one.column != other.column
    return len(shared) + len(named) + across > _SHARED_WORDS


def _stems(text: str) -> set[str]:
    return {word[:6] for word in _TELLING.findall(text.lower())}


def _compared(one: tuple[Statement, Quantity], other: tuple[Statement, Quantity]) -> Finding:
    rounded = any(is_rounded(statement, quantity) for statement, quantity in (one, other))
    (a, first), (b, second) = one, other
    return Finding(
        code="values.agree" if rounded else "values.differ",
        severity=Severity.INFO if rounded else Severity.WARNING,
        message=(
            f"{a.id} says {first.quote} {_unit(first)} and {b.id} {second.quote} {_unit(second)}"
            + (", one of them rounded" if rounded else " of what seems one measure")
        ),
        spans=(*first.spans, *second.spans),
    )


def _unit(quantity: Quantity) -> str:
    return "" if quantity.unit == "%" else quantity.unit
