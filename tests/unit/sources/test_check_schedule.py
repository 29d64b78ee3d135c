"""When a place is looked at again: at its own pace, less often in trouble, and never before it is asked to."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from service.sources.check_schedule import AT_LEAST, next_check

NOW = datetime(2031, 1, 9, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
intervals = st.timedeltas(AT_LEAST, timedelta(days=30))


def waits(**asked):
    return next_check(NOW, **asked) - NOW


def test_where_all_is_well_the_interval_is_its_own():
    assert waits(every=timedelta(hours=6), failures=0) == timedelta(hours=6)


def test_the_interval_doubles_up_to_a_day():
    hours = [waits(every=timedelta(hours=3), failures=number) / timedelta(hours=1) for number in range(6)]
    assert hours == [3, 6, 12, 24, 24, 24]


@given(intervals, st.integers(0, 10_000))
def test_more_failures_never_bring_the_next_check_nearer(every, failures):
    one, more = waits(every=every, failures=failures), waits(every=every, failures=failures + 1)
    assert every <= one <= more <= max(every, DAY)


@given(intervals, st.integers(0, 20), st.timedeltas(-DAY, timedelta(days=400)))
def test_who_asks_for_a_pause_gets_it_up_to_a_week(every, failures, pause):
    asked = waits(every=every, failures=failures, not_before=NOW + pause)
    own = waits(every=every, failures=failures)
    assert asked == max(own, min(pause, timedelta(days=7)))


@given(intervals)
def test_what_was_left_unread_is_gone_on_with_soon_unless_a_pause_is_asked_for(every):
    assert waits(every=every, failures=0, left=True) == AT_LEAST
    pause = NOW + timedelta(hours=2)
    assert waits(every=every, failures=0, left=True, not_before=pause) == timedelta(hours=2)
