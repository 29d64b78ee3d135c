"""Totals and their parts inside one statement: "488 officers: 162 in A, 12 in B ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from snapshots.letter import Amount, Finding, Quantity, Severity, Span, Statement

__all__ = ["check_sums"]

# Two figures of one unit may stand side by side for any reason; a total and three parts are a breakdown, and
# two parts are one where a colon or a bracket announces them.
_FEWEST_PARTS = 3
_FEWEST_ANNOUNCED = 2
_ANNOUNCED = re.compile(r":\s|\(")
_ONE = re.compile(r"\b(?:one|another|a (?:further|second|third|fourth))\b", re.IGNORECASE)
# What is named so is not the whole.
_PARTIAL = re.compile(r"\b(?:of which|including|such as|among them|notably|in particular)\b", re.IGNORECASE)
# More are a table, or no letter.
_MOST_PARTS = 50
# The parts of a list stand close: "12 in Bosnia and Herzegovina, 30 in ..." needs 36 characters.
_WIDEST_GAP = 45


def check_sums(statements: Iterable[Statement]) -> Iterator[Finding]:
    """`sum.agrees` or `sum.differs` for each breakdown, `parts.exceed` for shares larger than their whole."""
    for statement in statements:
        parts = _breakdown(statement)
        if parts:
            yield from _compared(statement, parts)
        yield from _exceeding(statement)


def _breakdown(statement: Statement) -> tuple[Quantity, ...]:
    """A total and the parts that follow it closely in the same unit; empty when there is no such list."""
    quantities = statement.quantities
    for first, total in enumerate(quantities):
        run = [total]
        for quantity in quantities[first + 1 : first + 1 + _MOST_PARTS]:
            gap = quantity.spans[0].start - run[-1].spans[-1].end
            if quantity.unit != total.unit or (len(run) > 1 and gap > _WIDEST_GAP):
                break
            run.append(quantity)
        announced = len(run) > 1 and _ANNOUNCED.search(_between(statement, run[0], run[1])) is not None
        if len(run) > (_FEWEST_ANNOUNCED if announced else _FEWEST_PARTS) and all(
            part.value < total.value for part in run[1:]
        ):
            return tuple(run)
    return ()


def _between(statement: Statement, one: Quantity, other: Quantity) -> str:
    """The words between two counts; empty in a part that a page break moved."""
    first = statement.spans[0]
    if other.spans[-1].end > first.end:
        return ""
    return statement.text[one.spans[-1].end - first.start : other.spans[0].start - first.start]


def _compared(statement: Statement, run: tuple[Quantity, ...]) -> Iterator[Finding]:
    """The finding; none where parts that are only some of all do not add up to it."""
    total, parts = run[0].value, [quantity.value for quantity in run[1:]]
    added = sum(parts, Decimal(0))
    sum_in_words = f"{' + '.join(map(_plain, parts))} = {_plain(added)}"
    agrees = added == total
    if not agrees and _may_be_more(statement, run):
        return
    said = "as stated" if agrees else f"but {_plain(total)} is stated"
    yield Finding(
        code="sum.agrees" if agrees else "sum.differs",
        severity=Severity.INFO if agrees else Severity.WARNING,
        message=f"{statement.id}: {sum_in_words}, {said}",
        spans=tuple(span for quantity in run for span in quantity.spans),
    )


def _may_be_more(statement: Statement, run: tuple[Quantity, ...]) -> bool:
    """Whether the parts are not all: only some are named, or "one" is among them, which is no count."""
    start = run[0].spans[-1].end - statement.spans[0].start
    told = statement.text[max(start, 0) :]
    return _PARTIAL.search(_between(statement, run[0], run[1])) is not None or _ONE.search(told) is not None


def _exceeding(statement: Statement) -> Iterator[Finding]:
    for index, whole in enumerate(statement.amounts):
        parts = [a for a in statement.amounts if a.part_of == index and _comparable(a, whole)]
        added = sum((part.value for part in parts if part.value is not None), Decimal(0))
        if whole.value is not None and added > whole.value:
            yield Finding(
                code="parts.exceed",
                severity=Severity.WARNING,
                message=f"{statement.id}: the shares of {whole.quote} add up to {_plain(added)}",
                spans=_spans((whole, *parts)),
            )


def _comparable(part: Amount, whole: Amount) -> bool:
    return part.value is not None and part.currency == whole.currency


def _spans(amounts: Iterable[Amount]) -> tuple[Span, ...]:
    return tuple(span for amount in amounts for span in amount.spans)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
