"""One measure with two values: "a decrease of 27 %" here, "26 %" there; "almost 500" here, 488 there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice

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
# A thousand like bullets with near figures would give a hundred thousand, each recorded and shown.
_MOST_FINDINGS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """A figure with what its statement is about, worked out once for all the others it is held against."""

    statement: Statement
    quantity: Quantity
    concerned: frozenset[str]
    stems: frozenset[str]


def check_two_values(statements: Iterable[Statement]) -> Iterator[Finding]:
    """`values.differ` for two figures of one measure, `values.agree` where one is said to be rounded.

    In reading order, and no more than anybody would go through.
    """
    figures = islice((figure for s in statements for figure in _figures(s)), _MOST_FIGURES)
    pairs = (pair for pair in combinations(figures, 2) if _same_measure(*pair))
    return (_compared(*pair) for pair in islice(pairs, _MOST_FINDINGS))


def _figures(statement: Statement) -> Iterator[_Figure]:
    counted = [quantity for quantity in statement.quantities if _counts(quantity)]
    if not counted:
        return
    concerned, stems = _concerned(statement), _stems(statement.text)
    for quantity in counted:
        yield _Figure(statement=statement, quantity=quantity, concerned=concerned, stems=stems)


def _counts(quantity: Quantity) -> bool:
    return quantity.unit == "%" or quantity.value >= _SMALLEST_COUNT


def _same_measure(one: _Figure, other: _Figure) -> bool:
    first, second = one.quantity, other.quantity
    if one.statement is other.statement or (first.unit == "%") != (second.unit == "%"):
        return False
    apart = abs(first.value - second.value)
    if not apart or apart > _NEAR * max(first.value, second.value):
        return False
    return not one.concerned.isdisjoint(other.concerned) and _alike(one, other)


def _concerned(statement: Statement) -> frozenset[str]:
    """The statement's partners and everyone in its regions."""
    within = (regions().get(partner, frozenset()) for partner in statement.partners)
    return frozenset(statement.partners).union(*within)


def _alike(one: _Figure, other: _Figure) -> bool:
    named = set(one.statement.actors).intersection(other.statement.actors)
    columns = one.statement.column, other.statement.column
    across = Column.BODY in columns and columns[0] != columns[1]
    return len(one.stems & other.stems) + len(named) + across > _SHARED_WORDS


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _TELLING.findall(text.lower()))


def _compared(one: _Figure, other: _Figure) -> Finding:
    rounded = any(is_rounded(figure.statement, figure.quantity) for figure in (one, other))
    a, first, b, second = one.statement, one.quantity, other.statement, other.quantity
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
