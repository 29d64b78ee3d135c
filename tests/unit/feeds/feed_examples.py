"""Entries by hand, with everything in them that a feed must survive."""

from __future__ import annotations

from datetime import UTC, date, datetime

from service.feeds.feed import Category, Entry, Feed, Related
from service.feeds.icalendar import Deadline
from snapshots.letter import Certainty

HOME = "https://letters.example"
SCHEME = "tag:letters.example,2023:schemes/"


def entry(**given) -> Entry:
    fields = {
        "id": "tag:letters.example,2023:harbours/2023-10-01..2024-01-15/contract.signed.i-7",
        "title": "Norway: contract signed for EUR 35 million",
        "url": f"{HOME}/compare/harbours/2023-10-01..2024-01-15#contract.signed.i-7",
        "summary": "The radar contract, planned before, is now reported signed.",
        "content": "<p>was <del>planned</del>, now <ins>signed</ins> &amp; sealed</p>",
        "published": datetime(2024, 1, 16, 8, 0, tzinfo=UTC),
        "updated": datetime(2024, 1, 17, 9, 30, 1, tzinfo=UTC),
        "categories": (
            Category(scheme=f"{SCHEME}kind", term="contract.signed", label="contract signed"),
            Category(scheme=f"{SCHEME}partner", term="NO", label="Norway"),
        ),
        "related": (Related(url=f"{HOME}/items/i-7", title="The item through all letters"),),
    }
    return Entry(**(fields | given))


def feed(*entries: Entry, **given) -> Feed:
    fields = {
        "id": "tag:letters.example,2023:feeds/changes",
        "title": "Lettertrail: what moved",
        "subtitle": "One entry per letter, then one per change.",
        "home_url": f"{HOME}/",
        "self_url": f"{HOME}/feeds/changes.atom",
        "entries": entries,
    }
    return Feed(**(fields | given))


HOSTILE = entry(
    id="tag:letters.example,2023:harbours/2023-10-01..2024-01-15/item.reworded.i-9",
    title="</title><script>alert(1)</script> ]]> \x00\x0b\ud800\ufffe & \U0001f6a2",
    summary="<b>bold</b>\x1b[31m",
    content="<p>&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; \x0c</p>",
    url=f"{HOME}/compare/harbours/2023-10-01..2024-01-15?minor=yes&q=part%3A%22A%22",
    categories=(Category(scheme=f"{SCHEME}part", term='"PREVENTION" <&>', label='"PREVENTION" <&>'),),
)

EXAMPLE = feed(entry(), HOSTILE)


def deadline(**given) -> Deadline:
    fields = {
        "uid": "i-7@letters.example",
        "title": "Norway: the radar contract",
        "words": "to be signed in Q1 2024; then, where need be, extended,\nas “agreed”",
        "earliest": date(2024, 1, 1),
        "latest": date(2024, 3, 31),
        "certainty": Certainty.FIRM,
        "said_at": datetime(2024, 1, 16, 8, 0, tzinfo=UTC),
        "url": f"{HOME}/items/i-7",
        "moves": 1,
        "categories": ("Norway", "contract"),
    }
    return Deadline(**(fields | given))
