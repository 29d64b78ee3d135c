"""Money and promises over HTTP: of a letter, of two letters, of a series; every figure opens into its words."""

from decimal import Decimal

import pytest
from harbour_letters import JANUARY, JANUARY_CORRECTED, MAY, SERIES
from http_client import post_letter
from recorded_harbours import serving_the_demo

from service.demo.demo_letters import DEMO_SERIES


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    with serving_the_demo(tmp_path_factory.mktemp("demo")) as client:
        yield client


def given(client, path, **query):
    answer = client.get(f"/v1/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def lines(ledger):
    return [line for total in ledger["totals"] for line in total["lines"]]


def test_the_money_of_a_letter_opens_into_its_words(demo):
    ledger = given(demo, f"ledger/{DEMO_SERIES}/2024-10-16")
    text = given(demo, f"letters/{DEMO_SERIES}/2024-10-16")["letter"]["text"]
    assert lines(ledger)
    for line in lines(ledger):
        start, end = line["spans"][0]
        assert text[start:end] == line["quote"]
    for total in ledger["totals"]:
        assert Decimal(total["value"]) == sum(Decimal(line["value"]) for line in total["lines"])


def test_latest_and_a_re_issue_name_a_letter(client):
    for data in (JANUARY, JANUARY_CORRECTED, MAY):
        post_letter(client, data)
    assert given(client, f"ledger/{SERIES}/latest")["letter"] == f"{SERIES}/2031-05-20"
    sums = [given(client, f"ledger/{SERIES}/2031-01-09{again}")["sums"] for again in ("", "/2")]
    assert [one[0]["value"] for one in sums] == ["23000000", "24000000"]


def test_a_partner_has_the_sums_that_concern_it(demo):
    ledger = given(demo, f"ledger/{DEMO_SERIES}/2024-10-16", partner="Georgia")
    assert [line["value"] for line in lines(ledger)] == ["15500000"]
    assert ledger["partner"] == "GE"


def test_moves_add_up_to_the_difference_of_two_letters(demo):
    moves = given(demo, f"ledger/{DEMO_SERIES}/2024-03-06..2024-10-16")
    before, after = (Decimal(moves[side]["sums"][0]["value"]) for side in ("old", "new"))
    assert before + sum(Decimal(move["difference"]) for move in moves["moves"]) == after
    signed = [move for move in moves["moves"] if move["after"] and move["after"]["stage"] == "signed"]
    assert [(move["kind"], move["before"]["stage"]) for move in signed] == [("stage", "announced")]


def test_sums_are_under_the_ids_of_items_that_are_held(demo):
    moves = given(demo, f"ledger/{DEMO_SERIES}/previous..latest")["moves"]
    known = {item["id"] for item in given(demo, "items", limit=500)["items"]}
    assert {move["item"] for move in moves} <= known


def test_every_figure_of_promises_opens_into_promises_and_their_changes(demo):
    slippage = given(demo, f"slippage/{DEMO_SERIES}")
    moved = [slippage["promises"][place] for place in slippage["total"]["moved"]]
    assert moved
    assert all("deadline.moved" in [change["kind"] for change in one["changes"]] for one in moved)
    least, most = (sum(one["days"][end] for one in moved) for end in (0, 1))
    assert slippage["total"]["days"] == [least, most]


def test_promises_are_followed_from_the_last_issue_of_a_letter(client):
    for data in (JANUARY, JANUARY_CORRECTED, MAY):
        post_letter(client, data)
    slippage = given(client, f"slippage/{SERIES}")
    assert slippage["letters"] == [f"{SERIES}/2031-01-09/2", f"{SERIES}/2031-05-20"]


def test_one_letter_has_nothing_that_came_after_it(client):
    post_letter(client, JANUARY)
    answer = client.get(f"/v1/slippage/{SERIES}")
    assert (answer.status_code, answer.json()["type"]) == (404, "/v1/problems/unknown-letter")
    assert "after 2031-01-09" in answer.json()["detail"]
