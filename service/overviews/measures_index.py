"""The index of partners, parts or kinds: how many measures each has, and what has become of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from service.filters.filter_language import Subject, parse
from service.filters.filter_terms import Facets, holds
from service.overviews.matrix import STATES, StateWords
from service.overviews.series_asked import AskedSeries, SeriesLink, address_of
from service.overviews.svg_strip import stacked, write_strip
from service.overviews.views import Sort, View, views_of
from service.projections.items import ListedItem
from snapshots.letter import Status

__all__ = ["IndexPage", "IndexRow", "StateCount", "index_page", "state_in_last_letter"]

_HEADINGS = {
    Sort.PARTNERS: (
        "Partners",
        "Countries and regions that the measures are about. One that concerns several is in each row.",
    ),
    Sort.PARTS: ("Parts", "The parts that the letters are divided into, by the names that they give them."),
    Sort.KINDS: ("Kinds of measures", "What sort of thing is reported: a contract, a meeting, a delivery."),
}
_BAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCount:
    """How many measures are in a state, and where only they are shown."""

    state: str
    words: StateWords
    number: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """One partner, part or kind; `counts` has a number for each state of the page's `states`, 0 too."""

    name: str
    path: str
    measures: int
    counts: tuple[StateCount, ...]
    strip: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage:
    """All that the page shows; without letters it has no rows and no series."""

    sort: Sort
    heading: str
    explained: str
    series: str
    others: tuple[SeriesLink, ...]
    states: tuple[StateWords, ...]
    rows: tuple[IndexRow, ...]


def index_page(
    sort: Sort, series: AskedSeries, items: Sequence[tuple[ListedItem, Facets]], parts: Sequence[str]
) -> IndexPage:
    """The index of a series; each row counts what its own page lists."""
    newest = series.letters[-1].key if series.letters else ""
    held = [(state_in_last_letter(item, newest), facets) for item, facets in items]
    found = [(view, _states(view, held)) for view in views_of(sort, [one for _, one in items], parts)]
    states = [state for state in STATES if any(numbers[state] for _, numbers in found)]
    most = max((numbers.total() for _, numbers in found), default=0)
    heading, explained = _HEADINGS[sort]
    return IndexPage(
        sort=sort,
        heading=heading,
        explained=explained,
        series=series.name,
        others=series.links(f"/{sort.value}"),
        states=tuple(STATES[state] for state in states),
        rows=tuple(_row(view, numbers, states, series, most) for view, numbers in found if numbers),
    )


def state_in_last_letter(item: ListedItem, newest: str) -> str:
    """The state of STATES that an item has in the newest letter of its series, given by its key."""
    if item.last_letter == newest:
        return item.status.value
    return "rested" if item.status is Status.DONE else "silent"


def _states(view: View, held: Sequence[tuple[str, Facets]]) -> Counter[str]:
    wanted = parse(view.query, about=Subject.ITEMS)
    return Counter(state for state, facets in held if holds(wanted, facets))


def _row(
    view: View, numbers: Counter[str], states: Sequence[str], series: AskedSeries, most: int
) -> IndexRow:
    counts = tuple(
        StateCount(
            state=state,
            words=STATES[state],
            number=numbers[state],
            path=address_of(view.path, series=series.only, state=state),
        )
        for state in states
    )
    parts = [(f"state {one.state}", one.number, f"{one.number} {one.words.word}") for one in counts]
    return IndexRow(
        name=view.name,
        path=address_of(view.path, series=series.only),
        measures=numbers.total(),
        counts=counts,
        strip=write_strip(stacked(parts, most, height=_BAR)),
    )
