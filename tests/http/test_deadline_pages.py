from __future__ import annotations

from datetime import date, timedelta

import pytest
from page_checks import check_escaped, check_links, check_page, counted_queries, tree_of, words_of
from recorded_harbours import NEWER, OLDER, serving

from service.routes.deadline_pages import today_of

# Between the windows of the last letter of the demo.
ON = "2025-03-20"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("deadlines"), OLDER, NEWER) as client:
        yield client


@pytest.fixture
def empty(tmp_path):
    with serving(tmp_path) as client:
        yield client


def groups_of(tree):
    """(item, window words) of each row by the group that it stands in."""
    return {
        body.get("id"): [
            (row.xpath("./th/a/@href")[0], row.xpath("./td[contains(@class, 'due')]/span/text()")[0])
            for row in body.xpath("./tr[th[@scope='row']]")
        ]
        for body in tree.xpath("//table[contains(@class, 'timed')]/tbody")
    }


@pytest.fixture(scope="module")
def deadlines_said(demo):
    """Each window of each item's last letter, the slow way: (item, current, status, earliest, latest)."""
    client = demo
    newest = client.get("/v1/letters?limit=500").json()["letters"][-1]["key"]
    found = []
    for item in client.get("/v1/items?limit=500").json()["items"]:
        history = client.get(f"/v1/items/{item['id']}").json()["history"]
        last = [one for one in history if one["state"] == "stated"][-1]
        seen = set()
        for said in last["statements"]:
            for time in said["deadlines"]:
                window = (time["earliest"], time["latest"])
                if window not in seen:
                    seen.add(window)
                    found.append((item["id"], last["letter"] == newest, said["status"], *window))
    return found


def expected_group(current, status, earliest, latest, today):
    if not current:
        return "silent"
    if status == "done":
        return "done"
    if latest is None:
        return "open" if earliest else "tbc"
    days = (date.fromisoformat(latest) - today).days
    return "overdue" if days < 0 else "soon" if days <= 31 else "ahead"


@pytest.mark.parametrize("on", [ON, "2024-11-01", "2030-01-01"])
def test_every_deadline_stands_once_where_its_day_puts_it(demo, deadlines_said, on):
    shown = groups_of(check_page(demo, f"/deadlines?on={on}"))
    expected = {}
    for item, *rest in deadlines_said:
        expected.setdefault(expected_group(*rest, date.fromisoformat(on)), []).append(f"/items/{item}")
    assert {name: sorted(item for item, _ in rows) for name, rows in shown.items()} == {
        name: sorted(items) for name, items in expected.items()
    }


def test_the_calendar_of_a_filter_has_the_dated_rows_of_its_page(demo):
    for query in ("", "partner:MA", "kind:contract"):
        tree = tree_of(demo, f"/deadlines?on={ON}&q={query}")
        rows = sum(len(rows) for name, rows in groups_of(tree).items() if name != "tbc")
        undated = sum("no date" in words for rows in groups_of(tree).values() for _, words in rows)
        undated -= len(groups_of(tree).get("tbc", ()))
        calendar = demo.get(tree.xpath("//link[@type='text/calendar']/@href")[0]).text
        # What is no deadline any more is in the calendar too, as cancelled.
        standing = calendar.count("BEGIN:VEVENT") - calendar.count("STATUS:CANCELLED")
        assert standing == rows - undated


def test_a_window_that_moved_shows_what_it_was_and_how_far_it_went(demo):
    tree = tree_of(demo, f"/deadlines?on={ON}")
    moved = {
        change["item"]: change["facts"]["days"]
        for change in demo.get("/v1/changes?q=kind:deadline.moved&limit=500").json()["changes"]
        if change["new"] == "harbour-council/2025-02-12"
    }
    assert moved
    for item, days in moved.items():
        row = tree.xpath(f"//tr[th/a/@href='/items/{item}']")[0]
        assert row.xpath(".//s")
        assert str(max(map(abs, days))) in row.xpath(".//span[@class='slip']/text()")[0]
        assert row.xpath(".//*[local-name()='rect'][contains(@class, 'former')]")


def test_today_is_the_clock_unless_another_day_is_asked_for(demo):
    demo.app.dependency_overrides[today_of] = lambda: date(2025, 3, 1)
    try:
        assert "seen on 1 March 2025" in words_of(tree_of(demo, "/deadlines"))
        assert "seen on 20 March 2025" in words_of(tree_of(demo, f"/deadlines?on={ON}"))
    finally:
        demo.app.dependency_overrides.clear()


def test_a_filter_that_cannot_be_read_is_said_and_kept(demo):
    answer = demo.get("/deadlines?q=slip>=90d", headers={"Accept": "text/html"})
    assert answer.status_code == 422
    tree = tree_of(demo, "/deadlines?q=slip>=90d", status=422)
    assert tree.xpath("//input[@name='q']/@value") == ["slip>=90d"]
    assert tree.xpath("//*[@role='alert']")


def test_a_filter_that_holds_of_nothing_says_so(demo):
    assert "No deadline of this series is of these" in words_of(check_page(demo, "/deadlines?q=partner:JP"))


def test_without_letters_it_says_where_to_begin(empty):
    assert "No letters are held yet" in words_of(check_page(empty, "/deadlines"))


def test_markup_in_letters_is_shown_as_words(client):
    check_escaped(client, "/deadlines?on=2024-02-01")


def test_every_link_leads_somewhere(demo):
    assert len(check_links(demo, check_page(demo, f"/deadlines?on={ON}"))) > 10


def test_a_page_asks_the_database_as_often_for_many_deadlines_as_for_few(demo):
    asked = []
    for query in ("partner:MA", ""):
        with counted_queries(demo) as queries:
            demo.get(f"/deadlines?q={query}")
        asked.append(len(queries))
    assert asked[0] == asked[1] < 12


def test_a_far_day_keeps_its_place_at_the_end_of_the_chart(demo):
    far = date.fromisoformat(ON) + timedelta(days=4_000)
    tree = check_page(demo, f"/deadlines?on={far}")
    for bar in tree.xpath("//*[local-name()='rect']"):
        left, width = (float(bar.get(name).rstrip("%")) for name in ("x", "width"))
        assert left >= 0
        assert width > 0
        assert left + width <= 100.6
