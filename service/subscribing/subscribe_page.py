"""The page that makes a feed: choices, the filter that they are, what it finds, where to subscribe to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from service.addresses import feed_list_path, feed_path, webhook_path
from service.errors import BadFilter
from service.feeds.feed import Entry
from service.filters.filter_language import Filter, Subject, part_of_query
from service.projections.choices_offered import Offered
from service.showing.plain_words import KINDS, day, partner_name
from service.subscribing.chosen_filter import Chosen, chosen_in, is_all_chosen, part_code

__all__ = ["Address", "Choice", "Choices", "Made", "Previewed", "SubscribePage", "subscribe_page"]

# As many names as one looks over at once; those behind are a click away.
_AT_ONCE = 14
_FAMILIES = {
    "forward": "What came about",
    "back": "What slipped or fell silent",
    "figure": "Figures",
    "new": "What is new",
    "quiet": "Told otherwise",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that may be chosen, and whether it is."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Choices of one sort under a heading; `further` stand behind a click."""

    heading: str
    first: tuple[Choice, ...]
    further: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where to subscribe, in one format, and what it is good for."""

    name: str
    url: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """An entry as a feed reader shows it; `content` is markup that was made safe where it was made."""

    title: str
    url: str
    day: str
    tags: tuple[str, ...]
    content: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The feed that is made: the query as given, what it means (None where nothing), what is wrong."""

    query: str
    wanted: Filter | None
    fault: str = ""
    entries: Sequence[Entry] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscribePage:
    """All that the page shows. `whole` says that the choices say all that the filter does.

    `calendar_asks` is what of the filter the calendar takes, where that is not all of it.
    """

    query: str
    fault: str
    whole: bool
    chosen: Chosen
    series: tuple[Choice, ...]
    partners: Choices
    parts: Choices
    kinds: tuple[Choices, ...]
    addresses: tuple[Address, ...]
    lists: tuple[Address, ...]
    calendar_asks: str | None
    preview: tuple[Previewed, ...]
    feeds: tuple[tuple[str, str, str], ...]


def subscribe_page(made: Made, known: Offered, *, home: str) -> SubscribePage:
    """The page of a feed that is made; `home` begins the addresses."""
    chosen = chosen_in(made.wanted) if made.wanted else Chosen()
    asks = _asked_of_calendar(made.query) if made.wanted else ""
    narrowed = asks != " ".join(made.query.split())
    parts = {part_code(name): name for name in known.parts}
    return SubscribePage(
        query=made.query,
        fault=made.fault,
        whole=made.wanted is None or is_all_chosen(made.wanted),
        chosen=chosen,
        series=tuple(Choice(value=s, name=s, chosen=s == chosen.series) for s in known.series),
        partners=_choices(
            "Partners", [(code, partner_name(code)) for code in _all_of(known, chosen)], chosen.partners
        ),
        parts=_choices("Parts of the letters", list(parts.items()), chosen.parts),
        kinds=tuple(_kinds(chosen)),
        addresses=() if made.fault else tuple(_addresses(made.query, asks, home)),
        lists=() if made.fault else tuple(_lists(made.query, home)),
        calendar_asks=asks if narrowed and not made.fault else None,
        preview=tuple(_previewed(entry) for entry in made.entries),
        feeds=_feeds(made.query) if made.query and not made.fault else (),
    )


def _all_of(known: Offered, chosen: Chosen) -> tuple[str, ...]:
    """The partners to choose among: of whom letters say most first, each part by name.

    Those that are chosen are among them though no letter speaks of them.
    """
    often = set(known.often[:_AT_ONCE])
    first = [code for code in known.partners if code in often]
    return tuple(dict.fromkeys((*first, *known.partners, *chosen.partners)))


def _asked_of_calendar(query: str) -> str:
    try:
        return part_of_query(query, about=Subject.DEADLINES)
    except BadFilter:
        return ""


def _choices(heading: str, named: Iterable[tuple[str, str]], chosen: Sequence[str]) -> Choices:
    """What is chosen stands first, also where letters do not have it, so that nobody unchooses it unseen."""
    names = dict(named)
    of_them = [Choice(value=value, name=names.get(value, value), chosen=True) for value in chosen]
    others = [Choice(value=v, name=name, chosen=False) for v, name in names.items() if v not in chosen]
    every = (*of_them, *others)
    at_once = max(_AT_ONCE, len(of_them))
    return Choices(heading=heading, first=every[:at_once], further=every[at_once:])


def _kinds(chosen: Chosen) -> Iterable[Choices]:
    for tone, group in groupby(KINDS.items(), key=lambda one: one[1].tone):
        yield Choices(
            heading=_FAMILIES[tone],
            first=tuple(
                Choice(value=kind, name=words.many, chosen=kind in chosen.kinds) for kind, words in group
            ),
        )


def _addresses(query: str, calendar: str, home: str) -> Iterable[Address]:
    files = {
        "Atom": ("changes.atom", "for every feed reader"),
        "RSS": ("changes.rss", "for readers that know nothing else"),
        "JSON Feed": ("changes.json", "for programs and some readers"),
    }
    for name, (file, about) in files.items():
        yield Address(name=name, url=home + feed_path(file, query=query), about=about)
    yield Address(
        name="Calendar",
        url=home + feed_path("deadlines.ics", query=calendar),
        about="the deadlines of these measures, which move as letters move them",
    )
    yield Address(
        name="Webhook",
        url=home + webhook_path(query),
        about="for programs: sent to them as it comes, signed and in order",
    )


def _lists(query: str, home: str) -> Iterable[Address]:
    about = {
        "": "this feed, and one for each series, partner, part and kind of change",
        "partner": "a feed for each partner",
        "part": "a feed for each part of the letters",
    }
    for by, words in about.items():
        name = {"": "All", "partner": "By partner", "part": "By part"}[by]
        yield Address(name=name, url=home + feed_list_path(by=by, query=query), about=words)


def _feeds(query: str) -> tuple[tuple[str, str, str], ...]:
    """Type, title and address of the feeds of this page, for programs that look for them."""
    return (
        ("application/atom+xml", f"{query} (Atom)", feed_path("changes.atom", query=query)),
        ("application/feed+json", f"{query} (JSON Feed)", feed_path("changes.json", query=query)),
        ("application/rss+xml", f"{query} (RSS)", feed_path("changes.rss", query=query)),
    )


def _previewed(entry: Entry) -> Previewed:
    return Previewed(
        title=entry.title,
        url=entry.url,
        day=day(entry.updated.date()),
        tags=tuple(category.label for category in entry.categories),
        # The templates of entries escape what letters say (feeds/entry_content.py).
        content=Markup(entry.content),  # noqa: S704
    )
