"""How feeds of changes are written: their formats, and what they are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from service.feed_documents.feed_question import FeedQuestion
from service.feeds.atom import MEDIA_TYPE as ATOM
from service.feeds.atom import write_atom
from service.feeds.feed import Feed
from service.feeds.json_feed import MEDIA_TYPE as JSON_FEED
from service.feeds.json_feed import write_json_feed
from service.feeds.rss import MEDIA_TYPE as RSS
from service.feeds.rss import write_rss

__all__ = ["WRITERS", "Writer", "subtitle_of", "title_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """What makes bytes of a feed, and of which media type."""

    write: Callable[[Feed], bytes]
    media_type: str


WRITERS: Mapping[str, Writer] = MappingProxyType(
    {
        "atom": Writer(write=write_atom, media_type=ATOM),
        "rss": Writer(write=write_rss, media_type=RSS),
        "json": Writer(write=write_json_feed, media_type=JSON_FEED),
    }
)


def title_of(question: FeedQuestion) -> str:
    """The feed's title: what it was narrowed to stands in it."""
    return " · ".join(filter(None, ("Lettertrail: what moved", question.series, question.query)))


def subtitle_of(_question: FeedQuestion) -> str:
    """What its entries are."""
    return "For each letter an entry with the counts, then one for each change, in the letters' words."
