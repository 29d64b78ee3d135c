"""Sums of money whose words do not give a figure, or give one that nobody would write so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from snapshots.letter import Amount, Finding, Severity, Statement

__all__ = ["check_unread_amounts"]


def check_unread_amounts(statements: Iterable[Statement], text: str) -> Iterator[Finding]:
    """`amount.unreadable` for each amount without a value, `amount.doubtful` where a word is missing.

    `text` is the letter's: an amount that a page break cuts is told with all its words.
    """
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
            elif amount.reason and _says_currency_twice(amount):
                yield Finding(
                    code="amount.doubtful",
                    severity=Severity.WARNING,
                    message=f"{statement.id}: “{amount.quote}” is read as it stands: {amount.reason}",
                    spans=amount.spans,
                )


def _says_currency_twice(amount: Amount) -> bool:
    """Whether a word of magnitude may have stood where the second one is: "EUR 10.5 EUR"."""
    return amount.currency is not None and amount.quote.count(amount.currency) > 1
