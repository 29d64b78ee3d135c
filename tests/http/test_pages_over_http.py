from __future__ import annotations

from collections import Counter

import pytest
from lxml import html
from recorded_harbours import EVIL, NEWER, OLDER, letter, record, serving, serving_the_demo
from sqlalchemy import event

from service.pages.found_page import found_page

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
COMPARISON = "/compare/harbours/2023-10-01..2024-01-15"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("pages"), OLDER, NEWER) as client:
        yield client


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    with serving_the_demo(tmp_path_factory.mktemp("demo")) as client:
        yield client


@pytest.fixture
def empty(tmp_path):
    with serving(tmp_path) as client:
        yield client


def tree_of(client, path):
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def words_of(tree):
    return " ".join(tree.text_content().split())


def an_item(client):
    return tree_of(client, COMPARISON).xpath("//article//@href[starts-with(., '/items/')]")[0]


def all_pages(client):
    letter_page = "/letters/harbours/2023-10-01"
    return (
        "/",
        COMPARISON,
        f"{COMPARISON}?minor=yes",
        letter_page,
        an_item(client),
        "/docs",
        "/items?q=boats",
    )


def test_every_page_carries_a_policy_that_allows_no_script_and_no_inline_style(client):
    for path in all_pages(client):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-type"] == "text/html; charset=utf-8"


def test_no_page_has_a_script_an_inline_style_or_a_file_from_elsewhere(client):
    for path in all_pages(client):
        tree = tree_of(client, path)
        assert not tree.xpath("//script | //style | //*[@style] | //@*[starts-with(name(), 'on')]")
        loaded = tree.xpath("//link[@rel='stylesheet']/@href | //link[@rel='icon']/@href | //img/@src")
        assert all(address.startswith("/static/") for address in loaded)


def test_every_link_inside_leads_somewhere(client):
    seen = set()
    for path in all_pages(client):
        for address in tree_of(client, path).xpath("//@href | //@src"):
            target = address.removeprefix("https://letters.example").partition("#")[0]
            if target.startswith("/") and target not in seen:
                seen.add(target)
                assert client.get(target).status_code == 200, (path, address)
    assert len(seen) > 20


def test_every_anchor_that_a_page_points_at_is_there(client):
    pages = {}
    for path in all_pages(client):
        for address in tree_of(client, path).xpath("//a/@href[contains(., '#')]"):
            target, _, anchor = address.partition("#")
            target = target or path
            if target not in pages:
                pages[target] = set(tree_of(client, target).xpath("//@id"))
            assert anchor in pages[target], (path, address)


def test_ids_are_unique_on_every_page(client):
    for path in all_pages(client):
        ids = tree_of(client, path).xpath("//@id")
        assert len(ids) == len(set(ids))


def test_every_page_offers_its_feeds_and_says_that_it_is_not_official(client):
    for path in all_pages(client):
        tree = tree_of(client, path)
        types = tree.xpath("//link[@rel='alternate']/@type")
        assert {"application/atom+xml", "application/feed+json", "application/rss+xml"} <= set(types)
        assert "not an official site" in words_of(tree)


def test_markup_in_a_letter_is_shown_as_words(client):
    for path in (f"{COMPARISON}?minor=yes", "/letters/harbours/2024-01-15"):
        tree = tree_of(client, path)
        assert not tree.xpath("//script")
        assert EVIL in words_of(tree)


def test_an_empty_installation_shows_how_to_add_the_first_letter(empty):
    words = words_of(tree_of(empty, "/"))
    assert "lettertrail ingest" in words
    assert "lettertrail demo" in words


def test_the_first_page_shows_series_letters_what_moved_last_and_where_to_subscribe(client):
    tree = tree_of(client, "/")
    links = set(tree.xpath("//a/@href"))
    assert {"/letters/harbours/2023-10-01", "/letters/harbours/2024-01-15", COMPARISON} <= links
    assert {"/feeds/changes.atom", "/feeds/deadlines.ics", "/feeds/changes.atom?series=harbours"} <= links
    own_pages = tree.xpath("//a/@href[starts-with(., '/evidence/harbours/2023-10-01..2024-01-15/')]")
    assert own_pages
    assert all(client.get(path).status_code == 200 for path in own_pages)


