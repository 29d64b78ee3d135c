"""Which feeds stand together in a list: all, and one for each series, partner, part or kind. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from service.addresses import feed_path, subscribe_path
from service.feeds.opml import FeedGroup, ListedFeed
from service.projections.choices_offered import Offered
from service.showing.plain_words import KINDS, partner_name
from service.subscribing.chosen_filter import part_code

__all__ = ["By", "feed_groups", "feed_of"]


class By(StrEnum):
    """What a list has a feed for each of."""

    SERIES = "series"
    PARTNER = "partner"
    PART = "part"
    KIND = "kind"


_HEADINGS = {
    By.SERIES: "By series",
    By.PARTNER: "By partner",
    By.PART: "By part of the letters",
    By.KIND: "By kind of change",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    name: str
    term: str


def feed_groups(
    known: Offered, by: Sequence[By], *, query: str, file: str, home: str
) -> tuple[FeedGroup, ...]:
    """A group for each of `by`, with a feed for each that is known, narrowed by `query` where one is given.

    `file` is the feed's name (`changes.atom`), `home` begins the addresses. A group of nothing is left out.
    """
    groups = (
        FeedGroup(
            title=_HEADINGS[one],
            feeds=tuple(
                feed_of(term.name, f"{query} {term.term}".strip(), file=file, home=home)
                for term in _terms(one, known)
            ),
        )
        for one in by
    )
    return tuple(group for group in groups if group.feeds)


def feed_of(name: str, query: str, *, file: str, home: str) -> ListedFeed:
    """The feed of what a filter asks for, under a name."""
    return ListedFeed(
        title=f"Lettertrail: {name}",
        url=home + feed_path(file, query=query),
        home_url=home + subscribe_path(query),
    )


def _terms(by: By, known: Offered) -> Iterator[_Term]:
    match by:
        case By.SERIES:
            yield from (_Term(name=name, term=f"series:{name}") for name in known.series)
        case By.PARTNER:
            yield from (_Term(name=partner_name(one), term=f"partner:{one}") for one in known.partners)
        case By.PART:
            yield from (_Term(name=name, term=f"part:{part_code(name)}") for name in known.parts)
        case By.KIND:
            yield from (_Term(name=words.many, term=f"kind:{kind}") for kind, words in KINDS.items())
