"""Filters as links: what a query becomes when one of its terms is chosen, changed or given up."""

from __future__ import annotations

import re

__all__ = ["has_term", "with_term", "without_field"]

# A term ends at a blank, but for one between quotes.
_TERM = re.compile(r'(?:[^\s"]|"[^"]*"?)+')


def with_term(query: str, term: str) -> str:
    """The query with this term; others of its field go, since a link asks for one thing of a sort."""
    return " ".join((*_terms(without_field(query, _field(term))), term))


def without_field(query: str, field: str) -> str:
    """The query without its terms of a field."""
    return " ".join(term for term in _terms(query) if _field(term) != field)


def has_term(query: str, term: str) -> bool:
    """Whether the query asks for just that."""
    return term in _terms(query)


def _terms(query: str) -> list[str]:
    return _TERM.findall(query)


def _field(term: str) -> str:
    """What the term asks of, turned round or not; words without a field are asked of the text."""
    name, colon, _ = term.removeprefix("-").partition(":")
    return name.lower() if colon and name.isalpha() else "text"
