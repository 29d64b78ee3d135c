"""The page of deadlines: the windows that letters name now, what they were, and which are near or gone by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final, NamedTuple

from markupsafe import Markup

from diffing.intervals import has_a_date
from service.addresses import feed_path, item_path, letter_path
from service.overviews.matrix import STATES, StateWords
from service.overviews.series_asked import AskedSeries, SeriesLink, address_of
from service.overviews.stretch_shown import Steps, each_once, stretch_shown
from service.overviews.svg_strip import write_strip
from service.overviews.time_axis import Axis, axis_over
from service.overviews.window_lives import WindowLife, window_lives
from service.overviews.window_strip import life_strip
from service.pages.shown_values import time_words
from service.projections.items import ListedItem
from service.projections.items_told import Told
from service.showing.plain_words import day, letter_name, partner_name, slip, window
from snapshots.letter import Status, TimeExpression

__all__ = ["GROUPS", "DeadlineRow", "DeadlinesPage", "Found", "deadlines_page", "found_deadlines", "group_of"]

# What closes within this many days, counted from today, closes soon.
_SOON = timedelta(days=31)
# Rows at once: with their strips some 100 kB.
_AT_ONCE = 60


class GroupWords(NamedTuple):
    """How a group is headed, and what it has."""

    name: str
    said: str


# In the order of the page.
GROUPS: Final[dict[str, GroupWords]] = {
    "overdue": GroupWords("Gone by", "the last day lies behind, and no letter since says that it was done"),
    "soon": GroupWords("Closing soon", f"the last day is within {_SOON.days} days"),
    "ahead": GroupWords("Ahead", "the last day is further off"),
    "open": GroupWords("Open-ended", "a first day is named, and no last one"),
    "tbc": GroupWords("Without a date", "to be confirmed, or soon: the letter names no day"),
    "silent": GroupWords(
        "No longer mentioned", "the newest letter is silent on the measure; this is what was said last"
    ),
    "done": GroupWords(
        "Of what is reported done", "the letter that names the day says that the measure is done"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A deadline of an item; `current` says that the newest letter of the series speaks of it."""

    item: ListedItem
    life: WindowLife
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRow:
    """A deadline: what is due, when, what it was, and how far it moved last; empty where it did not."""

    label: str
    path: str
    partners: str
    state: str
    state_words: StateWords
    window: str
    words: str
    said: str
    said_path: str
    was: tuple[str, ...]
    slip: str
    strip: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineGroup:
    """Rows of one group, those that this page shows of it; never none."""

    name: str
    words: GroupWords
    rows: tuple[DeadlineRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCount:
    """How many deadlines are in a group, and where it begins."""

    name: str
    words: GroupWords
    number: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinesPage:
    """All that the page shows, as seen on `today`; `fault` says why the query cannot be read."""

    series: str
    others: tuple[SeriesLink, ...]
    query: str
    fault: str
    on: str
    today: str
    counts: tuple[GroupCount, ...]
    groups: tuple[DeadlineGroup, ...]
    steps: Steps
    total: int
    moved: int
    head: Markup
    calendar: str
    promises: str
    unfiltered: str


def found_deadlines(items: Sequence[ListedItem], told: Told, series: AskedSeries) -> tuple[Found, ...]:
    """The deadlines of these items as the last letter that speaks of each has them."""
    keys = [letter.key for letter in series.letters]
    return tuple(
        Found(item=item, life=life, current=item.last_letter == keys[-1])
        for item in items
        for life in window_lives(told.get(item.id, {}), keys)
    )


def group_of(found: Found, today: date) -> str:
    """The group of GROUPS that a deadline is in, seen from a day."""
    time = found.life.now.time
    if not found.current:
        return "silent"
    if found.life.now.statement.status is Status.DONE:
        return "done"
    if not has_a_date(time):
        return "tbc"
    if time.latest is None:
        return "open"
    if time.latest < today:
        return "overdue"
    return "soon" if time.latest <= today + _SOON else "ahead"


def deadlines_page(
    found: Sequence[Found],
    series: AskedSeries,
    *,
    today: date,
    query: str = "",
    fault: str = "",
    on: str = "",
    first: str = "",
) -> DeadlinesPage:
    """The page of these deadlines, from the one that is named `first` on, else from the beginning.

    `on` is the day that was asked for instead of today, as it was asked.
    """
    dates = {letter.key: letter.date for letter in series.letters}
    axis = _axis(found, today)
    here = {"series": series.only, "on": on}

    def page_from(begin: str) -> str:
        return address_of("/deadlines", q=query, **here, **{"from": begin})

    placed = _placed(found, today)
    shown, steps = stretch_shown(
        placed, first=first, most=_AT_ONCE, name=lambda one: one.name, path=page_from
    )
    return DeadlinesPage(
        series=series.name,
        others=series.links("/deadlines", q=query, on=on),
        query=query,
        fault=fault,
        on=on,
        today=day(today),
        counts=tuple(_counts(placed, shown, page_from)),
        groups=tuple(_groups(shown, axis, dates, today)),
        steps=steps,
        total=len(found),
        moved=sum(bool(one.life.former) for one in found),
        head=write_strip(axis.head([("today", today)])) if axis else Markup(),
        calendar=feed_path("deadlines.ics", series=series.only, query=query),
        promises=address_of("/promises", series=series.only),
        unfiltered=address_of("/deadlines", **here),
    )


def _axis(found: Sequence[Found], today: date) -> Axis | None:
    """Over the windows of what the newest letter speaks of, and what they were; over today if it is near."""
    shown = [deadline for deadline in found if deadline.current] or found
    times = [one.time for deadline in shown for one in (*deadline.life.former, deadline.life.now)]
    days = [end for time in times for end in (time.earliest, time.latest) if end is not None]
    near = days and min(days) - _SOON * 6 <= today <= max(days) + _SOON * 6
    return axis_over([*days, today] if near else days)


class _Placed(NamedTuple):
    """A deadline in the order of the page: its group, and a name that no other has."""

    group: str
    name: str
    found: Found


def _placed(found: Sequence[Found], today: date) -> list[_Placed]:
    order = {name: place for place, name in enumerate(GROUPS)}
    grouped = [(group_of(one, today), one) for one in found]
    names = each_once(one.item.id for one in found)
    placed = [_Placed(group, name, one) for (group, one), name in zip(grouped, names, strict=True)]
    return sorted(placed, key=lambda one: (order[one.group], *_by_day(one.found)))


def _counts(
    placed: Sequence[_Placed], shown: Sequence[_Placed], path: Callable[[str], str]
) -> Iterator[GroupCount]:
    """A group that begins on this page is a jump away, another a page."""
    here = {one.name for one in shown}
    for group, members in groupby(placed, key=lambda one: one.group):
        first, *rest = members
        there = f"#{group}" if first.name in here else f"{path(first.name)}#{group}"
        yield GroupCount(name=group, words=GROUPS[group], number=1 + len(rest), path=there)


def _groups(
    shown: Sequence[_Placed], axis: Axis | None, dates: Mapping[str, date], today: date
) -> Iterator[DeadlineGroup]:
    for group, members in groupby(shown, key=lambda one: one.group):
        rows = tuple(_row(one.found, axis, dates, today) for one in members)
        yield DeadlineGroup(name=group, words=GROUPS[group], rows=rows)


def _by_day(found: Found) -> tuple[date, date]:
    """What closes first is first."""
    time = found.life.now.time
    return time.latest or time.earliest or date.max, time.earliest or date.min


def _row(found: Found, axis: Axis | None, dates: Mapping[str, date], today: date) -> DeadlineRow:
    item, now = found.item, found.life.now
    state = now.statement.status.value
    shift = found.life.shift
    return DeadlineRow(
        label=item.label,
        path=item_path(item.id),
        partners=", ".join(map(partner_name, item.partners)),
        state=state,
        state_words=STATES[state],
        window=time_words(now.time),
        words=" ".join(now.time.quote.split()),
        said=letter_name(now.letter),
        said_path=letter_path(now.letter, statement=now.statement.id),
        was=tuple(_was(one.time) for one in found.life.former),
        slip=slip(shift.least, shift.most) if shift else "",
        strip=write_strip(life_strip(found.life, axis, said_on=dates[now.letter], marks=[("today", today)]))
        if axis
        else Markup(),
    )


def _was(time: TimeExpression) -> str:
    return window(time.earliest, time.latest)
