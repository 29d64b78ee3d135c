"""People correct links over HTTP: what they decide is shown from then on, and can be taken back."""

import json

import pytest
from harbour_letters import JANUARY, MAY, SEPTEMBER, SERIES
from http_client import every_page, post_letter

OLD, MID = "2031-01-09", "2031-05-20"


@pytest.fixture
def held(client_on_either):
    return with_letters(client_on_either)


@pytest.fixture
def on_sqlite(client):
    return with_letters(client)


def with_letters(client):
    for data in (JANUARY, MAY, SEPTEMBER):
        post_letter(client, data)
    return client


def decide(client, verdict, *pairs, series=SERIES, **more):
    named = [
        {"before": {"letter": OLD, "statement": before}, "after": {"letter": MID, "statement": after}}
        for before, after in pairs
    ]
    body = {"actor": "The registrar", "reason": "Read side by side.", "verdict": verdict, **more}
    if pairs:
        body["pairs"] = named
    return client.post("/v1/decisions", params={"series": series}, json=body)


def comparison(client, **query):
    return client.get(f"/v1/compare/{SERIES}/{OLD}..{MID}", params=query).json()


def links(client, **query):
    return {
        (one["before"]["statements"][0], one["after"]["statements"][0]): one
        for one in comparison(client, **query)["alignments"]
    }


def test_a_decision_is_shown_in_the_comparison_with_who_made_it_and_why(held):
    assert ("s005", "s005") not in links(held)
    answer = decide(held, "confirm", ("s005", "s005"))
    assert answer.status_code == 201
    link = links(held)["s005", "s005"]
    assert (link["rule"], link["score"]) == ("by-decision", 1.0)
    assert link["reasons"] == ["The registrar: Read side by side."]
    assert comparison(held)["receipt"]["decisions"] == [answer.json()["decision"]["id"]]


def test_a_dry_run_says_what_the_decision_then_does(held):
    before = comparison(held)
    would = decide(held, "separate", ("s004", "s004"), dry_run=True)
    assert would.status_code == 200
    assert would.json()["position"] is None
    assert comparison(held) == before
    did = decide(held, "separate", ("s004", "s004")).json()
    assert did["effects"] == would.json()["effects"]
    (moved,) = did["effects"]["comparisons"]
    assert [change["kind"] for change in moved["gone"]] == ["deadline.moved"]
    kinds = [change["kind"] for change in moved["come"]]
    assert sorted(kinds) == ["deadline.set", "item.added", "item.unmentioned"]
    assert [one["kind"] for one in did["effects"]["entries"]] == ["letter", "deadline.moved"]


def test_what_was_published_keeps_its_place_and_what_no_longer_holds_is_corrected_behind_it(held):
    before = held.get("/v1/changes", params={"limit": 500}).json()["changes"]
    outdated = decide(held, "separate", ("s004", "s004")).json()["effects"]["entries"]
    after = held.get("/v1/changes", params={"limit": 500}).json()["changes"]
    assert after[: len(before)] == before
    corrections = [one for one in after[len(before) :] if one["kind"] == "correction"]
    assert [one["corrects"]["id"] for one in corrections] == [
        one["id"] for one in outdated if one["kind"] != "letter"
    ]


def test_a_decision_that_is_undone_leaves_the_comparison_as_it_was(on_sqlite):
    before = comparison(on_sqlite)
    made = decide(on_sqlite, "confirm", ("s005", "s005")).json()["decision"]["id"]
    assert comparison(on_sqlite) != before
    assert decide(on_sqlite, "undo", decision=made).status_code == 201
    assert comparison(on_sqlite) == before
    (listed,) = on_sqlite.get("/v1/decisions", params={"series": SERIES}).json()["decisions"]
    assert (listed["in_force"], listed["undone"]["actor"]) == (False, "The registrar")


