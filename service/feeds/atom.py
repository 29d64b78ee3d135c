"""The Atom Syndication Format (RFC 4287)."""

from __future__ import annotations

from datetime import UTC, datetime

from lxml import etree

from service.feeds.feed import Entry, Feed
from service.feeds.xml_text import legal

__all__ = ["MEDIA_TYPE", "rfc3339", "write_atom"]

MEDIA_TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def write_atom(feed: Feed) -> bytes:
    """The feed as an Atom document, UTF-8; the same feed gives the same bytes."""
    default = {None: _ATOM}  # the stubs know of no default namespace
    root = etree.Element(f"{{{_ATOM}}}feed", {_LANGUAGE: "en"}, nsmap=default)  # type: ignore[arg-type]
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", rfc3339(feed.updated))
    _add(root, "link", rel="self", type=MEDIA_TYPE, href=feed.self_url)
    if feed.hub_url is not None:
        _add(root, "link", rel="hub", href=feed.hub_url)
    _add(root, "link", rel="alternate", type="text/html", href=feed.home_url)
    _add(root, "generator", "Lettertrail")
    _add(_add(root, "author"), "name", "Lettertrail")
    for entry in feed.entries:
        _add_entry(root, entry)
    body: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return body


def rfc3339(moment: datetime) -> str:
    """The moment in UTC, to the second: `2023-12-13T08:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


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
    _add(element, "summary", entry.summary)
    _add(element, "content", entry.content, type="html")


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(
        parent, f"{{{_ATOM}}}{name}", {key: legal(value) for key, value in attributes.items()}
    )
    if text is not None:
        element.text = legal(text)
    return element
