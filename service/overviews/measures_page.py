"""The page of a partner, a part or a kind: its measures by letters, and where to take the view along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from service.addresses import feed_path
from service.overviews.letter_columns import LetterColumn
from service.overviews.matrix import STATES, MatrixRow, StateWords, states_now
from service.overviews.measures_index import StateCount
from service.overviews.series_asked import AskedSeries, SeriesLink, address_of
from service.overviews.stretch_shown import Steps, stretch_shown
from service.overviews.views import Sort, View

__all__ = ["MeasuresPage", "RowGroup", "measures_page"]

_EYEBROWS = {Sort.PARTNERS: "a partner", Sort.PARTS: "a part of the letters", Sort.KINDS: "a kind of measure"}
_BACK = {Sort.PARTNERS: "All partners", Sort.PARTS: "All parts", Sort.KINDS: "All kinds"}
_SILENT = {"silent", "rested"}
_NOT_IN_THE_NEWEST = "Not in the newest letter"
# Rows at once: of twenty letters 60 are 300 kB, and more than anybody takes in.
_AT_ONCE = 60
_FEEDS = (("Atom", "changes.atom"), ("RSS", "changes.rss"), ("JSON Feed", "changes.json"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGroup:
    """Rows under one heading of the letters, or that the newest is silent on; the name may be empty."""

    name: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuresPage:
    """All that the page shows.

    `counts` are of all measures of the view by what the newest letter says, `chosen` is the state that the
    rows are narrowed to, `shown` says to how many; `groups` have those of this page. `legend` has the states
    that occur. Where changes cannot be asked for by the view there are no feeds of them, and the calendar
    alone.
    """

    view: View
    eyebrow: str
    back: tuple[str, str]
    series: str
    others: tuple[SeriesLink, ...]
    columns: tuple[LetterColumn, ...]
    groups: tuple[RowGroup, ...]
    shown: int
    total: int
    counts: tuple[StateCount, ...]
    chosen: str
    unchosen: str
    legend: tuple[tuple[str, StateWords], ...]
    legend_words: Mapping[str, StateWords]
    feeds: tuple[tuple[str, str], ...]
    downloads: tuple[tuple[str, str], ...]
    further: tuple[tuple[str, str], ...]
    steps: Steps


def measures_page(
    view: View,
    series: AskedSeries,
    columns: Sequence[LetterColumn],
    rows: Sequence[MatrixRow],
    *,
    state: str = "",
    first: str = "",
) -> MeasuresPage:
    """The page of these rows, all that the view has; with a `state`, only those in it now are shown.

    It begins with the row of the id `first`, else with the first.
    """
    here = address_of(view.path, series=series.only)
    asked = _in_order([row for row in rows if not state or row.now == state])
    shown, steps = stretch_shown(
        asked,
        first=first,
        most=_AT_ONCE,
        name=lambda row: row.id,
        path=lambda begin: address_of(view.path, series=series.only, state=state, **{"from": begin}),
    )
    occurring = {cell.state for row in rows for cell in row.cells}
    return MeasuresPage(
        view=view,
        eyebrow=f"{series.name} · {_EYEBROWS[view.sort]}" if series.name else _EYEBROWS[view.sort],
        back=(_BACK[view.sort], address_of(f"/{view.sort.value}", series=series.only)),
        series=series.name,
        others=series.links(view.path),
        columns=tuple(columns),
        groups=_groups(shown),
        shown=len(asked),
        total=len(rows),
        counts=_counts(view, series, rows),
        chosen=state,
        unchosen=here,
        legend=tuple((name, words) for name, words in STATES.items() if name in occurring),
        legend_words=STATES,
        feeds=_feeds(view, series),
        downloads=tuple(
            (words, address_of(view.path, series=series.only, **{"as": form}))
            for words, form in (("CSV", "csv"), ("a workbook (XLSX)", "xlsx"))
        ),
        further=_further(view, series),
        steps=steps,
    )


def _counts(view: View, series: AskedSeries, rows: Sequence[MatrixRow]) -> tuple[StateCount, ...]:
    return tuple(
        StateCount(
            state=state,
            words=STATES[state],
            number=number,
            path=address_of(view.path, series=series.only, state=state),
        )
        for state, number in states_now(rows).items()
    )


def _in_order(rows: Sequence[MatrixRow]) -> list[MatrixRow]:
    """Rows by their headings, in the order in which the headings first come.

    Of twenty letters most measures are over: what the newest letter does not speak of stands behind the rest.
    """
    headings = dict.fromkeys(map(_heading, sorted(rows, key=lambda row: row.now in _SILENT)))
    order = {name: place for place, name in enumerate(headings)}
    return sorted(rows, key=lambda row: order[_heading(row)])


def _heading(row: MatrixRow) -> str:
    return _NOT_IN_THE_NEWEST if row.now in _SILENT else row.group


def _groups(rows: Sequence[MatrixRow]) -> tuple[RowGroup, ...]:
    """Rows that are in order, under their headings."""
    return tuple(RowGroup(name=name, rows=tuple(group)) for name, group in groupby(rows, key=_heading))


def _feeds(view: View, series: AskedSeries) -> tuple[tuple[str, str], ...]:
    calendar = ("the calendar", feed_path("deadlines.ics", series=series.only, query=view.query))
    if not view.changes:
        return (calendar,)
    feeds = ((words, feed_path(name, series=series.only, query=view.changes)) for words, name in _FEEDS)
    return (*feeds, calendar)


def _further(view: View, series: AskedSeries) -> tuple[tuple[str, str], ...]:
    """Other pages on the same measures."""
    deadlines = ("Deadlines", address_of("/deadlines", series=series.only, q=view.query))
    said = ("All that was ever said", address_of("/search", q=view.query))
    if view.sort is not Sort.PARTNERS:
        return deadlines, said
    return deadlines, ("Money", address_of("/money", series=series.only, partner=view.code)), said
