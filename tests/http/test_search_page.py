from __future__ import annotations

import pytest
from harbour_letters import JANUARY, MAY, SEPTEMBER
from http_client import client_of, post_letter
from hypothesis import given, settings
from hypothesis import strategies as st
from newer_reader import newer_reader
from page_checks import check_escaped, check_links, check_page, counted_queries, tree_of, words_of
from recorded_harbours import NEWER, OLDER, serving

from service.filters.filter_terms import folded
from service.overviews.found_words import found_pieces
from service.recording.reread_letters import reread_letters

WORDS = st.lists(
    st.sampled_from(["boat", "Boats", "patrol", "Árbol", "12", "ﬁne", "–", "<b>", "½"]), max_size=8
).map(" ".join)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("search"), OLDER, NEWER) as client:
        yield client


def all_said(client):
    """Every statement that is held, the newest letter first: (key, statement as JSON)."""
    keys = [one["key"] for one in client.get("/v1/letters?limit=500").json()["letters"]]
    return [
        (key, said) for key in keys[::-1] for said in client.get(f"/v1/letters/{key}").json()["statements"]
    ]


def all_found(client, query):
    """What a search finds, page by page: where each statement stands."""
    paths, address, sizes = [], f"/search?q={query}", []
    while address:
        tree = tree_of(client, address)
        page = tree.xpath("//ol[@class='found-words']/li")
        sizes.append(len(page))
        paths += [li.xpath("./p/a/@href")[0] for li in page]
        address = next(iter(tree.xpath("//a[text()='Further statements']/@href")), None)
    return paths, sizes


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("", lambda said: True),
        ("gauge", lambda said: " gauge" in folded(said["text"])),
        ("partner:MA", lambda said: "MA" in said["partners"]),
        ("kind:contract status:planned", lambda s: (s["kind"], s["status"]) == ("contract", "planned")),
        ("-sea column:next_steps", lambda s: " sea" not in folded(s["text"]) and s["column"] == "next_steps"),
        ("letter:2024-03-06 amount>1m", lambda s: any(float(a["value"] or 0) > 1e6 for a in s["amounts"])),
    ],
)
def test_a_search_finds_every_statement_that_its_filter_holds_of_and_no_other(demo, query, holds):
    expected = [
        f"/letters/{key}#s-{said['id']}"
        for key, said in all_said(demo)
        if holds(said) and (not query.startswith("letter:") or "2024-03-06" in key)
    ]
    paths, sizes = all_found(demo, query.replace(">", "%3E"))
    assert paths == expected
    assert max(sizes) <= 30


def test_each_facet_leads_to_as_many_as_it_counts_and_back(demo):
    tree = tree_of(demo, "/search?q=boat")
    facets = tree.xpath("//section[@class='narrow']//li")
    assert len(facets) > 10
    for facet in facets:
        path, number = facet.xpath("./a/@href")[0], int(facet.xpath("./span[@class='number']/text()")[0])
        narrowed = tree_of(demo, path)
        said = narrowed.xpath("//p[@class='small']/b/text()")[0]
        assert int(said) == number, path
        chosen = narrowed.xpath("//a[@class='chosen']/@href")
        assert "/search?q=boat" in chosen


@settings(max_examples=50)
@given(WORDS, WORDS)
def test_pieces_are_the_text_and_a_run_is_marked_where_the_filter_finds_it(text, wanted):
    run = folded(wanted)
    pieces = found_pieces(text, (run,) if run else ())
    assert "".join(piece.text for piece in pieces) == text
    assert any(piece.found for piece in pieces) == (bool(run) and run in folded(text))


def test_words_that_were_found_are_marked(demo):
    marks = tree_of(demo, "/search?q=%22rescue+boat%22").xpath("//ol//mark/text()")
    assert marks
    assert all(mark.lower().startswith("rescue boat") for mark in marks)


def test_a_search_that_cannot_be_read_or_finds_nothing_says_so(demo):
    tree = tree_of(demo, "/search?q=slip>=90d", status=422)
    assert tree.xpath("//input[@name='q']/@value") == ["slip>=90d"]
    assert tree.xpath("//*[@role='alert']")
    assert "No letter ever said this" in words_of(check_page(demo, "/search?q=zeppelin"))
    assert demo.get("/search?after=x").status_code == 422


def test_without_letters_it_says_where_to_begin(tmp_path):
    with serving(tmp_path) as client:
        assert "No letters are held yet" in words_of(check_page(client, "/search?q=boat"))


def test_markup_in_letters_is_shown_as_words(client):
    check_escaped(client, "/search?q=alert")
    check_escaped(client, "/search")


def test_every_link_leads_somewhere(demo):
    assert len(check_links(demo, check_page(demo, "/search?q=gauge"))) > 20


def test_what_was_said_is_read_once_and_again_when_a_letter_came_in(tmp_path):
    with serving(tmp_path, OLDER) as client:
        client.get("/search?q=boats")
        with counted_queries(client) as queries:
            client.get("/search?q=dunes")
        assert len(queries) < 8
        client.post("/v1/letters?series=harbours", files={"file": ("a.txt", NEWER)})
        assert "15 January 2024" in words_of(tree_of(client, "/search?q=boats"))


def test_what_only_an_earlier_reading_had_is_found_and_said_to_be_of_that_reading(sqlite_url):
    client = client_of(sqlite_url)
    for data in (JANUARY, MAY, SEPTEMBER):
        assert post_letter(client, data).status_code == 201
    before = words_of(tree_of(client, "/search?q=Albania"))
    reread_letters(client.app.state.engine, read=newer_reader, reason="a test")
    after = words_of(tree_of(client, "/search?q=Albania"))
    assert "as it was read before (reading 1)" in after
    assert "as it was read before" not in before
    # What both readings have is said once.
    assert words_of(tree_of(client, "/search?q=pilots")).count("40 harbour pilots") == 1
    client.app.state.engine.dispose()
