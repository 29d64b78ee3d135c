"""One filter finds the same in comparisons, feeds, webhooks, lists and the matcher; in items, their search, the calendar."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime
from functools import cache
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import feedparser
import icalendar
import pytest
from harbour_letters import JANUARY, JANUARY_CORRECTED, MAY, SEPTEMBER, SERIES
from http_client import client_of, every_page, post_letter
from http_receiver import receiving
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from published_entries_of_ours import outgoing_of, subscribed

from service.addresses import change_anchors
from service.database import transaction
from service.delivery.deliver_next import deliver_next
from service.delivery.kept_subscriptions import remove_subscription
from service.filters.entry_facets import CLOSED, wanted_by
from service.filters.filter_language import parse
from service.projections.filter_names import named
from service.publishing.close_windows import close_windows

OTHER = "harbours-of-the-north"
# Histories: which letters came in, in this order, and of which series.
HISTORIES = (
    [(SERIES, JANUARY), (SERIES, MAY), (SERIES, SEPTEMBER)],
    [(SERIES, JANUARY), (OTHER, JANUARY), (OTHER, SEPTEMBER), (SERIES, JANUARY_CORRECTED), (SERIES, MAY)],
)
ALL = {"limit": 500}
YEARS_LATER = datetime(2040, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module", params=range(len(HISTORIES)))
def client(request, sqlite_template, tmp_path_factory):
    path = tmp_path_factory.mktemp("alike") / "lettertrail.db"
    shutil.copy(sqlite_template, path)
    client = client_of(f"sqlite:///{path}")
    for series, data in HISTORIES[request.param]:
        assert post_letter(client, data, series=series).status_code == 201
    # Years later the windows that these letters name are over, and the clock has told so.
    told = close_windows(
        client.app.state.engine,
        authority="localhost",
        zone=ZoneInfo("Europe/Brussels"),
        now=lambda: YEARS_LATER,
    )
    assert told
    yield client
    client.app.state.engine.dispose()


def published(client, query):
    return every_page(client, "/v1/changes", "changes", q=query, **ALL)


@cache
def all_published(client):
    """Nothing is published any more once the client is there."""
    return published(client, "")


@cache
def letters_ids(client):
    whole = client.get("/feeds/changes.json", params={"minor": "yes"}).json()["items"]
    return {item["id"] for item in whole} - {change["id"] for change in all_published(client)}


def in_atom(client, query):
    answer = client.get("/feeds/changes.atom", params={"q": query, "minor": "yes"})
    return {entry.id for entry in feedparser.parse(answer.content).entries}


def in_rss(client, query):
    answer = client.get("/feeds/changes.rss", params={"q": query, "minor": "yes"})
    return {entry.id for entry in feedparser.parse(answer.content).entries}


def in_json_feed(client, query):
    answer = client.get("/feeds/changes.json", params={"q": query, "minor": "yes"})
    return {item["id"] for item in json.loads(answer.content)["items"]}


@cache
def pairs(client):
    """What the ids of the changes between two letters begin with, and what their comparison is asked for by."""
    found = {}
    for change in all_published(client):
        if change["kind"] == CLOSED:
            continue  # told between letters: no comparison has it
        old, new = change["old"].partition("/")[2], change["new"].partition("/")[2]
        series, pair = change["series"], f"{old}..{new}"
        found[change["id"].partition(pair)[0] + pair + "/"] = f"/compare/{series}/{pair}"
    return found


def on_comparison_pages(client, query):
    ids = set()
    for begin, path in pairs(client).items():
        page = html.fromstring(client.get(path, params={"q": query, "minor": "yes"}).content)
        anchors = (unquote(one) for one in page.xpath("//@id"))
        ids |= {begin + anchor for anchor in anchors if re.match(r"[a-z]+\.[a-z]+/", anchor)}
    return ids


@cache
def whole_comparison(client, path):
    return client.get(f"/v1{path}").json()["changes"]


def in_comparisons(client, query):
    ids = set()
    for begin, path in pairs(client).items():
        whole = whole_comparison(client, path)
        anchors = change_anchors([(change["kind"], change["item"]) for change in whole])
        wanted = client.get(f"/v1{path}", params={"q": query}).json()["changes"]
        ids |= {begin + anchor for change, anchor in zip(whole, anchors, strict=True) if change in wanted}
    return ids


def by_the_matcher(client, query):
    with client.app.state.engine.connect() as connection:
        wanted = named(connection, parse(query))
    return {change["id"] for change in all_published(client) if wanted_by(wanted, change["kind"], change)}


def by_webhook(client, query):
    engine = client.app.state.engine
    with receiving() as receiver:
        held = subscribed(engine, receiver.url(), query=query, minor=True).subscription
        while deliver_next(engine, held.id, outgoing_of()):
            pass
        with transaction(engine) as connection:
            remove_subscription(connection, held.id)
    return [json.loads(one.body)["data"]["id"] for one in receiver.received]


@cache
def values(client):
    """What terms of a filter may say: of what is there and of what is not."""
    changes = all_published(client)
    items = client.get("/v1/items", params=ALL).json()["items"]
    return {
        "partner": sorted({partner for change in changes for partner in change["partners"]} | {"JP"}),
        "item": sorted({name for item in items for name in (item["id"], item["slug"])}),
        "series": sorted({change["series"] for change in changes}),
        "letter": sorted({change["new"] for change in changes} | {"2031", "2031-05", "2031-09-02", "1999"}),
        "part": ["harbours", "coasts"],
        "column": ["body", "ongoing", "next_steps"],
        "status": ["done", "ongoing", "planned", "on_hold"],
        "text": ["vessels", "harbour", '"night navigation"', "nothing", "buoys"],
    }


def terms_of_both(known):
    signs = st.sampled_from([">=", "<=", ">", "<", "="])
    said = [
        st.sampled_from(known[field]).map(lambda value, field=field: f"{field}:{value}") for field in known
    ]
    sums = st.sampled_from(["3m", "20m", "1k", "0.02bn"])
    return st.one_of(*said, st.tuples(signs, sums).map(lambda pair: f"amount{pair[0]}{pair[1]}"))


def filters(terms):
    turned = st.tuples(st.sampled_from(["", "", "-"]), terms).map("".join)
    return st.lists(turned, min_size=1, max_size=3).map(" ".join)


def filters_of_changes(known):
    kinds = [
        "deadline",
        "deadline.closed",
        "deadline.moved",
        "item.added",
        "item",
        "contract",
        "quantity.changed",
        "item.moved",
    ]
    terms = [
        st.sampled_from(kinds).map("kind:{}".format),
        st.sampled_from(["minor:yes", "minor:no", "strength:up", "strength:down"]),
        st.sampled_from(["slip>=90d", "slip<0d", "slip=5w", "slip>150d"]),
    ]
    return filters(st.one_of(terms_of_both(known), terms_of_both(known), *terms))


def filters_of_items(known):
    kinds = st.sampled_from(["contract", "meeting", "delivery", "other"]).map("kind:{}".format)
    return filters(st.one_of(terms_of_both(known), terms_of_both(known), kinds))


@settings(max_examples=12)
@given(data=st.data())
def test_a_filter_of_changes_finds_the_same_wherever_it_is_asked(client, data):
    query = data.draw(filters_of_changes(values(client)))
    changes = published(client, query)
    found = {change["id"] for change in changes}
    moved = {change["id"] for change in changes if change["kind"] != CLOSED}
    assert by_the_matcher(client, query) == found
    assert on_comparison_pages(client, query) == moved
    assert in_comparisons(client, query) == moved
    assert by_webhook(client, query) == [change["id"] for change in changes]
    feeds = in_atom(client, query), in_rss(client, query), in_json_feed(client, query)
    announced = letters_ids(client)
    assert [feed - announced for feed in feeds] == [found] * 3
    # A letter is announced with the first change that it brought, and not without one.
    assert len({len(feed & announced) for feed in feeds}) == 1
    assert bool(feeds[0] & announced) is bool(moved)


def in_calendar(client, query):
    calendar = icalendar.Calendar.from_ical(client.get("/feeds/deadlines.ics", params={"q": query}).content)
    return {event["UID"].partition("@")[0].partition(".")[0] for event in calendar.walk("VEVENT")}


def on_search_page(client, query):
    page = html.fromstring(client.get("/items", params={"q": query}).content)
    hrefs = page.xpath("//main//a/@href")
    return {href.removeprefix("/items/") for href in hrefs if href.startswith("/items/")}


@settings(max_examples=12)
@given(data=st.data())
def test_a_filter_of_items_finds_the_same_wherever_it_is_asked(client, data):
    query = data.draw(filters_of_items(values(client)))
    found = {item["id"] for item in every_page(client, "/v1/items", "items", q=query, **ALL)}
    assert on_search_page(client, query) == found
    assert in_calendar(client, query) == found & in_calendar(client, "")


def test_an_items_feed_has_what_its_page_has(client):
    for item in client.get("/v1/items", params=ALL).json()["items"]:
        history = client.get(f"/v1/items/{item['id']}").json()
        for query in (f"item:{item['id']}", f"series:{item['series']} item:{item['slug']}"):
            found = {change["id"] for change in published(client, query)}
            assert found == {change["id"] for change in history["changes"]}


def test_a_filter_that_names_what_is_not_held_says_so_everywhere(client):
    for query, words in (("item:nobody", "no item is called"), ("series:nowhere", "no letter of a series")):
        for path in ("/v1/changes", "/v1/items", "/feeds/changes.atom", "/feeds/deadlines.ics", "/items"):
            answer = client.get(path, params={"q": f"vessel {query}"})
            assert answer.status_code == 422
            assert words in answer.text
