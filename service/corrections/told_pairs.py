"""Between which letters subscribers were told what moved."""

from __future__ import annotations

from collections.abc import Iterable

from service.filters.entry_facets import LETTER
from service.projections.entries import PublishedEntry

__all__ = ["told_pairs"]


def told_pairs(published: Iterable[PublishedEntry]) -> set[tuple[str, str]]:
    """The letters by their keys, the older first, as what was published stands."""
    letters = (one for one in published if one.event.kind == LETTER and not one.retracted)
    return {(pair["old"], pair["new"]) for one in letters for pair in one.event.content["compared"]}
