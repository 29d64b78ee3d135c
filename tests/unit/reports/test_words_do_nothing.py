"""Words of letters are shown in reports and do nothing there, whatever they hold."""

import csv
import io
import re
from zipfile import ZipFile

import pytest
from compared_letters import newer, older, say
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt
from report_samples import HOSTILE, SCRIPT, TURNED, hostile_pair, written

from diffing.compare_letters import compare_letters
from service.reports.markdown_text import markdown_text
from service.reports.spreadsheet import write_workbook
from service.showing.change_rows import COLUMNS, safe_cell
from service.showing.visible_text import visible
from snapshots.letter import Status

PAIR = hostile_pair()
STARTS = ("=", "+", "-", "@", "\t", "\r")
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def assert_harmless(tree):
    assert not tree.xpath("//script | //img | //iframe | //object | //form | //link | //base")
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    assert all(link.startswith("#") for link in tree.xpath("//@href | //@src"))


@pytest.mark.parametrize("form", ["brief-html", "redline-html"])
def test_a_page_shows_markup_of_a_letter_as_words(form):
    tree = html.fromstring(written(PAIR, form).decode())
    assert_harmless(tree)
    assert SCRIPT in " ".join(tree.text_content().split())


@pytest.mark.parametrize("form", ["brief", "redline-md"])
def test_markdown_shows_markup_of_a_letter_as_words(form):
    rendered = MarkdownIt("commonmark").render(written(PAIR, form).decode())
    tree = html.fromstring(f"<div>{rendered}</div>")
    assert_harmless(tree)
    assert not tree.xpath("//a")
    assert SCRIPT in " ".join(tree.text_content().split())


@given(st.text(st.sampled_from("<>&*_`[]()!#-+=1.)|~$\\:/ abc\"'\n"), max_size=30))
def test_text_for_markdown_is_one_paragraph_of_the_same_words(text):
    one_line = " ".join(text.split())
    rendered = MarkdownIt("commonmark").render(markdown_text(one_line))
    tree = html.fromstring(f"<div>{rendered}</div>")
    assert {node.tag for node in tree.iter()} <= {"div", "p"}
    assert tree.text_content().strip() == one_line


@pytest.mark.parametrize("form", ["brief-html", "redline-html"])
def test_marks_that_turn_the_direction_stay_inside_the_words_they_came_with(form):
    tree = html.fromstring(written(PAIR, form).decode())
    turned = tree.xpath("//text()[contains(., '\u202e')]")
    assert turned
    kept_in = "ancestor-or-self::*[self::q or self::bdi or @dir='auto']"
    assert all(text.getparent().xpath(kept_in) for text in turned)


@pytest.mark.parametrize("form", ["brief-html", "redline-html"])
def test_marks_that_turn_the_direction_turn_nothing_and_are_named(form):
    tree = html.fromstring(written(PAIR, form).decode())
    turned = tree.xpath("//body//text()[contains(., '\u202e')]")
    assert {text.getparent().get("data-sign") for text in turned} == {"U+202E"}
    assert TURNED in tree.text_content()


@pytest.mark.parametrize("form", ["brief", "redline-md", "redline", "csv"])
def test_marks_that_turn_the_direction_are_shown_where_nothing_can_hold_them_in(form):
    text = written(PAIR, form).decode()
    assert "\u202e" not in text
    assert TURNED.replace("\u202e", "\ufffd").replace("\u202c", "\ufffd") in text


def formula_pair():
    started = tuple(
        say(f"{start}HYPERLINK(1) is to be drawn up for quay {number}.", status=Status.PLANNED)
        for number, start in enumerate(STARTS)
    )
    quiet = say("The archive of tide tables has been scanned.", status=Status.DONE)
    return compare_letters(older(quiet), newer(quiet, *started))


def test_no_cell_of_a_csv_begins_as_a_formula_does():
    rows = list(csv.reader(io.StringIO(written(formula_pair(), "csv").decode(), newline="")))
    assert any("HYPERLINK" in cell for row in rows for cell in row)
    for row in rows:
        assert not [cell for cell in row if cell.startswith(STARTS)]


@given(st.sampled_from(STARTS), st.text(max_size=20))
def test_words_that_begin_as_a_formula_are_kept_behind_an_apostrophe(start, rest):
    cell = safe_cell(start + rest)
    shown = visible(start + rest)
    is_number = start in {"+", "-"} and re.fullmatch(r"[0-9]+(\.[0-9]+)?", rest)
    assert cell == (shown if is_number or not shown.startswith(STARTS) else f"'{shown}")
    assert is_number or not cell.startswith(STARTS)


@pytest.mark.parametrize("words", ["=1", "@2", "\t3", "+4)", "-5+6", "-²"])
def test_a_formula_of_digits_is_a_formula(words):
    assert safe_cell(words) == f"'{words}"


@pytest.mark.parametrize("number", ["-5", "+31", "-0.25"])
def test_a_number_with_its_sign_is_none(number):
    assert safe_cell(number) == number


def test_every_cell_of_a_workbook_is_a_string_a_number_or_a_day():
    with ZipFile(io.BytesIO(written(formula_pair(), "xlsx"))) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        trees = [etree.fromstring(book.read(name)) for name in sheets]
    assert len(trees) == 2
    for tree in trees:
        assert not list(tree.iter(f"{_SHEET}f", f"{_SHEET}hyperlink"))
        assert {cell.get("t", "n") for cell in tree.iter(f"{_SHEET}c")} <= {"s", "n"}


@given(st.sampled_from((*STARTS, "{=", "http://", "1", "internal:")), st.text("aB1(=)'\"", max_size=12))
def test_a_workbook_keeps_words_as_they_are(start, rest):
    from datetime import date

    row = dict.fromkeys(COLUMNS) | {"new_words": start + rest}
    data = write_workbook([row], [], dated=date(2031, 1, 9))
    with ZipFile(io.BytesIO(data)) as book:
        strings = etree.fromstring(book.read("xl/sharedStrings.xml"))
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    texts = ["".join(one.itertext()) for one in strings.iter(f"{_SHEET}si")]
    kept = (start + rest).replace("\r", "\ufffd")
    assert kept in texts
    assert not list(sheet.iter(f"{_SHEET}f"))


def test_hostile_words_reach_every_report():
    """So that none of the above holds of an empty page."""
    assert all(words in PAIR.new.text for words in HOSTILE)
    assert len([change for change in PAIR.changes if not change.minor]) >= len(HOSTILE)
