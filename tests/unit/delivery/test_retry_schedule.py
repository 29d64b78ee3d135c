"""Ten tries within three days, spread out."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from service.delivery.retry_schedule import USUAL

CHANCE = st.floats(0, 1)


@given(st.lists(CHANCE, min_size=9, max_size=9))
def test_ten_tries_take_three_days_more_or_less(chances):
    assert USUAL.tries == 10
    waits = [USUAL.wait_after(number, chance=chance) for number, chance in enumerate(chances, 1)]
    assert timedelta(days=2.6) < sum(waits, timedelta()) < timedelta(days=3.4)
    assert waits == sorted(waits)


def test_the_usual_waits_take_just_under_three_days():
    waits = [USUAL.wait_after(number, chance=0.5) for number in range(1, 10)]
    assert sum(waits, timedelta()) == timedelta(hours=71, minutes=35, seconds=5)


@given(st.integers(1, 9), CHANCE)
def test_a_wait_differs_from_the_schedule_by_a_tenth_at_most(failures, chance):
    wait = USUAL.wait_after(failures, chance=chance)
    assert abs(wait / USUAL.waits[failures - 1] - 1) <= 0.1 + 1e-6


@given(CHANCE)
def test_after_the_last_try_there_is_none(chance):
    assert USUAL.wait_after(10, chance=chance) is None