def test_what_was_shown_before_a_decision_can_be_asked_for(on_sqlite):
    before = comparison(on_sqlite)
    position = decide(on_sqlite, "confirm", ("s005", "s005")).json()["position"]
    assert comparison(on_sqlite, as_of_position=position - 1) == before
    assert comparison(on_sqlite, as_of_position=position) == comparison(on_sqlite)


def test_the_list_says_which_decision_stands_against_which(on_sqlite):
    decide(on_sqlite, "confirm", ("s004", "s004"))
    assert decide(on_sqlite, "separate", ("s004", "s004")).json()["supersedes"] == ["d1"]
    first, second = on_sqlite.get("/v1/decisions", params={"series": SERIES}).json()["decisions"]
    assert (first["in_force"], first["superseded_by"]) == (False, ["d2"])
    assert (second["in_force"], second["supersedes"]) == (True, ["d1"])


def test_decisions_are_listed_page_by_page(on_sqlite):
    for pair in (("s005", "s005"), ("s004", "s004"), ("s006", "s006")):
        decide(on_sqlite, "separate", pair)
    found = every_page(on_sqlite, "/v1/decisions", "decisions", series=SERIES, limit=2)
    assert [one["id"] for one in found] == ["d1", "d2", "d3"]


@pytest.mark.parametrize(
    ("body", "status", "slug"),
    [
        ({"pairs": [("s004", "s999")]}, 404, "unknown-statement"),
        ({"verdict": "undo", "decision": "d1"}, 404, "nothing-to-undo"),
        ({"verdict": "split", "pairs": [("s004", "s004")]}, 422, "bad-decision"),
        ({"pairs": [("s004", "s004")], "reason": ""}, 422, "bad-decision"),
        ({"pairs": [("s004", "s004")], "actor": " "}, 422, "bad-decision"),
        ({"pairs": [("s004", "s004")], "why": "?"}, 422, "invalid-request"),
        ({"pairs": [("s004", "s004")], "series": "nobody"}, 404, "unknown-series"),
    ],
)
def test_what_cannot_be_decided_is_a_problem_and_records_nothing(on_sqlite, body, status, slug):
    pairs, verdict = body.pop("pairs", ()), body.pop("verdict", "confirm")
    answer = decide(on_sqlite, verdict, *pairs, **body)
    assert answer.status_code == status, answer.text
    assert answer.json()["type"].endswith(f"/{slug}")
    assert on_sqlite.get("/v1/decisions", params={"series": SERIES}).json()["decisions"] == []


def test_the_queue_has_the_most_doubtful_link_first_in_the_words_of_both_letters(on_sqlite):
    found = every_page(on_sqlite, f"/v1/doubtful/{SERIES}", "links", limit=1)
    doubts = [one["doubt"] for one in found]
    assert doubts == sorted(doubts, reverse=True)
    assert doubts
    for one in found:
        for side, key in (("before", one["old"]), ("after", one["new"])):
            text = on_sqlite.get(f"/v1/letters/{key}").json()["letter"]["text"]
            for quote in one[side]["quotes"]:
                assert text[quote["start"] : quote["end"]] == quote["quote"]
        assert one["why"]


def test_what_was_decided_is_no_longer_in_doubt(on_sqlite):
    one = on_sqlite.get(f"/v1/doubtful/{SERIES}").json()["links"][0]
    pair = {
        side: {"letter": one[letter], "statement": one[side]["statements"][0]}
        for side, letter in (("before", "old"), ("after", "new"))
    }
    assert decide(on_sqlite, "confirm", pairs=[pair]).status_code == 201
    again = on_sqlite.get(f"/v1/doubtful/{SERIES}").json()["links"]
    assert json.dumps(one) not in [json.dumps(other) for other in again]
    assert not any(
        pair["before"]["statement"] in other["before"]["statements"]
        and pair["after"]["statement"] in other["after"]["statements"]
        for other in again
        if (other["old"], other["new"]) == (one["old"], one["new"])
    )