def test_measures_are_found_from_the_first_page_and_from_where_there_is_nothing(client):
    lost = html.fromstring(client.get("/items/nothing", headers=BROWSER).text)
    for tree in (tree_of(client, "/"), lost):
        assert tree.xpath("//search/form/@action") == ["/items"]
    found = tree_of(client, "/items?q=partner:Iceland").xpath("//table//a")
    assert [words_of(tree_of(client, one.get("href")).xpath("//h1")[0]) for one in found] == [
        words_of(one) for one in found
    ]
    assert len(found) == 1


def test_a_search_that_cannot_be_read_or_finds_nothing_says_so(client):
    answer = client.get("/items?q=partner:Atlantis", headers=BROWSER)
    assert answer.status_code == 422
    assert "Atlantis" in words_of(html.fromstring(answer.text).xpath("//*[@role='alert']")[0])
    assert "No measure has these words" in words_of(tree_of(client, "/items?q=submarine"))


def test_a_search_goes_on_where_the_page_before_ended(demo):
    listed = demo.get("/v1/items", params={"limit": 500}).json()["items"]
    first = demo.get("/v1/items", params={"limit": 10}).json()
    further = found_page("", (), following=first["next"], fault="").more
    paths = [f"/items/{item['id']}" for item in listed]
    assert tree_of(demo, "/items").xpath("//table//a/@href") == paths[:50]
    assert tree_of(demo, further).xpath("//table//a/@href") == paths[10:60]


def test_an_item_leads_to_what_moved_last_in_its_series(client):
    assert COMPARISON in tree_of(client, an_item(client)).xpath("//a/@href")


def test_the_page_of_the_api_names_all_that_its_description_has(client):
    tree, described = tree_of(client, "/docs"), client.get("/openapi.json").json()
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            shown = words_of(tree.get_element_by_id(operation["operationId"]))
            assert f"{method.upper()} {path}" in shown
            assert all(parameter["name"] in shown for parameter in operation.get("parameters", []))
            assert all(status in shown for status in operation["responses"])
    for name, schema in described["components"]["schemas"].items():
        shown = words_of(tree.get_element_by_id(f"shape-{name}"))
        assert all(member in shown for member in schema.get("properties", {}))


def test_there_is_no_page_that_fetches_scripts_from_elsewhere(client):
    assert [client.get(path).status_code for path in ("/redoc", "/docs/oauth2-redirect")] == [404, 404]


def test_the_first_letter_of_another_series_does_not_hide_what_moved_last(tmp_path):
    with serving(tmp_path, OLDER, NEWER) as served:
        before = tree_of(served, "/").xpath("//section[@aria-labelledby='last']//@href")
        record(served.app, OLDER, series="lighthouses")
        assert tree_of(served, "/").xpath("//section[@aria-labelledby='last']//@href") == before
        record(served.app, NEWER, series="lighthouses")
        after = tree_of(served, "/").xpath("//section[@aria-labelledby='last']//@href")
    assert f"{COMPARISON}?q=kind%3Acontract.signed" in before
    assert "/compare/lighthouses/2023-10-01..2024-01-15?q=kind%3Acontract.signed" in after


def test_a_letter_from_before_all_others_shows_what_moved_from_it(tmp_path):
    with serving(tmp_path, NEWER, OLDER) as served:
        assert COMPARISON in tree_of(served, "/").xpath("//section[@aria-labelledby='last']//a/@href")


def test_a_comparison_shows_both_wordings_of_each_change(client):
    tree = tree_of(client, COMPARISON)
    signed = tree.xpath("//article[.//*[contains(text(), 'contract signed')]]")[0]
    words = words_of(signed)
    assert "is to be signed in November 2023" in words
    assert "was signed on 3 December 2023" in words
    assert signed.xpath(".//del") or signed.xpath(".//ins")
    assert signed.xpath(".//@href[starts-with(., '/letters/harbours/2023-10-01#s-')]")


def test_latest_and_previous_name_letters(client):
    named = tree_of(client, "/compare/harbours/previous..latest")
    assert (
        named.xpath("//h1")[0].text_content() == tree_of(client, COMPARISON).xpath("//h1")[0].text_content()
    )


def test_a_count_leads_to_just_those_changes(client):
    tree = tree_of(client, COMPARISON)
    for link in tree.xpath("//ul[@class='counts']//a"):
        number = int(link.findtext("b"))
        narrowed = tree_of(client, link.get("href"))
        badges = narrowed.xpath("//article//*[contains(@class, 'badge')]")
        assert len(badges) == number


