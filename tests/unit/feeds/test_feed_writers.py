from __future__ import annotations

import json
from pathlib import Path

import feedparser
import jsonschema
import pytest
from feed_examples import EXAMPLE, HOSTILE, deadline, entry, feed
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from service.feeds.atom import write_atom
from service.feeds.icalendar import write_calendar
from service.feeds.json_feed import write_json_feed
from service.feeds.rss import write_rss

GOLDEN = Path(__file__).parents[2] / "golden" / "feeds"
JSON_FEED_SCHEMA = json.loads((GOLDEN / "json-feed-1.1.schema.json").read_text())
WRITERS = {"changes.atom": write_atom, "changes.rss": write_rss, "changes.json": write_json_feed}
TEXT = st.text(st.characters(codec=None))


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_entries_give_the_bytes_they_always_gave(name):
    assert WRITERS[name](EXAMPLE) == (GOLDEN / name).read_bytes()


@pytest.mark.parametrize("name", WRITERS)
def test_an_empty_feed_gives_the_bytes_it_always_gave(name):
    assert WRITERS[name](feed()) == (GOLDEN / f"empty-{name}").read_bytes()


def test_the_calendar_gives_the_bytes_it_always_gave():
    tour = (deadline(), deadline(uid="i-8@letters.example", earliest=None, moves=0, categories=()))
    assert write_calendar("Lettertrail: deadlines", tour) == (GOLDEN / "deadlines.ics").read_bytes()


@pytest.mark.parametrize("name", ["changes.atom", "changes.rss"])
def test_a_feed_reader_finds_no_fault_and_every_entry(name):
    parsed = feedparser.parse(WRITERS[name](EXAMPLE))
    assert not parsed.bozo
    assert [one.id for one in parsed.entries] == [one.id for one in EXAMPLE.entries]
    assert [one.link for one in parsed.entries] == [one.url for one in EXAMPLE.entries]
    assert all(one.published_parsed for one in parsed.entries)


def test_atom_says_when_each_entry_was_updated_and_when_the_feed_was():
    parsed = feedparser.parse(write_atom(EXAMPLE))
    assert parsed.entries[0].updated == "2024-01-17T09:30:01Z"
    assert parsed.entries[0].published == "2024-01-16T08:00:00Z"
    assert parsed.feed.updated == "2024-01-17T09:30:01Z"


def test_an_empty_atom_feed_says_the_epoch():
    assert feedparser.parse(write_atom(feed())).feed.updated == "1970-01-01T00:00:00Z"


def test_an_rss_guid_is_no_link():
    guid = etree.fromstring(write_rss(EXAMPLE)).find("channel/item/guid")
    assert guid.get("isPermaLink") == "false"
    assert guid.text.startswith("tag:")


def test_the_json_feed_follows_its_schema():
    jsonschema.validate(json.loads(write_json_feed(EXAMPLE)), JSON_FEED_SCHEMA)
    jsonschema.validate(json.loads(write_json_feed(feed())), JSON_FEED_SCHEMA)


def test_the_schema_refuses_a_feed_of_numbered_ids():
    wrong = json.loads(write_json_feed(EXAMPLE)) | {"items": [{"id": 7, "content_html": ""}]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, JSON_FEED_SCHEMA)


def test_markup_in_a_title_reaches_the_reader_as_words():
    titles = [
        feedparser.parse(write(feed(HOSTILE))).entries[0].title_detail for write in (write_atom, write_rss)
    ]
    assert (
        etree.fromstring(write_atom(feed(HOSTILE)))
        .findtext(".//{*}entry/{*}title")
        .startswith("</title><script>")
    )
    assert all("<script>" in title.value or "&lt;script&gt;" in title.value for title in titles)
    assert b"<script>" not in write_atom(feed(HOSTILE)) + write_rss(feed(HOSTILE))


@given(words=TEXT)
def test_no_words_break_a_feed(words):
    odd = feed(entry(title=words, summary=words, content=words), title=words)
    for write in (write_atom, write_rss):
        etree.fromstring(write(odd))
    json.loads(write_json_feed(odd))


@given(
    words=st.text(
        st.characters(min_codepoint=32, exclude_categories=["Cs"], exclude_characters="\ufffe\uffff\x7f")
    )
)
def test_words_arrive_as_they_were(words):
    written = etree.fromstring(write_atom(feed(entry(title=words))))
    assert written.findtext(".//{*}entry/{*}title") == words
