from __future__ import annotations

import csv
import io

import pytest
from page_checks import check_escaped, check_links, check_page, tree_of, words_of
from recorded_harbours import NEWER, OLDER, serving

from diffing.outcomes.promises import Outcome
from service.overviews.promises_page import OUTCOMES

PAIR = "2024-10-16..2025-02-12"


@pytest.fixture(scope="module")
def slippage(demo):
    return demo.get("/v1/slippage/harbour-council").json()


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("promises"), OLDER, NEWER) as client:
        yield client


def rows_of(tree):
    return tree.xpath("//table[contains(@class, 'told')]/tbody/tr")


def items_of(tree):
    return [row.xpath("./th/a/@href")[0].removeprefix("/items/") for row in rows_of(tree)]


def of_pair(slippage):
    old, new = (f"harbour-council/{label}" for label in PAIR.split(".."))
    return [one for one in slippage["promises"] if (one["old"], one["new"]) == (old, new)]


def test_every_promise_of_the_older_letter_stands_once_with_its_outcome(demo, slippage):
    tree = check_page(demo, f"/promises?letters={PAIR}")
    assert items_of(tree) == [one["item"] for one in of_pair(slippage)]
    shown = [row.xpath("./td/span[contains(@class, 'badge')]/text()")[0] for row in rows_of(tree)]
    assert shown == [OUTCOMES[Outcome(one["outcome"])][0] for one in of_pair(slippage)]


def test_the_last_two_letters_are_told_unless_others_are_named(demo):
    assert items_of(tree_of(demo, "/promises")) == items_of(tree_of(demo, f"/promises?letters={PAIR}"))


def test_outcomes_add_up_and_each_leads_to_its_promises(demo, slippage):
    tree = check_page(demo, "/promises?letters=all")
    chips = tree.xpath("//ul[@class='counts']//a")
    numbers = [int(chip.xpath("./b/text()")[0]) for chip in chips]
    assert sum(numbers) == len(rows_of(tree)) == len(slippage["promises"])
    for chip, number in zip(chips, numbers, strict=True):
        assert len(rows_of(tree_of(demo, chip.get("href")))) == number


def test_by_slip_the_furthest_comes_first(demo, slippage):
    days = {}
    for one in slippage["promises"]:
        moved = one["outcome"] in {"slipped", "brought_forward"}
        days.setdefault(one["item"], []).append(one["days"][1] if moved else None)
    slips = [days[item] for item in items_of(tree_of(demo, "/promises?letters=all&sort=slip"))]
    furthest = [
        max(d for d in found if d is not None) for found in slips if any(d is not None for d in found)
    ]
    assert furthest[0] == max(furthest)
    assert len(slips) == len(slippage["promises"])


def test_figures_count_what_the_public_ones_list(demo, slippage):
    tree = tree_of(demo, "/promises?letters=all")
    for table, name in zip(
        tree.xpath("//table[contains(@class, 'figures')]"), ("partner", "part"), strict=False
    ):
        shown = sorted(
            [int(cell.text_content()) for cell in row.xpath("./td")[:-1]]
            for row in table.xpath("./tbody/tr")[:-1]
        )
        counted = (
            *("deadlines", "met", "late", "undated", "moved", "narrowed"),
            *("removed", "became_tbc", "unmentioned", "ahead", "passed"),
        )
        groups = slippage[f"by_{name}"]
        assert shown == sorted([len(group[c]) for c in counted] for group in groups if group["deadlines"])


def test_what_is_no_longer_mentioned_shows_what_was_considered_and_why_it_was_not_it(demo):
    compared = demo.get(f"/v1/compare/harbour-council/{PAIR}").json()
    considered = {
        change["item"]: {one["after"] for one in change["facts"]["considered"]}
        for change in compared["changes"]
        if change["kind"] == "item.unmentioned"
    }
    tree = tree_of(demo, f"/promises?letters={PAIR}&outcome=unmentioned")
    told = 0
    for row in rows_of(tree):
        item = row.xpath("./th/a/@href")[0].removeprefix("/items/")
        shown = row.xpath(".//details[@class='refused']//a/@href")
        assert {path.rpartition("#s-")[2] for path in shown} == considered.get(item, set())
        for why in row.xpath(".//details[@class='refused']//span/text()"):
            assert "alike by 0." in why
            assert why.rstrip()[-1] != ":"
        told += len(shown)
    assert told


def test_the_file_has_a_row_for_each_promise(demo, slippage):
    rows = list(csv.DictReader(io.StringIO(demo.get("/promises?letters=all&as=csv").text)))
    assert [row["item"] for row in rows] == [one["item"] for one in slippage["promises"]]


def test_one_letter_alone_has_promised_nothing_yet(tmp_path):
    with serving(tmp_path, OLDER) as client:
        assert "There is one letter of this series yet" in words_of(check_page(client, "/promises"))


def test_letters_that_are_not_held_are_a_problem(demo):
    assert demo.get("/promises?letters=2001-01-01..2025-02-12").status_code == 404
    assert demo.get("/promises?letters=latest").status_code == 422


def test_markup_in_letters_is_shown_as_words(client):
    check_page(client, "/promises")
    check_escaped(client, "/promises")


def test_every_link_leads_somewhere(demo):
    assert len(check_links(demo, check_page(demo, "/promises"))) > 20
