from __future__ import annotations

import csv
import io

import pytest
from page_checks import check_escaped, check_links, check_page, counted_queries, tree_of, words_of
from recorded_harbours import NEWER, OLDER, serving

from service.demo.demo_letters import DEMO_SERIES
from service.overviews.matrix import STATES
from service.recording.withdraw_letter import withdraw_letter


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("measures"), OLDER, NEWER) as client:
        yield client


@pytest.fixture
def empty(tmp_path):
    with serving(tmp_path) as client:
        yield client


def state_said(history, letter):
    """The state of a cell, the slow way, from an item's public history."""
    heard = []
    for mention in history["history"]:
        if mention["state"] == "stated":
            heard.append(mention["statements"][0]["status"])
        if mention.get("letter") == letter:
            if mention["state"] == "stated":
                return heard[-1]
            return "before" if not heard else "rested" if heard[-1] == "done" else "silent"
    raise AssertionError(letter)


def cells_of(row):
    return [cell.get("class").removeprefix("state ") for cell in row.xpath("./td")]


def test_every_cell_says_what_the_letter_says_of_the_measure(demo):
    seen = set()
    for path in ("/partners/MA", "/partners/CV", "/parts/protection", "/kinds/contract", "/kinds/delivery"):
        tree = check_page(demo, path)
        heads = tree.xpath("//table[contains(@class, 'matrix')]/thead//th")[1:]
        for row in tree.xpath("//table[contains(@class, 'matrix')]/tbody/tr[th[@scope='row']]"):
            item = row.xpath("./th/a/@href")[0]
            history = demo.get(f"/v1{item}").json()
            for head, cell in zip(heads, cells_of(row), strict=True):
                letter = head.xpath("./a/@href")
                expected = state_said(history, letter[0].removeprefix("/letters/")) if letter else "not_held"
                assert cell == expected, (path, item, letter)
                seen.add(cell)
    assert seen >= {"done", "ongoing", "planned", "rested", "before", "not_held"}


def test_a_cell_leads_to_the_words_that_it_rests_on(demo):
    tree = check_page(demo, "/partners/MA")
    for link in tree.xpath("//td[contains(@class, 'state')]/a"):
        path, _, anchor = link.get("href").partition("#")
        there = tree_of(demo, path).xpath(f"//*[@id='{anchor}']")
        assert there, link.get("href")


@pytest.mark.parametrize("sort", ["partners", "parts", "kinds"])
def test_an_index_counts_what_each_of_its_pages_lists(demo, sort):
    tree = check_page(demo, f"/{sort}")
    for row in tree.xpath("//table/tbody/tr")[:7]:
        measures, *states = (int(cell.text_content()) for cell in row.xpath("./td")[:-1])
        assert measures == sum(states)
        page = tree_of(demo, row.xpath("./th/a/@href")[0])
        assert len(page.xpath("//tbody/tr/th[@scope='row']")) == measures
        for cell in row.xpath("./td/a"):
            narrowed = tree_of(demo, cell.get("href"))
            assert len(narrowed.xpath("//tbody/tr/th[@scope='row']")) == int(cell.text)


def test_a_page_lists_the_items_that_its_filter_holds_of(demo):
    for path, query in (("/partners/MA", "partner:MA"), ("/kinds/delivery", "kind:delivery")):
        listed = tree_of(demo, path).xpath("//tbody/tr/th[@scope='row']/a/@href")
        asked = demo.get("/v1/items", params={"q": query, "limit": 500}).json()["items"]
        assert sorted(listed) == sorted(f"/items/{item['id']}" for item in asked)


def test_the_spreadsheet_has_one_row_for_each_change_of_the_feed(demo):
    text = demo.get("/partners/MA?as=csv").text
    rows = list(csv.DictReader(io.StringIO(text)))
    published = demo.get("/v1/changes", params={"q": "partner:MA minor:no", "limit": 500}).json()["changes"]
    assert [row["sentence"] for row in rows] == [change["sentence"] for change in published]
    assert all(demo.get(row["permalink"].partition("#")[0]).status_code == 200 for row in rows)
    book = demo.get("/partners/MA?as=xlsx")
    assert book.content[:2] == b"PK"
    assert book.headers["content-disposition"] == f'attachment; filename="{DEMO_SERIES}-ma.xlsx"'


def test_a_kind_has_a_row_for_each_change_of_its_measures(demo):
    rows = list(csv.DictReader(io.StringIO(demo.get("/kinds/contract?as=csv").text)))
    items = {item["id"] for item in demo.get("/v1/items?q=kind:contract&limit=500").json()["items"]}
    changes = demo.get("/v1/changes?q=minor:no&limit=500").json()["changes"]
    assert len(rows) == sum(change["item"] in items for change in changes) > 0


def test_a_day_that_moved_stands_in_its_cell_with_what_it_was(demo):
    moved = tree_of(demo, "/partners/MA").xpath("//span[contains(@class, 'moved')]/@title")
    assert any("before, now" in title for title in moved)


def test_a_partner_is_found_by_name_and_one_that_nobody_knows_is_not(demo):
    answer = demo.get("/partners/Morocco", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, "/partners/MA")
    assert demo.get("/partners/Atlantis").status_code == 404
    assert demo.get("/kinds/harbours").status_code == 404
    assert demo.get("/partners?series=unheard-of").status_code == 404


def test_a_partner_of_whom_no_letter_speaks_has_a_page_that_says_so(demo):
    assert "No letter of this series" in words_of(check_page(demo, "/partners/JP"))


def test_without_letters_the_pages_say_where_to_begin(empty):
    for path in ("/partners", "/parts", "/kinds", "/partners/EG"):
        assert "No letters are held yet" in words_of(check_page(empty, path))


def test_markup_in_letters_is_shown_as_words(client):
    check_escaped(client, "/partners/SN")


def test_every_link_leads_somewhere(demo):
    trees = [check_page(demo, path) for path in ("/partners", "/parts", "/kinds", "/partners/MA")]
    assert len(check_links(demo, *trees)) > 30


def test_a_page_asks_the_database_as_often_for_many_measures_as_for_few(demo):
    asked = []
    for path in ("/partners/IS", "/kinds/delivery"):
        demo.get(path)
        with counted_queries(demo) as queries:
            demo.get(path)
        asked.append(len(queries))
    assert asked[0] == asked[1] < 12


def test_every_state_of_a_measure_has_its_words():
    assert set(STATES) >= {"done", "ongoing", "planned", "on_hold", "not_started"}


def test_a_letter_that_was_withdrawn_is_told_apart_from_one_that_is_not_held(tmp_path):
    with serving(tmp_path, OLDER, NEWER) as client:
        engine = client.app.state.engine
        path = tree_of(client, "/partners").xpath("//tbody/tr/th/a/@href")[0]
        letters = tree_of(client, path).xpath("//thead//th/a/@href")
        series, date = letters[-1].removeprefix("/letters/").split("/")
        withdraw_letter(engine, series, date, reason="Sent <by> mistake.")
        tree = check_page(client, path)
    head = tree.xpath("//table[contains(@class, 'matrix')]/thead//th")[-1]
    assert (head.get("class"), head.get("title")) == ("withdrawn", "withdrawn: Sent <by> mistake.")
    cells = {
        cells_of(row)[-1]
        for row in tree.xpath("//table[contains(@class, 'matrix')]/tbody/tr[th[@scope='row']]")
    }
    assert cells == {"withdrawn"}
    assert "the letter was withdrawn" in words_of(tree)
