"""What an analyst and an auditor do on their first day, on the pages that look over a series."""

import csv
import io
import re
import shutil
import threading
from contextlib import contextmanager

import pytest
import uvicorn
from playwright.sync_api import expect
from pypdfium2 import PdfDocument
from widths import DESK, PHONE

from service.app import create_app
from service.demo.demo_letters import DEMO_SERIES, demo_letters
from service.recording.record_letter import record_letter
from service.settings import Settings


@contextmanager
def served(app):
    """Where an application is served, for as long as this lasts."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        thread.join(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def all_but_the_last(sqlite_template, tmp_path_factory):
    """A record of all letters of the demo but the last."""
    path = shutil.copy(sqlite_template, tmp_path_factory.mktemp("walks"))
    app = create_app(Settings(database_url=f"sqlite:///{path}"))
    for letter in demo_letters()[:-1]:
        record_letter(app.state.engine, letter.data, series=DEMO_SERIES, authority=app.state.authority)
    app.state.engine.dispose()
    return path


@pytest.fixture
def own_home(all_but_the_last, tmp_path):
    """A service with a copy of that record, for a test that records."""
    path = shutil.copy(all_but_the_last, tmp_path)
    with served(create_app(Settings(database_url=f"sqlite:///{path}"))) as home:
        yield home


def follow(page, name):
    """Click the first link of that name, wherever it is."""
    page.get_by_role("link", name=name).first.click()


def test_one_partner_only(page):
    page.goto("/")
    follow(page, "Partners")
    follow(page, "Morocco")
    expect(page.get_by_role("heading", level=1)).to_have_text("Morocco")
    with page.expect_download() as download:
        follow(page, "CSV")
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8"))))
    assert rows
    assert all("MA" in row["partners"].split() for row in rows)
    with page.expect_download() as download:
        follow(page, "a workbook (XLSX)")
    assert download.value.suggested_filename.endswith(".xlsx")
    cell = page.locator("td.state.done a").last
    words = cell.get_attribute("title")
    cell.click()
    assert " ".join(page.locator(":target").inner_text().split())[:30] in words


def test_how_much_is_signed_and_how_much_promised(page):
    page.goto("/money?letter=2024-10-16")
    cell = page.locator("table.accounts td a").first
    value = cell.inner_text()
    cell.click()
    opened = page.locator("ul.lines:target")
    if not opened.is_visible():
        page.locator("details", has=opened).locator("summary").click()
    expect(opened).to_be_visible()
    assert value in page.locator("details", has=opened).locator("summary b").inner_text()
    expect(opened.locator("mark").first).to_be_visible()
    opened.get_by_role("link", name="in the letter").first.click()
    expect(page.locator(":target")).to_be_visible()


def test_what_was_promised_last_time_and_what_became_of_it(page):
    page.goto("/deadlines?on=2025-02-20")
    follow(page, "What became of what was promised")
    page.get_by_role("link", name="by slip").click()
    slips = [
        int(re.search(r"(\d+) days later", one)[1])
        for one in page.locator("table.told .slip").all_inner_texts()
    ]
    assert slips == sorted(slips, reverse=True)
    assert slips
    page.locator("ul.counts a", has_text="no longer mentioned").click()
    considered = page.locator("details.refused").first
    considered.locator("summary").click()
    expect(considered.locator("li").first).to_contain_text("alike by 0.")


@pytest.mark.parametrize(("width", "script"), [(DESK, True), (PHONE, False)], ids=["desk", "phone-no-script"])
def test_a_pairing_looks_wrong(open_page, own_home, width, script):
    page = open_page(width, script=script, base=own_home)
    # Recording compares again what was compared before, on a machine that may do other things besides.
    page.set_default_timeout(60_000)
    page.goto("/review")
    page.locator("ol.queue a.pair").first.click()
    address = page.url
    page.get_by_label("Not one measure").check()
    page.get_by_label("Who decides").fill("an analyst")
    page.get_by_label("Why").fill("two measures of one town")
    page.get_by_role("button", name="Preview what it changes").click()
    would = page.get_by_role("region", name="What this would change").or_(page.locator("section.would"))
    expect(would.first).to_contain_text("new")
    assert page.get_by_label("Why").input_value() == "two measures of one town"
    page.get_by_role("button", name="Record this decision").click()
    expect(page.locator(".notice.done")).to_contain_text("Decision d1 is recorded")
    assert page.request.get(address).status == 404
    follow(page, "Take back")
    page.get_by_label("Who decides").fill("an analyst")
    page.get_by_label("Why").fill("it was one measure after all")
    page.get_by_role("button", name="Preview what it changes").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("region", name="Decisions")).to_contain_text("it was one measure after all")
    assert page.request.get(address).ok


@pytest.mark.parametrize(("width", "script"), [(DESK, True), (PHONE, False)], ids=["desk", "phone-no-script"])
def test_a_letter_is_looked_at_before_it_is_recorded(open_page, own_home, tmp_path, width, script):
    letter = demo_letters()[-1]
    file = tmp_path / "letter.docx"
    file.write_bytes(letter.data)
    page = open_page(width, script=script, base=own_home)
    page.goto("/upload")
    page.get_by_label("The letter").set_input_files(file)
    page.get_by_role("button", name="Read it").click()
    # The page looks again by itself, and until then says that the letter is being read.
    expect(page.get_by_role("heading", level=1)).to_have_text("Letter of 12 February 2025", timeout=60_000)
    expect(page.locator("ul.counts").first).to_contain_text("new")
    page.get_by_role("button", name="Record this letter").click()
    recorded = page.get_by_role("heading", name="Recorded: letter of 12 February 2025")
    expect(recorded).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="What moved").click()
    assert page.url.endswith("2024-10-16..2025-02-12")


def test_the_life_of_one_item_is_found_by_an_old_wording(page):
    page.goto("/search")
    page.get_by_role("searchbox").fill('"indicatively EUR 6.5 million"')
    page.get_by_role("button", name="Search").click()
    expect(page.locator("ol.found-words mark").first).to_have_text(re.compile("indicatively", re.IGNORECASE))
    follow(page, "through all letters")
    life = page.locator("ol.life > li")
    assert [one.get_attribute("class") for one in life.all()] == [
        *("not_held", "mentioned", "mentioned", "mentioned", "silent")
    ]
    expect(page.locator("section.windows .slip").first).to_contain_text("days later")
    follow(page, "The same as JSON")
    assert '"history"' in page.content()


def test_the_life_of_one_item_is_printed_on_one_page(open_page):
    page = open_page()
    page.goto("/search?q=%22indicatively+EUR+6.5+million%22")
    follow(page, "through all letters")
    assert len(PdfDocument(page.pdf(format="A4"))) == 1


def test_a_matrix_keeps_its_head_and_its_first_column_when_it_is_scrolled(open_page):
    page = open_page(PHONE)
    page.goto("/partners/MA")
    table = page.locator(".scroll")
    before = page.locator("table.matrix tbody th a").first.bounding_box()["x"]
    newest = page.locator("table.matrix thead th").last.bounding_box()
    assert newest["x"] + newest["width"] <= PHONE, "it begins where the newest letter is"
    table.evaluate("box => box.scrollLeft = -500")
    assert page.locator("table.matrix tbody th a").first.bounding_box()["x"] == before
