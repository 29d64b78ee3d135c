"""Sums of money whose words do not give a figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from snapshots.letter import Finding, Severity, Statement

__all__ = ["check_unread_amounts"]


def check_unread_amounts(statements: Iterable[Statement]) -> Iterator[Finding]:
    """`amount.unreadable` for each amount without a value."""
    for statement in statements:
        for amount in statement.amounts:
            if amount.value is None:
                yield Finding(
                    code="amount.unreadable",
                    severity=Severity.WARNING,
                    message=f"{statement.id}: the amount “{amount.quote}” cannot be read: {amount.reason}",
                    spans=amount.spans,
                )
