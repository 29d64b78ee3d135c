"""What follows from an answer that did not take the entry."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.delivery.after_failure import PutOff, after_failure
from service.delivery.post_once import Answer
from service.delivery.retry_schedule import USUAL
from service.delivery.subscription import Disabled

NOW = datetime(2031, 1, 9, 12, 0, tzinfo=UTC)


def follows(status, *, says=None, failures=1, chance=0.5):
    answer = Answer(status=status, note="", milliseconds=1, retry_after=says)
    return after_failure(answer, failures=failures, schedule=USUAL, chance=chance, now=NOW)


@given(st.sampled_from([429, 503]), st.integers(0, 10**12), st.integers(1, 9), st.floats(0, 1))
def test_a_busy_receiver_is_not_asked_before_it_wants_to_be_for_up_to_a_day(
    status, seconds, failures, chance
):
    put_off = follows(status, says=str(seconds), failures=failures, chance=chance)
    usual = USUAL.wait_after(failures, chance=chance)
    asked = min(timedelta(seconds=min(seconds, 10**6)), timedelta(days=1))
    assert put_off == PutOff(failures=failures, until=NOW + max(usual, asked))


@pytest.mark.parametrize("says", [None, "", "soon", "-7", "Thu, 09 Jan 2031 11:00:00 GMT"])
def test_what_asks_for_no_wait_is_tried_by_the_schedule(says):
    assert follows(503, says=says).until == NOW + timedelta(seconds=5)


def test_a_date_is_waited_for():
    assert follows(429, says="Thu, 09 Jan 2031 13:30:00 GMT").until == NOW + timedelta(minutes=90)


@pytest.mark.parametrize("status", [400, 404, 500, 502, None])
def test_of_other_answers_the_header_is_not_believed(status):
    assert follows(status, says="7200").until == NOW + timedelta(seconds=5)


def test_gone_and_the_last_try_end_it_whatever_is_asked():
    assert isinstance(follows(410, says="5"), Disabled)
    assert isinstance(follows(503, says="5", failures=10), Disabled)
