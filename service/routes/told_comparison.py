"""A comparison with all that its pages are made of, told once and kept with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from sqlalchemy import Connection

from diffing.comparison import Comparison
from service.comparing.compare_recorded import split_pair
from service.comparing.detailed_change import detailed_change
from service.comparing.kept_comparisons import KeptComparisons
from service.filters.filter_language import Facets, Filter, facets_of_change, holds

__all__ = ["ToldComparison", "told_comparison"]

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldComparison:
    """A comparison, its changes as public JSON in their order, and what a filter is tried on of each."""

    comparison: Comparison
    changes: tuple[Json, ...]
    facets: Mapping[int, Facets]

    def holds(self, wanted: Filter) -> Callable[[Json], bool]:
        """Whether the filter holds of one of these changes."""
        if not wanted.terms:
            return lambda _: True
        return lambda change: holds(wanted, self.facets[id(change)])


def told_comparison(request: Request, connection: Connection, series: str, pair: str) -> ToldComparison:
    """The comparison of `old..new`; raises BadComparison, UnknownSeries and UnknownLetter."""
    kept: KeptComparisons = request.app.state.comparisons
    return kept.made(connection, series, *split_pair(pair), _tell)


def _tell(comparison: Comparison) -> ToldComparison:
    changes = tuple(detailed_change(change, comparison) for change in comparison.changes)
    facets = {id(change): facets_of_change(change) for change in changes}
    return ToldComparison(comparison=comparison, changes=changes, facets=facets)
