"""A letter that was read anew, as clients see it: the latest reading everywhere, and not a word in a feed."""

import pytest
from harbour_letters import JANUARY, MAY, SEPTEMBER, SERIES
from http_client import post_letter
from newer_reader import NEWER, newer_reader

from diffing.item_ids import item_id
from service.recording.reread_letters import reread_letters

FIRST = f"/v1/letters/{SERIES}/2031-01-09"
PUBLISHED = (
    "/v1/changes?limit=500",
    "/feeds/changes.atom?minor=yes",
    "/feeds/changes.rss",
    "/feeds/changes.json",
)


@pytest.fixture
def held(client_on_either):
    for data in (JANUARY, MAY, SEPTEMBER):
        assert post_letter(client_on_either, data).status_code == 201
    return client_on_either


def read_anew(client):
    reread_letters(client.app.state.engine, read=newer_reader, reason="a test")


def test_a_letter_is_given_as_it_was_read_last_and_any_reading_when_asked_for(held):
    before = held.get(FIRST).json()
    read_anew(held)
    latest = held.get(FIRST).json()
    assert latest["letter"]["reader"] == NEWER
    assert held.get(FIRST, params={"reading": 1}).json() == before
    assert held.get(FIRST, params={"reading": 2}).json() == latest
    listed = {one["key"]: one for one in held.get("/v1/letters").json()["letters"]}
    assert listed[f"{SERIES}/2031-01-09"]["readings"] == 2
    assert listed[f"{SERIES}/2031-01-09"]["reader"] == NEWER


@pytest.mark.parametrize(("reading", "status"), [(2, 404), (10**30, 404), (0, 422), ("first", 422)])
def test_a_reading_that_is_not_there_is_a_problem(held, reading, status):
    answer = held.get(FIRST, params={"reading": reading})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", PUBLISHED)
def test_what_was_published_stays_byte_for_byte(held, path):
    before = held.get(path)
    read_anew(held)
    after = held.get(path)
    assert after.content == before.content
    assert after.headers.get("etag") == before.headers.get("etag")


def test_every_page_that_was_there_is_there(held):
    paths = [f"/items/{one['id']}" for one in held.get("/v1/items?limit=500").json()["items"]]
    paths += ["/", f"/letters/{SERIES}/2031-01-09", f"/compare/{SERIES}/2031-01-09..2031-05-20"]
    read_anew(held)
    assert {held.get(path).status_code for path in paths} == {200}


def test_a_measure_that_no_letter_speaks_of_any_more_says_so(held):
    statements = held.get(FIRST).json()["statements"]
    buoys = next(one["id"] for one in statements if "30 buoys" in one["text"])
    item = item_id(f"{SERIES}/2031-01-09", buoys)
    read_anew(held)
    history = held.get(f"/v1/items/{item}").json()
    assert history["mentions"] == 0
    assert {one["state"] for one in history["history"]} == {"not_held", "not_mentioned"}
    assert history["changes"]
    page = held.get(f"/items/{item}").text
    assert "read otherwise since" in page
    assert "Does not speak of it yet" not in page


def test_the_calendar_has_the_deadlines_of_the_latest_reading(held):
    assert "30 buoys" in held.get("/feeds/deadlines.ics").text.replace("\r\n ", "")
    read_anew(held)
    calendar = held.get("/feeds/deadlines.ics").text.replace("\r\n ", "")
    assert "30 buoys" not in calendar
    assert "patrol vessels" in calendar
