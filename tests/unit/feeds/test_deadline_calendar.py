from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from feed_examples import deadline
from hypothesis import given
from hypothesis import strategies as st

from service.feeds.icalendar import write_calendar
from snapshots.letter import Certainty


def events(*deadlines):
    return icalendar.Calendar.from_ical(write_calendar("Deadlines", deadlines)).walk("VEVENT")


def test_a_vague_window_is_a_span_whose_end_is_the_day_after_it():
    (event,) = events(deadline(earliest=date(2024, 1, 1), latest=date(2024, 3, 31)))
    assert event["DTSTART"].dt == date(2024, 1, 1)
    assert event["DTEND"].dt == date(2024, 4, 1)
    assert event["DTSTART"].params["VALUE"] == "DATE"


def test_a_window_without_a_first_day_is_its_last_day():
    (event,) = events(deadline(earliest=None, latest=date(2024, 3, 31)))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2024, 3, 31), date(2024, 4, 1))


def test_the_stamp_is_when_the_letter_was_recorded_and_not_now():
    (event,) = events(deadline(said_at=datetime(2024, 1, 16, 8, 0, 0, 999, tzinfo=UTC)))
    assert event["DTSTAMP"].dt == datetime(2024, 1, 16, 8, 0, tzinfo=UTC)


def test_a_deadline_that_moves_is_the_same_event_again():
    (before,), (after,) = events(deadline(moves=0)), events(deadline(latest=date(2024, 12, 31), moves=1))
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


@pytest.mark.parametrize(
    ("certainty", "status"),
    [(Certainty.FIRM, "CONFIRMED"), (Certainty.INDICATIVE, "TENTATIVE"), (Certainty.TBC, "TENTATIVE")],
)
def test_what_is_not_firm_is_tentative(certainty, status):
    assert events(deadline(certainty=certainty))[0]["STATUS"] == status


def test_a_deadline_does_not_block_anybodys_day():
    assert events(deadline())[0]["TRANSP"] == "TRANSPARENT"


def test_an_empty_calendar_is_a_calendar():
    assert events() == []


def test_lines_are_no_longer_than_the_format_allows():
    written = write_calendar("Deadlines", (deadline(words="très long — " * 60),))
    assert max(len(line) for line in written.split(b"\r\n")) <= 75


@given(order=st.permutations(range(4)))
def test_the_order_in_which_deadlines_are_found_does_not_matter(order):
    tour = [
        deadline(uid=f"i-{n}@x", latest=date(2024, 3, 1) + timedelta(days=n % 2), earliest=None)
        for n in range(4)
    ]
    assert write_calendar("D", tuple(tour[n] for n in order)) == write_calendar("D", tuple(tour))


@given(words=st.text())
def test_no_words_break_a_calendar(words):
    (event,) = events(deadline(title=words, words=words, categories=(words,)))
    assert event["UID"] == "i-7@letters.example"
