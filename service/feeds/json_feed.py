"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from typing import Any

from service.feeds.atom import rfc3339
from service.feeds.feed import Entry, Feed
from service.feeds.xml_text import legal

__all__ = ["MEDIA_TYPE", "write_json_feed"]

MEDIA_TYPE = "application/feed+json"


def write_json_feed(feed: Feed) -> bytes:
    """The feed as a JSON Feed, UTF-8; the same feed gives the same bytes."""
    shape = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": legal(feed.title),
        "description": legal(feed.subtitle),
        "home_page_url": feed.home_url,
        "feed_url": feed.self_url,
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
        # An extension's name begins with an underscore: for programs, what the tags say to people.
        "_lettertrail": {
            "categories": [
                {"scheme": category.scheme, "term": category.term} for category in entry.categories
            ],
            "related": [{"url": page.url, "title": legal(page.title)} for page in entry.related],
        },
    }
