"""The Atom Syndication Format (RFC 4287)."""

from __future__ import annotations

from lxml import etree

from service.feeds.feed import Entry, Feed, rfc3339
from service.feeds.history_elements import (
    HISTORY,
    add_archive_links,
    add_chain,
    add_position,
    add_tombstones,
)
from service.feeds.xml_text import legal

__all__ = ["MEDIA_TYPE", "write_atom"]

MEDIA_TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def write_atom(feed: Feed) -> bytes:
    """The feed as an Atom document, UTF-8; the same feed gives the same bytes."""
    # The stubs know of no default namespace.
    names = {None: _ATOM} | (HISTORY if feed.chain else {})
    root = etree.Element(f"{{{_ATOM}}}feed", {_LANGUAGE: "en"}, nsmap=names)  # type: ignore[arg-type]
    if feed.chain is not None:
        add_chain(root, feed.id, feed.chain)
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", rfc3339(feed.updated))
    _add(root, "link", rel="self", type=MEDIA_TYPE, href=feed.self_url)
    if feed.hub_url is not None:
        _add(root, "link", rel="hub", href=feed.hub_url)
    if feed.chain is not None:
        add_archive_links(root, feed.chain, MEDIA_TYPE)
    _add(root, "link", rel="alternate", type="text/html", href=feed.home_url)
    _add(root, "generator", "Lettertrail")
    _add(_add(root, "author"), "name", "Lettertrail")
    for entry in feed.entries:
        if feed.chain is not None:
            add_tombstones(root, entry)
        _add_entry(root, entry)
    body: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return body


def _add_entry(root: etree._Element, entry: Entry) -> None:
    element = _add(root, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "published", rfc3339(entry.published))
    _add(element, "updated", rfc3339(entry.updated))
    _add(element, "link", rel="alternate", type="text/html", href=entry.url)
    for page in entry.related:
        _add(element, "link", rel="related", type="text/html", href=page.url, title=page.title)
    for category in entry.categories:
        _add(element, "category", scheme=category.scheme, term=category.term, label=category.label)
    add_position(element, entry)
    _add(element, "summary", entry.summary)
    _add(element, "content", entry.content, type="html")


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(
        parent, f"{{{_ATOM}}}{name}", {key: legal(value) for key, value in attributes.items()}
    )
    if text is not None:
        element.text = legal(text)
    return element
