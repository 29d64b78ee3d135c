"""Items over HTTP: found by any wording, each with what every letter says of it."""

from itertools import pairwise

import pytest
from harbour_letters import JANUARY, MAY, SEPTEMBER, SERIES
from http_client import every_page, post_letter
from page_checks import counted_scans
from sqlalchemy import text

from service.recording.withdraw_letter import withdraw_letter


def find(client, query):
    answer = client.get("/v1/items", params={"q": query, "limit": 500})
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def the_one(client, query):
    (item,) = find(client, query)
    answer = client.get(f"/v1/items/{item['id']}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def states(item):
    return [(entry.get("letter", entry.get("words")), entry["state"]) for entry in item["history"]]


def test_an_item_has_every_letters_words_status_and_deadlines(reading_client):
    item = the_one(reading_client, '"night navigation"')
    stated = [entry for entry in item["history"] if entry["state"] == "stated"]
    assert [entry["date"] for entry in stated] == ["2031-01-09", "2031-05-20", "2031-09-02"]
    for entry in stated:
        letter = reading_client.get(f"/v1/letters/{entry['letter']}").json()
        for statement in entry["statements"]:
            assert statement in letter["statements"]
    deadlines = [entry["statements"][0]["deadlines"][0]["edtf"] for entry in stated]
    assert deadlines == ["2031-05", "2031-10", "2031-10"]


def test_held_and_silent_is_told_apart_from_not_held(reading_client):
    item = the_one(reading_client, "Poti")
    assert states(item) == [
        ("Priorities in November 2030 letter", "not_held"),
        ("harbour-board/2031-01-09", "not_mentioned"),
        ("harbour-board/2031-05-20", "stated"),
        ("harbour-board/2031-09-02", "stated"),
    ]
    missing = item["history"][0]
    assert missing["named_by"] == "harbour-board/2031-01-09"
    assert (missing["earliest"], missing["latest"]) == ("2030-11-01", "2030-11-30")


def test_a_letter_that_was_withdrawn_is_told_apart_from_both(client):
    for data in (JANUARY, MAY, SEPTEMBER):
        post_letter(client, data)
    was = the_one(client, "Poti")
    withdraw_letter(client.app.state.engine, SERIES, "2031-01-09", reason="Sent by mistake.")
    item = client.get(f"/v1/items/{was['id']}").json()
    assert states(item) == [
        ("harbour-board/2031-01-09", "withdrawn"),
        ("harbour-board/2031-05-20", "stated"),
        ("harbour-board/2031-09-02", "stated"),
    ]
    assert item["history"][0]["reason"] == "Sent by mistake."
    page = client.get(f"/items/{was['id']}", headers={"Accept": "text/html"}).text
    assert '<li class="withdrawn">' in page
    assert "was withdrawn, and what it said counts as not said: Sent by mistake." in page


def test_an_item_back_after_a_silence_is_the_same_item(reading_client):
    item = the_one(reading_client, 'albania "be delivered"')
    by_letter = dict(states(item))
    assert by_letter["harbour-board/2031-05-20"] == "not_mentioned"
    assert by_letter["harbour-board/2031-09-02"] == "stated"
    assert {"item.unmentioned", "item.resumed"} <= {change["kind"] for change in item["changes"]}


def test_an_item_is_found_by_words_that_only_an_older_letter_used(reading_client):
    assert find(reading_client, "prepared")
    assert find(reading_client, "prepared") == find(reading_client, "PREPARED partner:EG")
    assert "prepared" not in the_one(reading_client, "prepared")["history"][-1]["statements"][0]["text"]


def test_every_statement_of_every_letter_belongs_to_one_item(reading_client):
    said = []
    for listed in find(reading_client, ""):
        item = reading_client.get(f"/v1/items/{listed['id']}").json()
        said += [
            (e["letter"], s["id"]) for e in item["history"] if e["state"] == "stated" for s in e["statements"]
        ]
    letters = [
        reading_client.get(f"/v1/letters/harbour-board/{day}").json()
        for day in ("2031-01-09", "2031-05-20", "2031-09-02")
    ]
    expected = [(letter["letter"]["key"], s["id"]) for letter in letters for s in letter["statements"]]
    assert sorted(said) == sorted(expected)


def test_changes_of_an_item_are_those_that_were_published(reading_client):
    published = reading_client.get("/v1/changes", params={"limit": 500}).json()["changes"]
    for listed in find(reading_client, ""):
        item = reading_client.get(f"/v1/items/{listed['id']}").json()
        assert item["changes"] == [change for change in published if change["item"] == item["id"]]


def test_an_items_id_stays_when_letters_come_in(client):
    ids = []
    for data in (JANUARY, MAY, SEPTEMBER):
        post_letter(client, data)
        ids.append({item["label"]: item["id"] for item in find(client, "")}.values())
    for before, after in pairwise(ids):
        for item in before:
            assert client.get(f"/v1/items/{item}").status_code == 200
        assert set(before) & set(after)


def test_lists_go_on_where_the_page_before_ended(reading_client):
    whole = find(reading_client, "")
    assert len(whole) > 4
    for limit in (1, 2, 500):
        assert every_page(reading_client, "/v1/items", "items", limit=limit) == whole
    some = find(reading_client, "partner:TN")
    assert 0 < len(some) < len(whole)
    assert every_page(reading_client, "/v1/items", "items", limit=1, q="partner:TN") == some


def test_a_list_can_be_of_one_series(client):
    post_letter(client, JANUARY, series="a-series")
    post_letter(client, JANUARY, series="b-series")
    both = find(client, "")
    one = client.get("/v1/items", params={"series": "a-series", "limit": 500}).json()["items"]
    assert one == [item for item in both if item["series"] == "a-series"]
    assert 2 * len(one) == len(both)


def test_every_item_is_found_by_the_short_name_that_is_printed_of_it(client_on_either):
    client = client_on_either
    for data in (JANUARY, MAY, SEPTEMBER):
        post_letter(client, data)
    listed = find(client, "")
    for item in listed:
        same = [one["id"] for one in listed if one["slug"] == item["slug"]]
        answer = client.get(f"/v1/items/{item['slug']}")
        page = client.get(f"/items/{item['slug']}", headers={"Accept": "text/html"})
        if len(same) == 1:
            assert (answer.status_code, answer.json()["id"], page.status_code) == (200, item["id"], 200)
        else:
            assert (answer.status_code, answer.json()["items"], page.status_code) == (409, same, 409)


def test_a_short_name_in_two_series_is_answered_with_the_ids_that_it_may_mean(client_on_either):
    client = client_on_either
    post_letter(client, JANUARY, series="a-series")
    post_letter(client, JANUARY, series="b-series")
    for slug in {item["slug"] for item in find(client, "")}:
        ids = [item["id"] for item in find(client, "") if item["slug"] == slug]
        answer = client.get(f"/v1/items/{slug}")
        assert (answer.status_code, answer.json()["type"]) == (409, "/v1/problems/ambiguous-item")
        assert answer.json()["items"] == ids
        assert all(item in answer.json()["detail"] for item in ids)


@pytest.mark.parametrize("item", ["%25", "_", "egypt%25", "%22%2C%22status", "a" * 60_000])
def test_signs_that_a_database_searches_with_are_no_short_name(reading_client, item):
    assert reading_client.get(f"/v1/items/{item}").status_code == 404


@pytest.mark.parametrize("item", ["nothing", "no%00thing", "%F0%9F%9A%A2", "a" * 5000])
def test_an_unknown_item_is_a_problem(reading_client, item):
    answer = reading_client.get(f"/v1/items/{item}")
    assert (answer.status_code, answer.json()["type"]) == (404, "/v1/problems/unknown-item")


def test_a_filter_that_cannot_be_read_says_where(reading_client):
    answer = reading_client.get("/v1/items", params={"q": "kind:boat"})
    assert (answer.status_code, answer.json()["type"]) == (422, "/v1/problems/bad-filter")


@pytest.mark.parametrize(
    "path", ["/v1/items/abcdefgh234567aa", "/items/abcdefgh234567aa", "/v1/items?q=item:abcdefgh234567aa"]
)
def test_that_nobody_has_an_id_is_said_without_going_through_what_letters_say(reading_client, path):
    with counted_scans(reading_client) as scanned:
        assert reading_client.get(path).status_code in {404, 422}
    assert "item_statements" not in scanned
    with counted_scans(reading_client) as scanned, reading_client.app.state.engine.connect() as connection:
        connection.execute(text("SELECT * FROM item_statements"))
    assert scanned == ["item_statements"]
