"""A document of a feed as it came, Atom, RSS or JSON Feed: what it says of its place, and its entries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from service.feeds.archive_chain import NAMESPACE, Archive, Head

__all__ = ["NoFeedDocument", "SeenDocument", "SeenEntry", "read_document"]

_ATOM = "{http://www.w3.org/2005/Atom}"
_OURS = f"{{{NAMESPACE}}}"


class NoFeedDocument(ValueError):
    """It is no document of a feed whose history can be proved; the message says what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenEntry:
    """An entry's id and its position in the log."""

    id: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenDocument:
    """What a document says. A head has the hash of its own bytes, and a signature where there is one.

    `previous` is the address of the archive before it, None for the first.
    """

    feed: str
    place: Archive | Head
    entries: tuple[SeenEntry, ...]
    previous: str | None
    document_sha256: str | None = None
    signature: str | None = None


def read_document(body: bytes) -> SeenDocument:
    """The document in these bytes; raises NoFeedDocument."""
    try:
        return _read_json(body) if body.lstrip().startswith(b"{") else _read_xml(body)
    except RecursionError as error:
        raise NoFeedDocument("it is nested deeper than a feed is") from error
    except (ValueError, KeyError, TypeError, AttributeError, etree.XMLSyntaxError) as error:
        if isinstance(error, NoFeedDocument):
            raise
        raise NoFeedDocument(f"it is no feed that can be read: {type(error).__name__} {error}") from error


def _read_json(body: bytes) -> SeenDocument:
    document = json.loads(body)
    chain = document.get("_lettertrail", {}).get("chain")
    if chain is None:
        raise NoFeedDocument(_NO_CHAIN)
    entries = (
        SeenEntry(id=str(item["id"]), position=int(item["_lettertrail"]["position"]))
        for item in document["items"]
    )
    return _seen(chain, entries, chain["previous"])


def _read_xml(body: bytes) -> SeenDocument:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(body, parser)
    holder = root if root.tag == f"{_ATOM}feed" else root.find("channel")
    chain = None if holder is None else holder.find(f"{_OURS}chain")
    if holder is None or chain is None:
        raise NoFeedDocument(_NO_CHAIN)
    entries = [
        SeenEntry(id=_text(one, f"{_ATOM}id", "guid"), position=int(_text(one, f"{_OURS}position")))
        for one in (*root.iter(f"{_ATOM}entry"), *root.iter("item"))
    ]
    links = {link.get("rel"): link.get("href") for link in holder.findall(f"{_ATOM}link")}
    given = {str(name).replace("-", "_"): value for name, value in chain.attrib.items()}
    return _seen(given, entries, links.get("prev-archive"))


_NO_CHAIN = "it names no archives: they are being made, or this is no feed of changes; ask again in a minute"


def _text(element: Any, *names: str) -> str:
    for name in names:
        found = element.findtext(name)
        if found is not None:
            return str(found)
    raise NoFeedDocument(f"an entry has no {names[0].rpartition('}')[2]}")


def _seen(chain: Mapping[str, Any], entries: Iterable[SeenEntry], previous: Any) -> SeenDocument:
    return SeenDocument(
        feed=str(chain["feed"]),
        place=_archive(chain) if "number" in chain else _head(chain),
        entries=tuple(entries),
        previous=previous,
        document_sha256=chain.get("document_sha256"),
        signature=chain.get("signature"),
    )


def _archive(chain: Mapping[str, Any]) -> Archive:
    return Archive(
        number=int(chain["number"]),
        entries=int(chain["entries"]),
        first_position=int(chain["first_position"]),
        last_position=int(chain["last_position"]),
        previous_sha256=chain.get("previous_sha256"),
    )


def _head(chain: Mapping[str, Any]) -> Head:
    return Head(
        archives=int(chain["archives"]),
        archive_sha256=chain.get("archive_sha256"),
        entries=int(chain["entries"]),
        last_position=int(chain["last_position"]),
        hidden=int(chain["hidden"]),
        key=chain.get("key"),
    )
