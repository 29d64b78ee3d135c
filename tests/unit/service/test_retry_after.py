"""When a server that has too much to do wants to be asked again: in seconds, or at a date."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.retry_after import retry_after

NOW = datetime(2031, 1, 9, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@given(st.timedeltas(-10_000 * DAY, 10_000 * DAY), st.integers(-14, 14))
def test_a_date_is_the_same_moment_in_whatever_zone_it_is_written(since, hours):
    there = (NOW + since).replace(microsecond=0).astimezone(timezone(timedelta(hours=hours)))
    assert retry_after(format_datetime(there), NOW) == there


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("120", NOW + timedelta(seconds=120)),
        (" 0 ", NOW),
        ("0000000003600", NOW + timedelta(hours=1)),
        ("Thu, 09 Jan 2031 15:00:00 +0200", datetime(2031, 1, 9, 13, 0, tzinfo=UTC)),
        ("Thu, 09 Jan 2031 15:00:00 GMT", datetime(2031, 1, 9, 15, 0, tzinfo=UTC)),
        ("Thu, 09 Jan 2031 15:00:00 -0000", datetime(2031, 1, 9, 15, 0, tzinfo=UTC)),
        ("9" * 400, NOW + timedelta(seconds=999_999_999)),
    ],
)
def test_a_pause_is_in_seconds_or_up_to_a_date(said, moment):
    assert retry_after(said, NOW) == moment


@pytest.mark.parametrize(
    "said", [None, "", "soon", "-1", "1.5", "٣", "Thu, 99 Foo 2031", "Fri, 31 Dec 9999 23:59:59 -1400"]
)
def test_what_cannot_be_read_asks_for_nothing(said):
    assert retry_after(said, NOW) is None
