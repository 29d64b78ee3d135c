"""What a filter is tried on, of an entry of any kind.

A letter's own entry has nothing: no filter holds of it. A correction has the facets of what was said and of
what is said now: whoever was told, or would have been, is told of the correction. Each is of the kind of its
change and of kind `correction`. All else is a change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from service.filters.filter_terms import (
    Facets,
    Filter,
    facets_from_json,
    facets_of_change,
    facets_to_json,
    holds,
)

__all__ = [
    "CLOSED",
    "CORRECTION",
    "LETTER",
    "facets_of_entry",
    "holds_of_any",
    "kept_facets",
    "wanted_by",
]

# The kind of the entry that announces a letter. Every other kind but `correction` is that of a change.
LETTER = "letter"
CORRECTION = "correction"
# The kind of the entry that says, between letters, that the last day of a deadline is over.
CLOSED = "deadline.closed"


def facets_of_entry(kind: str, content: Mapping[str, Any]) -> tuple[Facets, ...]:
    """The facets of an entry of this kind and content: a filter holds of it when it holds of one of them."""
    if kind == LETTER:
        return ()
    if kind != CORRECTION:
        return (facets_of_change(content),)
    sides = [side for side in (content["said"], content["says"]) if side and side["kind"] != LETTER]
    return tuple(_of_correction(facets_of_change(side)) for side in sides)


def wanted_by(wanted: Filter, kind: str, content: Mapping[str, Any]) -> bool:
    """Whether the filter holds of an entry."""
    return any(holds(wanted, facets) for facets in facets_of_entry(kind, content))


def kept_facets(kind: str, content: Mapping[str, Any]) -> Any:
    """The facets of an entry as a table keeps them: one, a list of several, or None where there are none."""
    found = [facets_to_json(facets) for facets in facets_of_entry(kind, content)]
    return (found[0] if len(found) == 1 else found) if found else None


def holds_of_any(wanted: Filter, kept: Any) -> bool:
    """Whether the filter holds of what `kept_facets` gave."""
    found: Sequence[Any] = kept if isinstance(kept, list) else [kept] if kept else []
    return any(holds(wanted, facets_from_json(facets)) for facets in found)


def _of_correction(facets: Facets) -> Facets:
    return replace(facets, kinds=(*facets.kinds, CORRECTION))
