"""Whoever goes on through a long list, and back, sees every row once each way."""

from hypothesis import given
from hypothesis import strategies as st

from service.overviews.stretch_shown import stretch_shown


def shown(rows, first, most):
    return stretch_shown(rows, first=first, most=most, name=str, path=lambda name: f"?from={name}")


@given(st.integers(0, 40).map(lambda count: list(range(count))), st.integers(1, 12))
def test_every_row_is_met_once_on_the_way_to_the_end(rows, most):
    seen, first = [], ""
    while True:
        some, steps = shown(rows, first, most)
        seen += some
        if not steps.further:
            break
        first = steps.further.removeprefix("?from=")
    assert seen == rows


@given(st.integers(1, 40).map(lambda count: list(range(count))), st.integers(1, 12))
def test_one_comes_back_to_where_one_came_from(rows, most):
    first, steps = "", shown(rows, "", most)[1]
    while steps.further:
        before, first = first, steps.further.removeprefix("?from=")
        steps = shown(rows, first, most)[1]
        assert steps.earlier == f"?from={before}"


def test_a_list_that_is_short_has_no_steps_and_a_row_that_is_gone_begins_it():
    some, steps = shown([1, 2, 3], "9", 3)
    assert (some, steps.places) == ([1, 2, 3], "")
    assert shown([1, 2, 3, 4], "9", 3)[1].places == "1 to 3 of 4"
