"""The public register of corrections: as JSON page by page, as a page, as a feed."""

import feedparser
import pytest
from harbour_letters import JANUARY, MAY, SERIES
from http_client import every_page, post_letter


def decided(client, **body):
    asked = {"actor": "The registrar", "reason": "Read side by side."} | body
    return client.post("/v1/decisions", params={"series": SERIES}, json=asked)


def separated(client):
    for data in (JANUARY, MAY):
        post_letter(client, data)
    pair = {
        side: {"letter": letter, "statement": "s004"}
        for side, letter in (("before", "2031-01-09"), ("after", "2031-05-20"))
    }
    return decided(client, verdict="separate", pairs=[pair])


@pytest.fixture
def corrected(client):
    assert separated(client).status_code == 201
    assert decided(client, verdict="undo", decision="d1").status_code == 201
    return client


def test_nothing_corrected_is_an_empty_list_and_a_page_that_says_so(client):
    assert client.get("/v1/corrections").json() == {"corrections": [], "next": None}
    assert "Nothing that was published has been corrected" in client.get("/corrections").text
    assert feedparser.parse(client.get("/feeds/corrections.atom").content).entries == []


def test_corrections_are_listed_page_by_page_the_newest_first(client_on_either):
    separated(client_on_either)
    decided(client_on_either, verdict="undo", decision="d1")
    found = every_page(client_on_either, "/v1/corrections", "corrections", limit=2)
    positions = [one["position"] for one in found]
    assert positions == sorted(positions, reverse=True)
    assert len(positions) == len(set(positions)) > 4
    assert {one["outcome"] for one in found} == {"corrected", "retracted", "restored"}


def test_those_of_one_entry_can_be_asked_for(client_on_either):
    separated(client_on_either)
    decided(client_on_either, verdict="undo", decision="d1")
    (moved,) = {
        one["corrects"]["id"]
        for one in client_on_either.get("/v1/corrections").json()["corrections"]
        if one["corrects"]["kind"] == "deadline.moved"
    }
    of = client_on_either.get("/v1/corrections", params={"of": moved}).json()["corrections"]
    assert [one["outcome"] for one in of] == ["restored", "retracted"]
    assert client_on_either.get("/v1/corrections", params={"of": "nothing\x00"}).json()["corrections"] == []


def test_the_page_says_what_it_said_what_it_says_why_and_who_decided(corrected):
    page = corrected.get("/corrections").text
    for words in ("It said:", "It says now:", "Read side by side.", "Decided by The registrar (d1)"):
        assert words in page
    assert 'href="/corrections"' in corrected.get("/").text


def test_the_register_is_a_feed_whose_links_lead_to_the_entrys_corrections(corrected):
    feed = feedparser.parse(corrected.get("/feeds/corrections.atom").content)
    assert not feed.bozo
    listed = corrected.get("/v1/corrections").json()["corrections"]
    assert [one.id for one in feed.entries] == [one["id"] for one in listed]
    assert corrected.get(feed.entries[0].link.removeprefix("http://testserver")).status_code == 200
    items = corrected.get("/feeds/corrections.json").json()["items"]
    assert [one["id"] for one in items] == [one["id"] for one in listed]


def test_a_reason_with_markup_reaches_the_register_as_words(client):
    for data in (JANUARY, MAY):
        post_letter(client, data)
    pair = {
        side: {"letter": letter, "statement": "s004"}
        for side, letter in (("before", "2031-01-09"), ("after", "2031-05-20"))
    }
    decided(client, verdict="separate", pairs=[pair], reason="<script>alert(1)</script>")
    for path in ("/corrections", "/feeds/corrections.atom", "/feeds/changes.atom"):
        assert "<script>" not in client.get(path).text