def test_a_filter_that_cannot_be_read_is_said_above_the_whole_list(client):
    answer = client.get(f"{COMPARISON}?q=kind:nonsense", headers=BROWSER)
    assert answer.status_code == 422
    tree = html.fromstring(answer.text)
    assert "nonsense" in words_of(tree.xpath("//*[@role='alert']")[0])
    assert len(tree.xpath("//article")) == len(tree_of(client, COMPARISON).xpath("//article"))
    assert "that match" not in words_of(tree)
    assert "Changes that match" in words_of(tree_of(client, f"{COMPARISON}?q=kind:contract"))


def test_the_life_of_an_item_tells_held_and_silent_from_not_held(client):
    path = next(
        path
        for path in set(tree_of(client, COMPARISON).xpath("//@href[starts-with(., '/items/')]"))
        if "study" in words_of(tree_of(client, path).xpath("//h1")[0])
    )
    tree = tree_of(client, path)
    states = [row.get("class") for row in tree.xpath("//ol[@class='life']/li")]
    assert states == ["not_held", "mentioned", "silent"]
    words = words_of(tree.xpath("//ol[@class='life']")[0])
    assert "“Harbour Letter June 2023”" in words
    assert "Held, and does not mention it" in words
    assert "a study on warning fishing crews by radio will be launched" in words


def letters_of(client):
    return [f"/letters/{one['key']}" for one in client.get("/v1/letters").json()["letters"]]


def test_the_map_of_a_letter_has_all_its_words_and_nothing_else(client, demo):
    for served in (client, demo):
        for path in letters_of(served):
            shown = tree_of(served, path).xpath("//div[@class='letter-text']")[0]
            for added in shown.xpath(".//*[@class='reference'] | .//*[@class='said']"):
                added.drop_tree()
            reading = served.get(f"/v1{path}").json()
            runs = [run.text_content() for block in shown for run in block]
            assert Counter(" ".join(runs).split()) == Counter(reading["letter"]["text"].split())
            told = {one.get("id"): one for one in shown.xpath(".//span[@class='statement']")}
            assert {name: words_of(one) for name, one in told.items()} == {
                f"s-{one['id']}": " ".join(one["text"].split()) for one in reading["statements"]
            }


def test_every_word_of_the_map_is_marked_as_one_of_what_the_legend_names(client, demo):
    for served in (client, demo):
        for path in letters_of(served):
            tree = tree_of(served, path)
            named = {one.get("class") for one in tree.xpath("//table[@class='coverage']//th/span")}
            assert named == {"statement", "headed", "running", "narrative"}
            blocks = tree.xpath("//div[@class='letter-text']/*")
            assert {run.get("class") for block in blocks for run in block} - {"reference", "said"} <= named
            assert not [block for block in blocks if (block.text or "").strip()]
            tails = [run.tail for block in blocks for run in block]
            assert not [tail for tail in tails if (tail or "").strip()]


def test_the_coverage_is_a_bar_and_a_table_of_the_numbers_that_the_reading_gives(demo):
    for path in letters_of(demo):
        tree = tree_of(demo, path)
        coverage = demo.get(f"/v1{path}").json()["letter"]["coverage"]
        cells = tree.xpath("//table[@class='coverage']/tbody/tr/td[2]")
        assert [int(cell.text.replace(",", "")) for cell in cells] == [
            coverage[name] for name in ("statements", "headings", "running", "narrative")
        ]
        widths = [int(one.get("width")) for one in tree.xpath("//*[local-name()='rect']")]
        assert sum(widths) == 1_000


CHECKED = letter(
    "1 October 2023",
    follows="June 2023",
    ongoing=[
        "Sweden: 40 engineers are deployed, 10 engineers in Lulea, 12 engineers in Gavle, 17 engineers in Malmo.",
        "Norway: 30 divers are deployed, 10 divers in Bergen, 12 divers in Bodo, 8 divers in Tromso.",
    ],
    next_steps=["Iceland: five rescue boats will be handed over by the end of December 2023."],
)


def test_every_finding_of_a_letter_leads_to_the_words_it_rests_on(tmp_path):
    with serving(tmp_path, CHECKED) as checked:
        (path,) = letters_of(checked)
        tree = tree_of(checked, path)
        findings = checked.get(f"/v1{path}").json()["findings"]
    assert {one["code"] for one in findings} == {"sum.agrees", "sum.differs"}
    shown = tree.xpath("//section[@class='findings']")[0]
    assert len(shown.xpath(".//li")) == len(findings)
    assert len(shown.xpath("./details//li")) == 1
    links = shown.xpath(".//li//a")
    assert len(links) == 8
    for link in links:
        place = tree.get_element_by_id(link.get("href").removeprefix("#"))
        assert link.text == f"“{words_of(place)}”"


