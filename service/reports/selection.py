"""Which changes of a comparison somebody wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from diffing.comparison import Comparison
from service.comparing.detailed_change import detailed_change
from service.errors import UnusableFilter
from service.filters.filter_language import Filter, matches
from service.reports.report_forms import ReportForm

__all__ = ["EVERYTHING_THAT_COUNTS", "Selection", "check_it_lists_changes", "select"]

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Minor changes too, or not; `wanted` says for each change of a comparison whether a filter holds of it.

    Without `wanted` all are wanted. `query` is the filter, as it was asked.
    """

    minor: bool = False
    wanted: tuple[bool, ...] | None = None
    query: str = ""

    def of(self, changes: Sequence[Json]) -> list[Json]:
        """The changes that are wanted, in their order."""
        holds = (True,) * len(changes) if self.wanted is None else self.wanted
        return [c for c, one in zip(changes, holds, strict=True) if one and (self.minor or not c["minor"])]


EVERYTHING_THAT_COUNTS = Selection()


def check_it_lists_changes(form: ReportForm | None, query: str) -> None:
    """Raises UnusableFilter for a filter of a form that lists no changes; None is a screen, or plain JSON."""
    if query.strip() and form is not None and not form.lists_changes:
        raise UnusableFilter(query, f"{form.value} is always whole: leave the filter out")


def select(comparison: Comparison, wanted: Filter | None, *, query: str, minor: bool) -> Selection:
    """Which changes are wanted; `wanted` is the filter that `query` reads as, None where there is none."""
    if wanted is None:
        return Selection(minor=minor)
    holds = tuple(matches(wanted, detailed_change(change, comparison)) for change in comparison.changes)
    return Selection(minor=minor or wanted.wants_minor, wanted=holds, query=" ".join(query.split()))
