"""A brief is one printed page, whatever the comparison: a browser prints it, and the pages are counted."""

import pypdfium2
import pytest
from report_samples import crowded_pair, demo_pairs, hostile_pair, written

from service.reports.selection import Selection

PAIRS = {
    **{f"demo-{number}": pair for number, pair in enumerate(demo_pairs(), 1)},
    "hostile": hostile_pair(),
    "crowded": crowded_pair(),
}


def printed(browser, html):
    """The PDF that the browser prints on the paper that the page asks for."""
    page = browser.new_page()
    page.set_content(html.decode())
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    page.close()
    return pypdfium2.PdfDocument(pdf)


def lowest(page):
    """How far above the lower edge of the paper the last words stand, in points."""
    words = page.get_textpage()
    return min(words.get_charbox(place)[1] for place in range(words.count_chars()))


@pytest.mark.parametrize("name", PAIRS)
def test_a_brief_is_one_page_of_a4(browser, name):
    document = printed(browser, written(PAIRS[name], "brief-html"))
    assert len(document) == 1
    assert [round(side) for side in document[0].get_size()] == [595, 842]


@pytest.mark.parametrize("name", ["demo-3", "crowded"])
def test_a_page_that_has_more_to_tell_is_filled(browser, name):
    (page,) = printed(browser, written(PAIRS[name], "brief-html"))
    assert lowest(page) < 842 / 6


def test_with_minor_changes_all_are_told_on_as_many_pages_as_it_takes(browser):
    everything = written(PAIRS["crowded"], "brief-html", Selection(minor=True))
    assert len(printed(browser, everything)) > 1
