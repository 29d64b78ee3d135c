"""When a place is looked at again: at its own pace, less often in trouble, and never before it is asked to."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.sources.check_schedule import AT_LEAST, next_check, retry_after

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


@given(st.timedeltas(-10_000 * DAY, 10_000 * DAY), st.integers(-14, 14))
def test_a_date_is_the_same_moment_in_whatever_zone_it_is_written(since, hours):
    there = (NOW + since).replace(microsecond=0).astimezone(timezone(timedelta(hours=hours)))
    assert retry_after(format_datetime(there), NOW) == there


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("120", NOW + timedelta(seconds=120)),
        (" 0 ", NOW),
        ("Thu, 09 Jan 2031 15:00:00 +0200", datetime(2031, 1, 9, 13, 0, tzinfo=UTC)),
        ("Thu, 09 Jan 2031 15:00:00 GMT", datetime(2031, 1, 9, 15, 0, tzinfo=UTC)),
        ("Thu, 09 Jan 2031 15:00:00 -0000", datetime(2031, 1, 9, 15, 0, tzinfo=UTC)),
        ("9" * 400, NOW + timedelta(days=7)),
    ],
)
def test_a_pause_is_in_seconds_or_up_to_a_date(said, moment):
    assert retry_after(said, NOW) == moment


@pytest.mark.parametrize("said", [None, "", "soon", "-1", "1.5", "٣", "Thu, 99 Foo 2031"])
def test_what_cannot_be_read_asks_for_nothing(said):
    assert retry_after(said, NOW) is None
