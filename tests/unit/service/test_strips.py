"""Charts: what is drawn stays within its strip, in the order of its days, and no word becomes markup."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from service.overviews.svg_strip import WHOLE, Arrow, Bar, Label, Mark, Strip, stacked, write_strip
from service.overviews.time_axis import axis_over

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
WORDS = st.text(st.characters(codec="utf-8"), max_size=20)


@given(st.lists(DAYS, min_size=1, max_size=60), DAYS, DAYS)
def test_an_axis_keeps_the_order_of_days_and_a_day_ends_after_it_begins(days, one, other):
    axis = axis_over(days)
    first, second = sorted((one, other))
    assert 0 <= axis.at(first) <= axis.at(second) <= WHOLE
    assert axis.at(first) <= axis.behind(first) <= WHOLE
    assert axis.first <= axis.last
    assert list(axis.ticks) == sorted(set(axis.ticks))
    assert all(axis.first <= tick <= axis.last and tick.day == 1 for tick in axis.ticks)
    assert len(axis.ticks) <= 9


@given(st.lists(DAYS, min_size=1, max_size=20))
def test_of_few_days_all_are_on_the_axis_and_of_none_there_is_none(days):
    axis = axis_over([*days, None])
    assert axis.first <= min(days)
    assert max(days) <= axis.last
    assert axis_over([None]) is None


@given(st.lists(DAYS, min_size=26, max_size=120), st.lists(DAYS, min_size=1, max_size=3))
def test_of_many_days_those_that_are_always_told_are_on_the_axis(days, always):
    axis = axis_over([*days, *always], always=[*always, None])
    assert axis.first <= min(always)
    assert max(always) <= axis.last


@given(st.lists(st.integers(0, 10**12), max_size=8), st.integers(0, 10**12))
def test_stacked_bars_touch_each_other_and_never_outgrow_their_strip(numbers, more):
    strip = stacked([("a", number, "") for number in numbers], sum(numbers) + more, height=10)
    ends = [(bar.left, bar.left + bar.width) for bar in strip.shapes]
    assert [start for start, _ in ends[1:]] == [end for _, end in ends[:-1]]
    assert all(0 <= start <= end <= WHOLE for start, end in ends)


@given(WORDS, WORDS)
def test_a_strip_is_well_formed_and_its_words_are_words(said, words):
    shapes = (
        Bar(name="a", left=1, width=2, top=0, height=3, title=words),
        Mark(name="b", at=5),
        Arrow(name="c", start=9, end=1, top=4),
        Label(name="d", at=50, top=6, words=words),
    )
    written = write_strip(Strip(height=10, shapes=shapes, said=f"x{said}"))
    root = etree.fromstring(written)
    assert {etree.QName(one).localname for one in root.iter()} <= {
        "svg",
        "rect",
        "title",
        "line",
        "path",
        "text",
    }
