"""Laws of every page there is, found by following links."""

import pytest
from keyboard import count_stops, walk
from seen_faults import LOOKS, serious_faults, what_sticks_out
from widths import DESK, PHONE


@pytest.mark.parametrize(
    ("width", "dark", "rules"), [(DESK, False, ()), (PHONE, True, LOOKS)], ids=["desk", "phone-dark"]
)
def test_nothing_serious_keeps_anybody_from_using_a_page(open_page, pages, width, dark, rules):
    page, faults = open_page(width, dark=dark), {}
    for address in pages:
        page.goto(address)
        faults[address] = serious_faults(page, rules)
    assert {address: found for address, found in faults.items() if found} == {}


def test_no_page_scrolls_sideways_at_any_width(open_page, pages):
    page, faults = open_page(DESK), {}
    for address in pages:
        page.goto(address)
        for width in (DESK, 768, PHONE, 320):
            page.set_viewport_size({"width": width, "height": 900})
            faults[address, width] = what_sticks_out(page)
    assert {place: found for place, found in faults.items() if found} == {}


def test_tab_reaches_everything_in_the_order_in_which_it_is_read_and_shows_where_one_is(open_page, pages):
    page = open_page(DESK)
    for address in pages:
        page.goto(address)
        most = min(count_stops(page), 40)
        stops = walk(page, most)
        assert [stop["place"] for stop in stops] == list(range(most)), address
        assert [stop["html"] for stop in stops if not stop["marked"]] == [], address
