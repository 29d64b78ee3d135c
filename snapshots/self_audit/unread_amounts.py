"""Sums of money whose words do not give a figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from snapshots.letter import Finding, Severity, Statement

__all__ = ["check_unread_amounts"]


def check_unread_amounts(statements: Iterable[Statement], text: str) -> Iterator[Finding]:
    """`amount.unreadable` for each amount without a value, with all its words in the letter's `text`."""
    for statement in statements:
        for amount in statement.amounts:
            if amount.value is None:
                words = " ".join(text[span.start : span.end] for span in amount.spans)
                yield Finding(
                    code="amount.unreadable",
                    severity=Severity.WARNING,
                    message=f"{statement.id}: the amount “{words}” cannot be read: {amount.reason}",
                    spans=amount.spans,
                )
