"""Names that more than one country bears, where nothing beside them tells which is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from snapshots.facts.partner_mentions import Weight, find_mentions, shared_names
from snapshots.facts.partners import find_partners
from snapshots.facts.phrase_search import split_words
from snapshots.letter import Finding, Heading, Severity, Span, Statement

__all__ = ["check_unclear_names"]


def check_unclear_names(statements: Iterable[Statement], headings: Iterable[Heading]) -> Iterator[Finding]:
    """`partner.unclear` for each name that counts for nobody, once in a statement or heading."""
    for statement in statements:
        yield from _left_open(statement.id, statement.text, statement.partners, statement.spans)
    for heading in headings:
        yield from _left_open("heading", heading.text, find_partners(heading.text), (heading.span,))


def _left_open(
    where: str, text: str, partners: tuple[str, ...], spans: tuple[Span, ...]
) -> Iterator[Finding]:
    words, shared = split_words(text), shared_names()
    open_names = {
        words.text[words.starts[mention.start] : words.ends[mention.end - 1]]: shared[mention.partner]
        for mention in find_mentions(words)
        if mention.partner in shared and mention.weight is Weight.NAMED
    }
    for name, bearers in open_names.items():
        if bearers.isdisjoint(partners):
            countries = " or ".join(sorted(bearers))
            yield Finding(
                code="partner.unclear",
                severity=Severity.WARNING,
                message=f"{where}: “{name}” may be {countries}; nothing here tells which, so neither counts",
                spans=spans,
            )
