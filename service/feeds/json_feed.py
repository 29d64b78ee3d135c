"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from typing import Any

from service.feeds.archive_chain import BLANK_HASH, BLANK_SIGNATURE, Archive, Chain
from service.feeds.feed import Entry, Feed, rfc3339
from service.feeds.xml_text import legal

__all__ = ["MEDIA_TYPE", "write_json_feed"]

MEDIA_TYPE = "application/feed+json"


def write_json_feed(feed: Feed) -> bytes:
    """The feed as a JSON Feed, UTF-8; the same feed gives the same bytes."""
    chain = feed.chain
    shape = {
        "version": "https://jsonfeed.org/version/1.1",
        # An extension's name begins with an underscore.
        **({"_lettertrail": {"chain": _chain(feed.id, chain)}} if chain else {}),
        "title": legal(feed.title),
        "description": legal(feed.subtitle),
        "home_page_url": feed.home_url,
        "feed_url": feed.self_url,
        **({"next_url": chain.previous} if chain and chain.previous else {}),
        "language": "en",
        "authors": [{"name": "Lettertrail"}],
        **({"hubs": [{"type": "WebSub", "url": feed.hub_url}]} if feed.hub_url is not None else {}),
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(shape, ensure_ascii=False, indent=1).encode() + b"\n"


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": legal(entry.title),
        "summary": legal(entry.summary),
        "content_html": legal(entry.content),
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated),
        "tags": [legal(category.label) for category in entry.categories],
        # For programs, what the tags say to people.
        "_lettertrail": {
            **({} if entry.position is None else {"position": entry.position}),
            **({} if entry.retracts is None else {"retracts": entry.retracts.entry}),
            "categories": [
                {"scheme": category.scheme, "term": category.term} for category in entry.categories
            ],
            "related": [{"url": page.url, "title": legal(page.title)} for page in entry.related],
        },
    }


def _chain(feed: str, chain: Chain) -> dict[str, Any]:
    place = chain.place
    if isinstance(place, Archive):
        return {
            "feed": feed,
            "number": place.number,
            "entries": place.entries,
            "first_position": place.first_position,
            "last_position": place.last_position,
            "previous_sha256": place.previous_sha256,
            "previous": chain.previous,
            "following": chain.following,
            "current": chain.current,
        }
    return {
        "feed": feed,
        "archives": place.archives,
        "archive_sha256": place.archive_sha256,
        "entries": place.entries,
        "last_position": place.last_position,
        "hidden": place.hidden,
        "document_sha256": BLANK_HASH,
        "key": place.key,
        "signature": place.key and BLANK_SIGNATURE,
        "previous": chain.previous,
    }
