"""A first day of an analyst, an auditor and a subscriber: at a desk and on a phone, with scripts and without."""

import re
from urllib.parse import unquote

from keyboard import tab_to
from playwright.sync_api import expect
from widths import DESK

NEWEST = re.compile(r"/compare/harbour-council/2024-10-16\.\.2025-02-12")


def test_an_analyst_reads_what_moved_opens_a_change_and_takes_its_permalink_along(page, home, browser):
    page.goto("/")
    page.get_by_role("link", name="See all that moved").click()
    expect(page).to_have_url(NEWEST)
    counted = page.get_by_role("region", name="Counts").get_by_role("listitem")
    expect(counted.nth(5)).to_be_visible()
    expect(page.get_by_text("cosmetic change")).to_be_visible()

    first = page.get_by_role("article").first
    expect(first.get_by_text("Why it stands here:")).to_be_visible()
    said = first.get_by_role("heading").inner_text()
    first.get_by_role("link", name="Evidence").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(said)
    marked = page.locator(".excerpt mark")
    expect(marked.nth(1)).to_be_visible()
    expect(page.get_by_role("heading", name="Why these are one measure")).to_be_visible()
    permalink = page.get_by_role("link", name=f"{home}/evidence/").inner_text()
    assert permalink == page.url

    someone_else = browser.new_context()
    opened = someone_else.new_page()
    opened.goto(permalink)
    expect(opened.get_by_role("heading", level=1)).to_have_text(said)
    someone_else.close()


def test_an_analyst_narrows_a_comparison_by_links_and_takes_its_rows_along(page):
    page.goto("/compare/harbour-council/previous..latest")
    everything = page.get_by_role("article").count() + page.locator(".lines li").count()
    page.get_by_role("link", name=re.compile("deadlines? moved")).first.click()
    expect(page.locator(".active")).to_contain_text("kind:deadline.moved")
    narrowed = page.get_by_role("article").count()
    assert 0 < narrowed < everything
    with page.expect_download() as saved:
        page.get_by_role("link", name="Rows (CSV)").click()
    rows = saved.value.path().read_text("utf-8").splitlines()
    assert all(row.startswith("deadline.moved") for row in rows[1:] if re.match(r"[a-z]+\.[a-z]+,", row))
    page.get_by_role("link", name="As a table").click()
    rows = page.locator("table.side-by-side tbody tr")
    expect(rows).to_have_count(narrowed)
    page.get_by_role("link", name="Show all").click()
    expect(rows.nth(narrowed)).to_be_visible()


def test_an_analyst_compares_letters_that_are_no_neighbours(page):
    page.goto("/compare/harbour-council/previous..latest")
    page.get_by_label("Older letter").select_option("2024-03-06")
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(re.compile(r"2024-03-06\.\.2025-02-12"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("6 March 2024")


def test_an_auditor_finds_a_measure_by_its_words_and_reads_its_life(page):
    page.goto("/")
    page.get_by_role("searchbox").fill("tide gauges")
    page.get_by_role("searchbox").press("Enter")
    page.locator("main").get_by_role("link", name=re.compile("gauges")).first.click()
    expect(page).to_have_url(re.compile(r"/items/"))
    expect(page.locator("blockquote").nth(1)).to_be_visible()


def test_a_subscriber_finds_the_feed_of_just_what_is_shown(page):
    page.goto("/compare/harbour-council/previous..latest?q=partner%3AMA")
    offered = page.locator("link[rel=alternate][type='application/atom+xml']").first.get_attribute("href")
    assert offered == page.get_by_role("link", name="Atom").first.get_attribute("href")
    answer = page.request.get(offered)
    assert answer.ok
    assert "partner:MA" in unquote(offered)


def test_the_keyboard_alone_goes_from_the_first_page_to_the_evidence(open_page):
    page = open_page(DESK)
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    for name, there in (("See all that moved", NEWEST), ("Evidence", re.compile("/evidence/"))):
        tab_to(page, page.get_by_role("link", name=name))
        page.keyboard.press("Enter")
        expect(page).to_have_url(there)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_page_is_painted_before_any_script_and_asks_nobody_else(open_page, home):
    page = open_page(DESK, script=False)
    asked = []
    page.on("request", lambda one: asked.append((one.resource_type, one.url)))
    page.goto("/compare/harbour-council/previous..latest")
    assert page.get_by_role("article").first.bounding_box()["height"] > 50
    # The icon of the window is of no kind that has a name.
    assert {kind for kind, _ in asked} <= {"document", "stylesheet", "image", "other"}
    assert [url for _, url in asked if not url.startswith((home, "data:"))] == []
