from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from page_checks import check_escaped, check_links, check_page, counted_queries, tree_of, words_of
from recorded_harbours import NEWER, OLDER, letter, serving

from service.showing.plain_words import money

SERIES = "harbour-council"
MARKED = letter(
    "1 March 2024",
    follows="January 2024",
    ongoing=["Malta: EUR 3 million <script>alert('x')</script> was allocated to buoys."],
    next_steps=["Malta: a contract of EUR A million will be signed in May 2024."],
)


@pytest.fixture(scope="module")
def ledgers(demo):
    keys = [one["key"] for one in demo.get("/v1/letters?limit=500").json()["letters"]]
    return {key.partition("/")[2]: demo.get(f"/v1/ledger/{key}").json() for key in keys}


def openings_of(tree):
    """By its anchor: the sum that a total says, and the sums and words of the lines that it opens into."""
    return {
        opening.xpath("./ul/@id")[0]: (
            opening.xpath("./summary/b/text()")[0],
            [" ".join(one.split()) for one in opening.xpath("./ul/li//mark/text()")],
        )
        for opening in tree.xpath("//section//details")
    }


def test_every_total_opens_into_exactly_the_amounts_that_it_sums(demo, ledgers):
    opened = 0
    for label, ledger in ledgers.items():
        shown = openings_of(check_page(demo, f"/money?letter={label}"))
        expected = []
        for total in ledger["totals"]:
            values = [Decimal(str(line["value"])) for line in total["lines"]]
            assert sum(values) == Decimal(str(total["value"]))
            quotes = [" ".join(line["quote"].split()) for line in total["lines"]]
            expected.append((money(sum(values), total["currency"]), quotes))
        assert sorted(shown.values()) == sorted(expected)
        opened += len(shown)
    assert opened > 20


def test_cells_lead_to_their_totals_and_rows_and_stages_add_up_to_the_whole(demo, ledgers):
    for label, ledger in ledgers.items():
        tree = tree_of(demo, f"/money?letter={label}")
        anchors = set(openings_of(tree))
        cells = tree.xpath("//table[contains(@class, 'accounts')]//td/a/@href")
        assert {anchor.removeprefix("#") for anchor in cells} == anchors
        assert len(cells) == len(anchors) == len(ledger["totals"])
        wholes = tree.xpath("//table[contains(@class, 'accounts')]/tfoot//td[last() - 1]/text()")
        by_currency = {}
        for total in ledger["totals"]:
            by_currency.setdefault(total["currency"], []).append(Decimal(str(total["value"])))
        assert sorted(wholes) == sorted(money(sum(v), c) for c, v in by_currency.items())


def test_every_amount_of_a_letter_is_on_its_page(demo, ledgers):
    for label, ledger in ledgers.items():
        tree = tree_of(demo, f"/money?letter={label}")
        quotes = {" ".join(one.split()) for one in tree.xpath("//mark/text()")}
        lines = [line for total in ledger["totals"] for line in total["lines"]]
        lines += [part for one in ledger["envelopes"] for part in one["parts"]]
        for place in ("repeated", "so_far", "former", "limit", "per_unit", "unreadable"):
            lines += ledger[place]
        assert {" ".join(line["quote"].split()) for line in lines} == quotes


def test_what_became_of_each_sum_adds_up_to_the_difference_of_both_letters(demo):
    moves = demo.get(f"/v1/ledger/{SERIES}/previous..latest").json()
    tree = tree_of(demo, "/money")
    rows = tree.xpath("//table[contains(@class, 'moves')]/tbody/tr")
    moved = [move for move in moves["moves"] if move["kind"] != "stands"]
    assert len(rows) == len(moved) > 5
    differences = {}
    for move in moves["moves"]:
        differences.setdefault(move["currency"], []).append(Decimal(str(move["difference"])))
    for row in tree.xpath("//table[contains(@class, 'moves')]/tfoot/tr"):
        currency = row.xpath("./th/text()")[0].removeprefix("All in ")
        more = sum(differences[currency])
        words = f"{money(abs(more), currency)} {'more' if more > 0 else 'less'}" if more else ""
        assert "".join(row.xpath("./td[last()]/text()")) == words


def test_the_measures_of_sums_that_moved_are_named_and_no_others_are_looked_up(demo):
    with counted_queries(demo) as asked:
        tree = tree_of(demo, "/money")
    assert not [statement for statement in asked if "items.facets" in statement]
    links = tree.xpath("//table[contains(@class, 'moves')]/tbody/tr/th/a")
    for link in links:
        item = demo.get(f"/v1{link.get('href')}").json()
        assert words_of(link) == " ".join(item["label"].split())
    assert links


def test_a_partner_has_the_sums_that_concern_it(demo):
    ledger = demo.get(f"/v1/ledger/{SERIES}/latest?partner=MA").json()
    tree = check_page(demo, "/money?partner=Morocco")
    assert len(openings_of(tree)) == len(ledger["totals"])
    assert "Money: Morocco" in words_of(tree)
    assert demo.get("/money?partner=Atlantis").status_code == 422


def test_the_files_have_a_row_for_each_amount_and_each_move(demo):
    rows = list(csv.DictReader(io.StringIO(demo.get("/money?as=csv").text)))
    ledger = demo.get(f"/v1/ledger/{SERIES}/latest").json()
    assert sum(row["place"] == "summed" for row in rows) == sum(len(t["lines"]) for t in ledger["totals"])
    moved = list(csv.DictReader(io.StringIO(demo.get("/money?as=moves").text)))
    assert len(moved) == len(demo.get(f"/v1/ledger/{SERIES}/previous..latest").json()["moves"])


def test_what_cannot_be_read_stands_apart_with_its_words_and_the_reason(tmp_path):
    with serving(tmp_path, OLDER, NEWER, MARKED) as client:
        tree = check_page(client, "/money")
        apart = tree.xpath("//h2[@id='apart']/following-sibling::div[1]//details[1]")[0]
        assert "Cannot be read" in words_of(apart)
        assert apart.xpath(".//mark/text()") == ["EUR A million"]
        check_escaped(client, "/money")


def test_letters_without_money_and_none_at_all_say_so(tmp_path):
    with serving(tmp_path) as client:
        assert "No letters are held yet" in words_of(check_page(client, "/money"))
        plain = OLDER.replace(b", worth EUR 6.5 million,", b"")
        client.post("/v1/letters?series=harbours", files={"file": ("a.txt", plain)})
        assert "names no sum of money" in words_of(check_page(client, "/money"))


def test_every_link_leads_somewhere(demo):
    assert len(check_links(demo, check_page(demo, "/money"))) > 20
