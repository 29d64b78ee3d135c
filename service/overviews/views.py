"""What a page of measures is about: a partner, a part of the letters, or a kind of measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import quote

from service.filters.filter_terms import Facets, folded
from service.filters.partner_names import partner_meant
from service.showing.plain_words import partner_name
from snapshots.letter import Kind

__all__ = ["KIND_WORDS", "Sort", "View", "kind_view", "part_view", "partner_view", "views_of"]

KIND_WORDS: Final[dict[Kind, str]] = {
    Kind.CONTRACT: "Contracts and grants",
    Kind.FUNDING: "Funding",
    Kind.AGREEMENT: "Agreements",
    Kind.MEETING: "Meetings and missions",
    Kind.DELIVERY: "Deliveries and works",
    Kind.DEPLOYMENT: "Deployments and operations",
    Kind.LEGISLATION: "Legislation",
    Kind.INDICATOR: "Figures and indicators",
    Kind.OTHER: "Other measures",
}


class Sort(StrEnum):
    """What measures are sorted by: the first step of the address of such a page."""

    PARTNERS = "partners"
    PARTS = "parts"
    KINDS = "kinds"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The measures of one partner, part or kind.

    `code` ends its address, `query` is the filter that asks for its measures, `changes` is
    the filter that asks for their changes, empty where changes cannot be asked for so.
    """

    sort: Sort
    code: str
    name: str
    query: str
    changes: str

    @property
    def path(self) -> str:
        """Where its page is."""
        return f"/{self.sort.value}/{quote(self.code, safe='')}"


def partner_view(named: str) -> View | None:
    """The view of a partner by code, slug or name; None where nobody is called so."""
    code = partner_meant(named)
    if code is None:
        return None
    query = f"partner:{code}"
    return View(sort=Sort.PARTNERS, code=code, name=partner_name(code), query=query, changes=query)


def part_view(named: str, known: Sequence[str] = ()) -> View | None:
    """The view of a part by words of its name, with blanks or hyphens; `known` are names in letters.

    None where there is no word in it.
    """
    words = folded(named)
    if not words:
        return None
    shown = next((name for name in known if folded(name) == words), words.strip().capitalize())
    query = f'part:"{words.strip()}"'
    return View(sort=Sort.PARTS, code="-".join(words.split()), name=shown, query=query, changes=query)


def kind_view(named: str) -> View | None:
    """The view of a kind of measure; None where there is no such kind."""
    kind = next((kind for kind in Kind if kind.value == named), None)
    if kind is None:
        return None
    return View(
        sort=Sort.KINDS, code=kind.value, name=KIND_WORDS[kind], query=f"kind:{kind.value}", changes=""
    )


def views_of(sort: Sort, facets: Sequence[Facets], parts: Sequence[str]) -> tuple[View, ...]:
    """The views of a sort that some measure is in: partners by name, parts and kinds in their order."""
    if sort is Sort.KINDS:
        kinds = {kind for one in facets for kind in one.kinds}
        found = [kind_view(kind.value) for kind in Kind if kind.value in kinds]
    elif sort is Sort.PARTS:
        found = list(
            {(view and view.code): view for view in (part_view(name, parts) for name in parts)}.values()
        )
    else:
        codes = {partner for one in facets for partner in one.partners}
        found = sorted(map(partner_view, codes), key=lambda view: view.name if view else "")
    return tuple(view for view in found if view is not None)
