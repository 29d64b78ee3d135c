"""The page of a search: the items that a filter holds of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from service.addresses import item_path
from service.filters.filter_language import can_be_asked
from service.projections.items import ListedItem
from service.showing.plain_words import letter_name, partner_name, status

__all__ = ["FoundItem", "FoundPage", "found_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundItem:
    """An item in the list: what it is, and what the letter that spoke of it last says."""

    label: str
    path: str
    series: str
    partners: str
    status: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """All that the page shows; `fault` says why the query cannot be read, `more` leads to the next page.

    `asks` is the query where changes can be asked for by it, too; then there is a feed of it.
    """

    query: str
    fault: str
    asks: str
    items: tuple[FoundItem, ...]
    more: str


def found_page(query: str, found: Sequence[ListedItem], *, following: str | None, fault: str) -> FoundPage:
    """The page of these items; `following` is the cursor of those behind them."""
    asked = urlencode({"q": query, "after": following or ""})
    return FoundPage(
        query=query,
        fault=fault,
        asks=query.strip() if not fault and can_be_asked(query) else "",
        items=tuple(_found(item) for item in found),
        more=f"/items?{asked}" if following else "",
    )


def _found(item: ListedItem) -> FoundItem:
    return FoundItem(
        label=item.label,
        path=item_path(item.id),
        series=item.series,
        partners=", ".join(map(partner_name, item.partners)),
        status=status(item.status.value),
        last=letter_name(item.last_letter),
    )
