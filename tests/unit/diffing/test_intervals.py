"""Arithmetic on windows of days: by how much a deadline moved, and what became of its length."""

from datetime import date

import pytest
from compared_letters import due

from diffing.intervals import has_a_date, lapsed, shift_between
from snapshots.letter import Certainty

JULY = due("2030-07-31", "2030-07-01")
AUGUST = due("2030-08-31", "2030-08-01")
QUARTER = due("2030-09-30", "2030-07-01")
YEAR = due("2030-12-31", "2030-01-01")
BY_JULY = due("2030-07-31")
BY_AUGUST = due("2030-08-31")


@pytest.mark.parametrize(
    ("before", "after", "least", "most"),
    [
        (JULY, AUGUST, 31, 31),
        (AUGUST, JULY, -31, -31),
        (BY_JULY, BY_AUGUST, 31, 31),
        (BY_JULY, AUGUST, 31, 31),
        (JULY, QUARTER, 0, 61),
        (QUARTER, YEAR, -181, 92),
        (due(None, "2030-07-01"), due(None, "2030-07-11"), 10, 10),
        (BY_JULY, due(None, "2030-08-02"), 2, 2),
        (JULY, JULY, 0, 0),
    ],
)
def test_a_shift_is_that_of_the_ends_that_both_windows_have(before, after, least, most):
    shift = shift_between(before, after)
    assert (shift.least, shift.most) == (least, most)


@pytest.mark.parametrize(
    ("before", "after", "narrowed", "widened"),
    [
        (QUARTER, JULY, True, False),
        (JULY, QUARTER, False, True),
        (JULY, AUGUST, False, False),
        (BY_AUGUST, AUGUST, True, False),
        (AUGUST, BY_AUGUST, False, True),
        (BY_JULY, AUGUST, False, False),
    ],
)
def test_a_window_is_narrower_or_wider_by_its_length(before, after, narrowed, widened):
    shift = shift_between(before, after)
    assert (shift.narrowed, shift.widened) == (narrowed, widened)


def test_a_certainty_that_changes_is_said():
    tbc = due("2030-07-31", "2030-07-01", certainty=Certainty.TBC)
    assert shift_between(tbc, JULY).firmed_up
    assert shift_between(JULY, tbc).became_tbc
    assert not shift_between(JULY, JULY).firmed_up


def test_a_window_lapses_after_its_last_day():
    assert not lapsed(JULY, date(2030, 7, 31))
    assert lapsed(JULY, date(2030, 8, 1))
    assert not lapsed(due(None, "2030-07-01"), date(2031, 1, 1))


def test_a_date_to_be_confirmed_names_no_day():
    assert not has_a_date(due(None))
    assert not has_a_date(None)
    assert has_a_date(BY_JULY)
