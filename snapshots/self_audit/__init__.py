"""A letter checked against itself: what its own figures say about each other.

Every check takes the statements of one letter and gives findings with the spans that they rest on. A letter
that agrees with itself is told so too: "checked, and it adds up" is worth knowing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from snapshots.letter import Finding, Heading, Statement
from snapshots.self_audit.announced_counts import check_announced_counts
from snapshots.self_audit.body_and_annex import check_body_and_annex
from snapshots.self_audit.cut_words import check_cut_words
from snapshots.self_audit.listed_counts import check_listed_counts
from snapshots.self_audit.sums import check_sums
from snapshots.self_audit.two_values import check_two_values
from snapshots.self_audit.unclear_names import check_unclear_names
from snapshots.self_audit.unread_amounts import check_unread_amounts

__all__ = ["audit_letter"]


def audit_letter(
    statements: Iterable[Statement], headings: Iterable[Heading], text: str
) -> Iterator[Finding]:
    """The findings of all checks on a letter, by check and then in reading order; `text` is its own."""
    held = tuple(statements)
    yield from check_unread_amounts(held, text)
    yield from check_unclear_names(held, headings)
    yield from check_cut_words(held, text)
    yield from check_sums(held)
    yield from check_listed_counts(held)
    yield from check_announced_counts(held)
    yield from check_two_values(held)
    yield from check_body_and_annex(held)