def test_every_statement_of_a_letter_leads_to_its_item(client):
    path = "/letters/harbours/2024-01-15"
    tree = tree_of(client, path)
    ids = [one["id"] for one in client.get(f"/v1{path}").json()["statements"]]
    links = {link.text: link.get("href") for link in tree.xpath("//a[@class='reference']")}
    assert list(links) == ids
    for path in set(links.values()):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/items/nothing",
        "/letters/harbours/1999-01-01",
        "/letters/lighthouses/2024-01-15",
        "/compare/harbours/1999-01-01..2024-01-15",
        "/compare/lighthouses/previous..latest",
        "/static/nothing.css",
        "/static/..%2Frendering.py",
    ],
)
def test_what_is_not_there_is_a_page_for_people(client, path):
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "<h1>" in answer.text


def test_what_is_not_there_is_a_problem_for_programs(client):
    for path, headers in (("/v1/items/nothing", BROWSER), ("/items/nothing", {"Accept": "application/json"})):
        answer = client.get(path, headers=headers)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("pair", ["2024-01-15..2023-10-01", "2024-01-15", "x", "2023-10-01..", "a..b..c"])
def test_what_is_not_an_older_and_a_newer_letter_is_said(client, pair):
    answer = client.get(f"/compare/harbours/{pair}", headers=BROWSER)
    assert answer.status_code in {404, 422}
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_a_file_under_its_version_is_kept_for_ever_and_without_it_is_not(client):
    address = tree_of(client, "/").xpath("//link[@rel='stylesheet']/@href")[0]
    assert "immutable" in client.get(address).headers["cache-control"]
    assert "immutable" not in client.get(address.partition("?")[0]).headers["cache-control"]
    assert "immutable" not in client.get(address.partition("?")[0] + "?v=0").headers["cache-control"]


def test_the_licence_of_what_was_taken_from_others_is_served_with_it(client):
    assert "MIT License" in client.get("/static/pico-2.1.1.LICENSE.md").text


def queries_of(client, path):
    """How many statements the database is sent for an answer."""
    counted = []
    client.get(path, headers=BROWSER)  # what is kept from then on is made once, and not for each visitor

    def count(_connection, _cursor, statement, *_rest):
        counted.append(statement)

    engine = client.app.state.engine
    event.listen(engine, "before_cursor_execute", count)
    try:
        assert client.get(path, headers=BROWSER).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len(counted)


def test_no_answer_asks_the_database_once_for_each_row(client, demo):
    asked = {
        "/": "/",
        COMPARISON: "/compare/harbour-council/2024-10-16..2025-02-12",
        an_item(client): tree_of(demo, "/compare/harbour-council/previous..latest").xpath(
            "//article//@href[starts-with(., '/items/')]"
        )[0],
        "/letters/harbours/2023-10-01": "/letters/harbour-council/2024-06-19",
        "/feeds/changes.atom": "/feeds/changes.atom",
        "/feeds/changes.atom?q=text:contract": "/feeds/changes.atom?q=text:contract",
        "/feeds/deadlines.ics": "/feeds/deadlines.ics",
    }
    few = {path: queries_of(client, path) for path in asked}
    many = {path: queries_of(demo, path_of_more) for path, path_of_more in asked.items()}
    # A feed that is kept only asks, now and then, whether it still stands.
    kept = {path for path in asked if path.startswith("/feeds/")}
    assert {path: n for path, n in few.items() if path not in kept} == {
        path: n for path, n in many.items() if path not in kept
    }
    assert all(few[path] <= 2 >= many[path] for path in kept)
    assert max(few.values()) <= 10


def test_every_comparison_of_the_demo_series_is_shown(demo):
    comparisons = set(tree_of(demo, "/").xpath("//a[@class='whole']/@href"))
    assert len(comparisons) >= 2
    for path in comparisons:
        tree = tree_of(demo, path)
        assert tree.xpath("//article")
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))


def test_every_item_and_letter_of_the_demo_series_is_shown(demo):
    letters = set(tree_of(demo, "/").xpath("//@href[starts-with(., '/letters/')]"))
    items = {
        item for path in letters for item in tree_of(demo, path).xpath("//@href[starts-with(., '/items/')]")
    }
    assert len(items) > 30
    for path in sorted(items)[::7]:
        assert tree_of(demo, path).xpath("//ol[@class='life']/li[@class='mentioned']")
