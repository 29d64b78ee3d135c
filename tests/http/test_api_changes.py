"""The changes by position: a follower that goes on from the last one it saw misses none."""

import pytest
from harbour_letters import JANUARY, MAY, SEPTEMBER
from http_client import every_page, post_letter


def all_changes(client):
    answer = client.get("/v1/changes", params={"limit": 500})
    assert answer.status_code == 200, answer.text
    assert answer.json()["next"] is None
    return answer.json()["changes"]


@pytest.mark.parametrize("limit", [1, 2, 3, 500])
def test_pages_of_any_size_give_every_change_once_and_in_order(reading_client, limit):
    changes = all_changes(reading_client)
    assert len(changes) > 5
    positions = [change["position"] for change in changes]
    assert positions == sorted(set(positions))
    assert every_page(reading_client, "/v1/changes", "changes", limit=limit) == changes


def test_after_any_position_stands_what_is_behind_it(reading_client):
    changes = all_changes(reading_client)
    for seen in changes:
        rest = reading_client.get("/v1/changes", params={"after": seen["position"], "limit": 500}).json()
        assert rest["changes"] == [change for change in changes if change["position"] > seen["position"]]


def test_a_follower_goes_on_from_through_and_sees_what_comes_in(client_on_either):
    client, followed, after = client_on_either, [], 0
    for data in (JANUARY, MAY, SEPTEMBER):
        post_letter(client, data)
        page = client.get("/v1/changes", params={"after": after, "limit": 500}).json()
        followed += page["changes"]
        after = page["through"]
        again = client.get("/v1/changes", params={"after": after}).json()
        assert again == {"changes": [], "next": None, "through": after}
    assert followed == all_changes(client)
    assert {change["new"][-10:] for change in followed} == {"2031-05-20", "2031-09-02"}


def test_a_page_that_is_not_the_last_is_complete_through_its_last_change(reading_client):
    page = reading_client.get("/v1/changes", params={"limit": 2}).json()
    assert page["next"] == page["through"] == page["changes"][-1]["position"]


def test_a_change_is_given_as_it_was_published(reading_client):
    compared = {}
    for pair in ("2031-01-09..2031-05-20", "2031-05-20..2031-09-02"):
        answer = reading_client.get(f"/v1/compare/harbour-board/{pair}").json()
        compared |= {(answer["new"]["key"], c["kind"], c["item"]): c for c in answer["changes"]}
    published = all_changes(reading_client)
    assert len(published) == len(compared)
    for change in published:
        live = compared[change["new"], change["kind"], change["item"]]
        assert {name: change[name] for name in live} == live
        assert change["series"] == "harbour-board"
        assert change["id"].startswith("tag:localhost,")


@pytest.mark.parametrize(
    "query", ["partner:EG", "kind:deadline", "-kind:item", "pilots", "amount>=20m", "minor:yes", "slip>=30d"]
)
def test_a_filter_narrows_the_list_and_its_negation_gives_the_rest(reading_client, query):
    turned_round = query.removeprefix("-") if query.startswith("-") else f"-{query}"
    some = every_page(reading_client, "/v1/changes", "changes", limit=1, q=query)
    rest = every_page(reading_client, "/v1/changes", "changes", limit=1, q=turned_round)
    assert sorted(c["position"] for c in [*some, *rest]) == [
        c["position"] for c in all_changes(reading_client)
    ]


def test_a_filter_finds_the_contract_that_was_signed(reading_client):
    found = reading_client.get(
        "/v1/changes", params={"q": "kind:contract.signed partner:EG amount=20m"}
    ).json()
    assert [change["facts"]["amount"]["value"] for change in found["changes"]] == ["20000000"]


def test_a_filter_that_holds_of_nothing_is_still_complete(reading_client):
    everything = reading_client.get("/v1/changes", params={"limit": 500}).json()
    nothing = reading_client.get("/v1/changes", params={"q": "zeppelin"}).json()
    assert nothing == {"changes": [], "next": None, "through": everything["through"]}


@pytest.mark.parametrize(
    "query", [{"after": -1}, {"after": "x"}, {"after": 2**63}, {"limit": 0}, {"limit": 501}, {"limit": "all"}]
)
def test_a_position_or_limit_that_is_none_is_refused(reading_client, query):
    answer = reading_client.get("/v1/changes", params=query)
    assert (answer.status_code, answer.json()["type"]) == (422, "/v1/problems/invalid-request")
    assert answer.json()["faults"][0]["where"] == f"query.{next(iter(query))}"


def test_a_filter_that_cannot_be_read_says_where(reading_client):
    answer = reading_client.get("/v1/changes", params={"q": "partner:EG colour:red"})
    assert (answer.status_code, answer.json()["type"]) == (422, "/v1/problems/bad-filter")
    assert "at character 12" in answer.json()["detail"]
