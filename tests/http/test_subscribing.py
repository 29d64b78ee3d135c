"""A feed is made of choices, looked at before it is taken, and taken by itself or with others at once."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import feedparser
import pytest
from lxml import etree, html
from recorded_harbours import EVIL, HOME, NEWER, OLDER, record, serving

from service.filters.filter_language import FIELDS, parse
from service.projections.choices_offered import Offered
from service.subscribing.subscribe_page import Made, subscribe_page

SCHEMA = Path(__file__).parents[1] / "golden" / "feeds" / "opml-2.0.rng"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("subscribing"), OLDER, NEWER) as client:
        yield client


def page(client, path="/subscribe", status=200, **asked):
    answer = client.get(path, params=asked)
    assert answer.status_code == status
    return html.fromstring(answer.content)


def checked(tree, name):
    return [box.get("value") for box in tree.xpath(f"//input[@name='{name}'][@checked]")]


def addresses(tree):
    return [code.text_content() for code in tree.xpath("//dl[contains(@class, 'addresses')]//code")]


def test_what_is_chosen_is_sent_on_to_the_page_of_its_filter(client):
    chosen = {
        "partner": ["IS", "MA"],
        "kind": ["deadline.moved", "contract.signed"],
        "part": ["protection"],
        "amount": "5m",
        "slip": "90",
        "words": "tide gauges",
    }
    answer = client.get("/subscribe", params=chosen, follow_redirects=False)
    assert answer.status_code == 303
    (query,) = parse_qs(urlsplit(answer.headers["location"]).query)["q"]
    assert query == (
        'kind:deadline.moved,contract.signed partner:IS,MA part:protection amount>=5m slip>=90d "tide gauges"'
    )
    tree = page(client, q=query)
    assert checked(tree, "partner") == ["IS", "MA"]
    assert sorted(checked(tree, "kind")) == ["contract.signed", "deadline.moved"]
    assert checked(tree, "part") == ["protection"]
    for name, value in (("amount", "5m"), ("slip", "90"), ("words", "tide gauges"), ("q", query)):
        assert tree.xpath(f"string(//input[@name='{name}']/@value)") == value


def test_an_empty_form_is_the_feed_of_everything(client):
    answer = client.get("/subscribe", params={"amount": "", "slip": "", "words": ""}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/subscribe")


def test_the_preview_is_what_the_feed_has_first(client):
    for query in ("", "partner:IS", "kind:deadline"):
        tree = page(client, q=query)
        shown = [heading.text_content() for heading in tree.xpath("//article//h3")]
        feed = feedparser.parse(client.get("/feeds/changes.atom", params={"q": query}).content)
        assert shown == [entry.title for entry in feed.entries[:10]]
        assert shown


def test_every_address_is_a_feed_of_the_filter(client):
    tree = page(client, q="partner:IS kind:deadline.moved")
    found = addresses(tree)
    assert f"{HOME}/feeds/changes.atom?q=partner:IS+kind:deadline.moved" in found
    # What the calendar cannot be asked is left out of its address, and that is said.
    assert f"{HOME}/feeds/deadlines.ics?q=partner:IS" in found
    assert "The calendar asks for partner:IS:" in " ".join(tree.text_content().split())
    assert f"{HOME}/subscriptions?q=partner:IS+kind:deadline.moved" in found
    form = page(client, "/subscriptions", q="partner:IS")
    assert form.xpath("string(//input[@name='q']/@value)") == "partner:IS"
    for address in found:
        assert client.get(address.removeprefix(HOME)).status_code == 200
    offered = tree.xpath("//link[@rel='alternate']/@href")
    assert offered[0] == "/feeds/changes.atom?q=partner:IS+kind:deadline.moved"


def test_a_fault_is_said_above_choices_that_still_work(client):
    tree = page(client, status=422, q="partne:IS")
    assert "did you mean 'partner'?" in tree.xpath("string(//*[@role='alert'])")
    assert tree.xpath("//input[@name='partner']")
    assert addresses(tree) == []


def test_a_filter_that_says_more_than_the_form_says_so(client):
    assert "says more than the choices" in page(client, q="-partner:IS").text_content()
    assert "says more than the choices" not in page(client, q="partner:IS").text_content()


def test_words_of_letters_are_never_markup_on_the_page(client):
    tree = page(client, q="minor:yes")
    assert not tree.xpath("//script")
    assert EVIL in tree.text_content()


def outlines(client, **asked):
    answer = client.get("/feeds/subscriptions.opml", params=asked)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/x-opml; charset=utf-8"
    tree = etree.fromstring(answer.content)
    etree.RelaxNG(etree.parse(SCHEMA)).assertValid(tree)
    return tree.xpath("//outline[@type='rss']")


@pytest.mark.parametrize(
    "asked", [{}, *({"by": by} for by in ("series", "partner", "part", "kind")), {"q": "kind:deadline"}]
)
def test_a_list_of_feeds_is_opml_and_every_address_in_it_is_a_feed(client, asked):
    listed = outlines(client, **asked)
    assert listed
    for outline in listed:
        feed = feedparser.parse(client.get(outline.get("xmlUrl").removeprefix(HOME)).content)
        assert not feed.bozo
        assert client.get(outline.get("htmlUrl").removeprefix(HOME)).status_code == 200


def test_a_list_has_a_feed_for_each_partner_that_letters_speak_of(client):
    queries = {parse_qs(urlsplit(one.get("xmlUrl")).query)["q"][0] for one in outlines(client, by="partner")}
    assert queries == {f"partner:{code}" for code in ("AL", "GE", "IS", "MA", "NO", "SN", "TN")}


def test_a_list_is_narrowed_and_in_the_format_that_is_asked_for(client):
    (first, *_) = outlines(client, by="partner", q="kind:deadline", format="rss")
    assert first.get("xmlUrl").startswith(f"{HOME}/feeds/changes.rss?q=kind:deadline+partner:")


def test_a_list_is_not_sent_again_until_there_is_another(tmp_path):
    with serving(tmp_path, OLDER) as client:
        first = client.get("/feeds/subscriptions.opml")
        again = client.get("/feeds/subscriptions.opml", headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        record(client.app, NEWER)
        later = client.get("/feeds/subscriptions.opml", headers={"If-None-Match": first.headers["etag"]})
        assert later.status_code == 200


def test_an_empty_installation_has_a_page_and_a_list(tmp_path):
    with serving(tmp_path) as client:
        assert "Nothing yet" in page(client).text_content()
        assert len(outlines(client, by="kind")) > 10
        assert outlines(client)


def test_the_problem_of_a_filter_says_where_in_it(client):
    faults = client.get("/feeds/changes.atom", params={"q": "boats partne:IS"}).json()["faults"]
    assert [fault["where"] for fault in faults] == ["query.q[6]"]
    assert "did you mean 'partner'?" in faults[0]["what"]


@pytest.mark.parametrize("asked", [{"q": "partne:IS"}, {"by": "nobody"}, {"partner": "IS"}])
def test_a_list_that_is_asked_for_wrongly_says_so(client, asked):
    assert client.get("/feeds/subscriptions.opml", params=asked).status_code == 422


def test_how_filters_are_written_can_be_read_and_every_example_tried(client):
    tree = page(client, "/filters")
    assert 'term    = [ "-" ]' in tree.text_content()
    links = [href for href in tree.xpath("//main//a/@href") if href.startswith("/subscribe?")]
    assert len(links) > 5
    for link in links:
        assert client.get(link).status_code == 200


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/letters/harbours/2024-01-15", "letter:harbours/2024-01-15"),
        ("/items?q=partner:IS", "partner:IS"),
        ("/search?q=boats", "boats"),
        ("/compare/harbours/2023-10-01..2024-01-15?q=partner:IS", "partner:IS"),
        ("/subscribe?q=partner:IS", "partner:IS"),
    ],
)
def test_a_page_offers_the_feed_of_exactly_what_it_shows(client, path, query):
    offered = html.fromstring(client.get(path).content).xpath("//link[@type='application/atom+xml']/@href")
    asked = parse_qs(urlsplit(offered[0]).query)
    assert asked["q"] == [query]
    assert not feedparser.parse(client.get(offered[0]).content).bozo


def test_a_search_that_changes_cannot_be_asked_by_offers_no_feed_of_its_own(client):
    for path in ("/items", "/search"):
        tree = page(client, path, q="kind:meeting")
        assert [href for href in tree.xpath("//link[@rel='alternate']/@href") if "?q=" in href] == []


def test_the_page_on_filters_says_something_of_every_field(client):
    written = {code.text_content() for code in page(client, "/filters").xpath("//dt/code")}
    assert [field for field in FIELDS if not any(way.startswith(field) for way in written)] == []
    assert "minor:no" in written


def test_those_of_whom_letters_say_most_are_offered_before_the_rest():
    known = Offered(partners=tuple("ABCDEFGHIJKLMNOPQR"), often=tuple("RQPONMLKJIHGFEDCBA"))
    made = Made(query="partner:XX", wanted=parse("partner:XK"))
    offered = subscribe_page(made, known, home=HOME).partners
    # What is chosen stands first, then who is spoken of most, by name; the rest, by name, is behind a click.
    assert [one.value for one in offered.first] == ["XK", *"EFGHIJKLMNOPQ"]
    assert [one.value for one in offered.further] == [*"R", *"ABCD"]
