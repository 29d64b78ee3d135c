"""What Atom and RSS say of a feed's history: the chain, archives (RFC 5005), tombstones (RFC 6721)."""

from __future__ import annotations

from lxml import etree

from service.feeds.archive_chain import BLANK_HASH, BLANK_SIGNATURE, NAMESPACE, Archive, Chain
from service.feeds.feed import Entry, rfc3339
from service.feeds.xml_text import legal

__all__ = ["HISTORY", "add_archive_links", "add_chain", "add_position", "add_tombstones"]

_ATOM = "http://www.w3.org/2005/Atom"
_HISTORY = "http://purl.org/syndication/history/1.0"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
# The prefixes that a document has besides its own.
HISTORY = {"fh": _HISTORY, "at": _TOMBSTONES, "lt": NAMESPACE}


def add_chain(parent: etree._Element, feed: str, chain: Chain) -> None:
    """The document's place in the chain of a feed, given by its id; to be added before any words."""
    place = chain.place
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}chain", feed=legal(feed))
    if isinstance(place, Archive):
        etree.SubElement(parent, f"{{{_HISTORY}}}archive")
        given = {
            "number": str(place.number),
            "entries": str(place.entries),
            "first-position": str(place.first_position),
            "last-position": str(place.last_position),
            "previous-sha256": place.previous_sha256,
        }
    else:
        given = {
            "archives": str(place.archives),
            "archive-sha256": place.archive_sha256,
            "entries": str(place.entries),
            "last-position": str(place.last_position),
            "hidden": str(place.hidden),
            "document-sha256": BLANK_HASH,
            "key": place.key,
            "signature": place.key and BLANK_SIGNATURE,
        }
    for name, value in given.items():
        if value is not None:
            element.set(name, value)


def add_archive_links(parent: etree._Element, chain: Chain, media_type: str) -> None:
    """The links of RFC 5005, section 4.1."""
    links = {"current": chain.current, "prev-archive": chain.previous, "next-archive": chain.following}
    for relation, address in links.items():
        if address is not None:
            link = {"rel": relation, "type": media_type, "href": address}
            etree.SubElement(parent, f"{{{_ATOM}}}link", link)


def add_position(parent: etree._Element, entry: Entry) -> None:
    """Where an entry stands in the log, where that is told."""
    if entry.position is not None:
        etree.SubElement(parent, f"{{{NAMESPACE}}}position").text = str(entry.position)


def add_tombstones(parent: etree._Element, entry: Entry) -> None:
    """The tombstone of the entry that this one tells to be taken back, if it does."""
    if entry.retracts is None:
        return
    gone = entry.retracts
    stone = {"ref": gone.entry, "when": rfc3339(entry.published)}
    element = etree.SubElement(parent, f"{{{_TOMBSTONES}}}deleted-entry", stone)
    if gone.by is not None:
        by = etree.SubElement(element, f"{{{_TOMBSTONES}}}by")
        etree.SubElement(by, f"{{{_ATOM}}}name").text = legal(gone.by)
    etree.SubElement(element, f"{{{_TOMBSTONES}}}comment").text = legal(gone.why)
