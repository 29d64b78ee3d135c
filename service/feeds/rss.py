"""RSS 2.0, with the Atom self link that the RSS Advisory Board's profile asks for."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime

from lxml import etree

from service.feeds.feed import Entry, Feed
from service.feeds.history_elements import HISTORY, add_archive_links, add_chain, add_position
from service.feeds.xml_text import legal

__all__ = ["MEDIA_TYPE", "write_rss"]

MEDIA_TYPE = "application/rss+xml"
_ATOM = "http://www.w3.org/2005/Atom"


def write_rss(feed: Feed) -> bytes:
    """The feed as an RSS document, UTF-8; the same feed gives the same bytes."""
    history = HISTORY if feed.chain else {}
    root = etree.Element("rss", {"version": "2.0"}, nsmap={"atom": _ATOM, **history})
    channel = etree.SubElement(root, "channel")
    if feed.chain is not None:
        add_chain(channel, feed.id, feed.chain)
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.home_url)
    _add(channel, "description", feed.subtitle)
    _add(channel, "language", "en")
    _add(channel, "lastBuildDate", _rfc822(feed.updated))
    _add(channel, "generator", "Lettertrail")
    _add(channel, "docs", "https://www.rssboard.org/rss-specification")
    _add(channel, f"{{{_ATOM}}}link", rel="self", type=MEDIA_TYPE, href=feed.self_url)
    if feed.hub_url is not None:
        _add(channel, f"{{{_ATOM}}}link", rel="hub", href=feed.hub_url)
    if feed.chain is not None:
        add_archive_links(channel, feed.chain, MEDIA_TYPE)
    for entry in feed.entries:
        _add_item(channel, entry)
    body: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return body


def _add_item(channel: etree._Element, entry: Entry) -> None:
    item = _add(channel, "item")
    _add(item, "title", entry.title)
    _add(item, "link", entry.url)
    _add(item, "guid", entry.id, isPermaLink="false")
    _add(item, "pubDate", _rfc822(entry.published))
    for category in entry.categories:
        _add(item, "category", category.label, domain=category.scheme)
    add_position(item, entry)
    _add(item, "description", entry.content)


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0), usegmt=True)


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, name, {key: legal(value) for key, value in attributes.items()})
    if text is not None:
        element.text = legal(text)
    return element
