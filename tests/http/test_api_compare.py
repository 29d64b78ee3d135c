"""Comparisons over HTTP: any two letters, named by date or by place."""

import json

import pytest
from harbour_letters import JANUARY, JANUARY_CORRECTED, MAY, SERIES
from http_client import post_letter
from sqlalchemy import event

from diffing.change_json import comparison_to_json
from diffing.compare_letters import compare_letters
from snapshots.read_letter import read_letter


def compare(client, pair):
    return client.get(f"/v1/compare/{SERIES}/{pair}")


def dates(answer):
    assert answer.status_code == 200, answer.text
    return answer.json()["old"]["date"], answer.json()["new"]["date"]


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        ("2031-01-09..2031-05-20", ("2031-01-09", "2031-05-20")),
        ("2031-01-09..2031-09-02", ("2031-01-09", "2031-09-02")),
        ("2031-01-09/1..2031-09-02", ("2031-01-09", "2031-09-02")),
        ("previous..latest", ("2031-05-20", "2031-09-02")),
        ("previous..2031-05-20", ("2031-01-09", "2031-05-20")),
        ("2031-01-09..latest", ("2031-01-09", "2031-09-02")),
        ("2031-01-09..previous", ("2031-01-09", "2031-05-20")),
        ("previous..previous", ("2031-01-09", "2031-05-20")),
    ],
)
def test_letters_are_named_by_date_or_by_place(reading_client, pair, expected):
    assert dates(compare(reading_client, pair)) == expected


def test_a_comparison_is_the_one_that_the_command_line_gives(reading_client):
    given = compare(reading_client, "2031-01-09..2031-05-20").json()
    old, new = (read_letter(data, series=SERIES, filename="letter.md") for data in (JANUARY, MAY))
    expected = json.loads(json.dumps(comparison_to_json(compare_letters(old, new))))
    assert given["alignments"] == expected["alignments"]
    assert given["summary"] == expected["summary"]
    assert [without_item(change) for change in given["changes"]] == [
        without_item(change) for change in expected["changes"]
    ]


def test_a_comparison_that_was_asked_for_is_not_made_again(client):
    """Seen from the outside: neither letter is read from the record again, and the answer is the same."""
    for data in (JANUARY, MAY):
        post_letter(client, data)
    asked = []
    event.listen(client.app.state.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    first = compare(client, "previous..latest")
    read, _ = [*asked], asked.clear()
    again = compare(client, "2031-01-09..2031-05-20")
    assert again.content == first.content
    assert [query for query in read if "events.body" in query]
    assert not [query for query in asked if "events.body" in query]


def without_item(change):
    return {name: value for name, value in change.items() if name != "item"}


def test_every_change_quotes_the_words_it_rests_on(reading_client):
    given = compare(reading_client, "2031-01-09..2031-05-20").json()
    texts = {
        f"{SERIES}/{day}": reading_client.get(f"/v1/letters/{SERIES}/{day}").json()["letter"]["text"]
        for day in ("2031-01-09", "2031-05-20")
    }
    assert given["changes"]
    for change in given["changes"]:
        sides = [side for side in (change["before"], change["after"]) if side]
        assert sides
        for side in sides:
            assert side["quotes"]
            for quote in side["quotes"]:
                assert texts[side["letter"]][quote["start"] : quote["end"]] == quote["quote"]


def test_items_have_the_ids_of_the_series(reading_client):
    far = compare(reading_client, "2031-01-09..2031-09-02").json()
    near = compare(reading_client, "2031-05-20..2031-09-02").json()
    known = {item["id"] for item in reading_client.get("/v1/items", params={"limit": 500}).json()["items"]}
    assert {change["item"] for change in (*far["changes"], *near["changes"])} <= known


def test_comparing_has_no_side_effects(reading_client):
    before = reading_client.get("/v1/health").json()
    compare(reading_client, "2031-01-09..2031-09-02")
    assert reading_client.get("/v1/health").json() == before


def test_a_letter_is_compared_with_its_corrected_re_issue(client):
    post_letter(client, JANUARY)
    post_letter(client, JANUARY_CORRECTED)
    answer = compare(client, "2031-01-09..2031-01-09/2")
    assert answer.status_code == 200, answer.text
    assert [change["kind"] for change in answer.json()["changes"]] == ["amount.changed"]


@pytest.mark.parametrize(
    ("pair", "status", "problem"),
    [
        ("2031-01-09", 422, "bad-comparison"),
        ("2031-01-09...2031-05-20", 404, "unknown-letter"),
        ("2031-01-09..", 422, "bad-comparison"),
        ("..2031-05-20", 422, "bad-comparison"),
        ("2031-01-09..2031-05-20..2031-09-02", 422, "bad-comparison"),
        ("2031-05-20..2031-01-09", 422, "bad-comparison"),
        ("2031-05-20..2031-05-20", 422, "bad-comparison"),
        ("latest..previous", 422, "bad-comparison"),
        ("2031-01-10..2031-05-20", 404, "unknown-letter"),
        ("2031-01-09..tomorrow", 404, "unknown-letter"),
        ("previous..2031-01-09", 404, "unknown-letter"),
    ],
)
def test_a_pair_that_is_none_is_told_how_to_name_one(reading_client, pair, status, problem):
    answer = compare(reading_client, pair)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/v1/problems/{problem}")
    help_given = "name two letters as old..new" if problem == "bad-comparison" else "held are 2031-01-09"
    assert help_given in answer.json()["detail"]


def test_one_letter_has_no_previous_one(client):
    post_letter(client, JANUARY)
    answer = compare(client, "previous..latest")
    assert (answer.status_code, answer.json()["type"]) == (404, "/v1/problems/unknown-letter")
    assert "before 2031-01-09" in answer.json()["detail"]


def test_an_unknown_series_is_told_which_are_known(reading_client):
    answer = reading_client.get("/v1/compare/nobody/previous..latest")
    assert (answer.status_code, answer.json()["type"]) == (404, "/v1/problems/unknown-series")
    assert answer.json()["known"] == [SERIES]
