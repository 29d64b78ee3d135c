"""A list of feeds to be taken into a feed reader at once: OPML 2.0 (opml.org/spec2.opml)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from lxml import etree

from service.feeds.xml_text import legal

__all__ = ["MEDIA_TYPE", "FeedGroup", "ListedFeed", "write_opml"]

MEDIA_TYPE = "text/x-opml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFeed:
    """A feed: what it is called, its address, and that of the page about it."""

    title: str
    url: str
    home_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedGroup:
    """Feeds under one heading."""

    title: str
    feeds: tuple[ListedFeed, ...]


def write_opml(
    title: str, *, feeds: tuple[ListedFeed, ...], groups: tuple[FeedGroup, ...] = (), modified: datetime
) -> bytes:
    """The list as an OPML document, UTF-8: feeds first, then groups; the same list gives the same bytes.

    `modified` is when what there is to subscribe to changed last. Every feed is of type `rss`, which in OPML
    is any format of feed.
    """
    root = etree.Element("opml", {"version": "2.0"})
    head = etree.SubElement(root, "head")
    _add(head, "title", title)
    _add(head, "dateModified", format_datetime(modified.astimezone(UTC).replace(microsecond=0), usegmt=True))
    _add(head, "docs", "http://opml.org/spec2.opml")
    body = etree.SubElement(root, "body")
    for feed in feeds:
        _add_feed(body, feed)
    for group in groups:
        outline = etree.SubElement(body, "outline", {"text": legal(group.title)})
        for feed in group.feeds:
            _add_feed(outline, feed)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = legal(text)


def _add_feed(parent: etree._Element, feed: ListedFeed) -> None:
    title = legal(feed.title)
    attributes = {"text": title, "title": title, "type": "rss", "xmlUrl": feed.url, "htmlUrl": feed.home_url}
    etree.SubElement(parent, "outline", attributes)
