"""The letters that a page links to."""

import pytest

from service.sources.page_links import MOST_LINKS, links_of_page

PAGE = "https://harbours.example/letters/"


def links(markup, pattern="*.pdf", address=PAGE):
    return links_of_page(markup.encode(), address=address, pattern=pattern).addresses


def test_links_are_those_that_fit_each_once_in_the_order_of_the_page():
    markup = """<a href="b.pdf">b</a><a href="/a.PDF?v=2">a</a><a href="b.pdf#page=2">b</a><a href="c.html">c</a>"""
    assert links(markup) == ("https://harbours.example/letters/b.pdf", "https://harbours.example/a.PDF?v=2")


def test_only_links_of_the_same_host_are_followed():
    markup = """
    <a href="https://elsewhere.example/a.pdf">a</a><a href="http://harbours.example/b.pdf">b</a>
    <a href="https://harbours.example:8443/c.pdf">c</a><a href="//harbours.example/d.pdf">d</a>
    <a href="javascript:x.pdf">e</a><a href="file:///etc/f.pdf">f</a><a href="http://[/g.pdf">g</a>
    """
    assert links(markup) == ("https://harbours.example/d.pdf",)


def test_a_base_is_heeded_and_leads_nowhere_else():
    assert links('<base href="/other/"><a href="a.pdf">a</a>') == ("https://harbours.example/other/a.pdf",)
    assert links('<base href="https://elsewhere.example/"><a href="a.pdf">a</a>') == ()


@pytest.mark.parametrize("markup", ["", "\x00", "no markup at all", "<a>", "<a href>", "<a href=''>x</a>"])
def test_what_links_to_nothing_gives_nothing(markup):
    assert links(markup) == ()


def test_no_more_than_a_page_of_letters_has():
    markup = "".join(f'<a href="{number}.pdf">x</a>' for number in range(MOST_LINKS + 50))
    found = links_of_page(markup.encode(), address=PAGE, pattern="*.pdf")
    assert (len(found.addresses), found.left_out) == (MOST_LINKS, 50)
