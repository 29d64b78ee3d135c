from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.feeds.feed_ids import (
    authority_of,
    calendar_uid,
    category_scheme,
    change_entry_id,
    feed_id,
    letter_entry_id,
)

# RFC 4151, 2.1; `specific` is made of what a URI's path and query may hold.
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:([A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-F]{2})*")


def test_the_ids_are_the_ones_that_subscribers_remember():
    at = "letters.example"
    days = {"series": "harbours", "old": "2023-10-01", "new": "2024-01-15/2"}
    assert letter_entry_id(at, **days) == "tag:letters.example,2023:harbours/2023-10-01..2024-01-15/2"
    assert letter_entry_id(at, series="harbours", old=None, new="2023-10-01") == (
        "tag:letters.example,2023:harbours/2023-10-01"
    )
    assert change_entry_id(at, **days, change="contract.signed.i-7") == (
        "tag:letters.example,2023:harbours/2023-10-01..2024-01-15/2/contract.signed.i-7"
    )
    assert feed_id(at, series=None, query=None) == "tag:letters.example,2023:feeds/changes"
    assert feed_id(at, series="harbours", query="partner:NO & x", minor=True) == (
        "tag:letters.example,2023:feeds/changes?series=harbours&q=partner:NO%20%26%20x&minor=yes"
    )
    assert category_scheme(at, "kind") == "tag:letters.example,2023:schemes/kind"
    assert calendar_uid(at, item="i-7") == "i-7@letters.example"
    assert calendar_uid(at, item="i-7", place=1) == "i-7.2@letters.example"


@pytest.mark.parametrize(
    ("url", "authority"),
    [
        ("https://Letters.Example/x", "letters.example"),
        ("http://127.0.0.1:8000", "127.0.0.1"),
        ("", "localhost"),
    ],
)
def test_the_authority_is_the_host_of_the_service(url, authority):
    assert authority_of(url) == authority


@given(words=st.text(st.characters(exclude_categories=["Cs"])))
def test_an_id_is_a_tag_uri_whatever_it_is_made_of(words):
    for made in (
        change_entry_id("a.example", series=words, old=words, new=words, change=words),
        feed_id("a.example", series=words, query=words),
    ):
        assert TAG_URI.fullmatch(made)


@given(
    one=st.tuples(st.text("a=&?/ %"), st.text("a=&?/ %")),
    two=st.tuples(st.text("a=&?/ %"), st.text("a=&?/ %")),
)
def test_different_questions_have_different_feed_ids(one, two):
    first, second = (feed_id("a.example", series=series, query=query) for series, query in (one, two))
    assert (first == second) == (one == two)
