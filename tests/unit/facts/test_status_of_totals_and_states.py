"""What is there for use, what a total came about by, and what was sealed: their status."""

import pytest

from snapshots.facts.status import read_status
from snapshots.letter import Column, Status

ONGOING, BODY = Column.ONGOING, Column.BODY


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ruritania: wording agreed at technical level.", Status.ONGOING),
        ("Nine ports of refuge designated, the last two of them on 3 May.", Status.DONE),
        ("Lake Compact: 14 parties since Peru acceded in May.", Status.DONE),
        ("Lake Compact: 15 parties after Bolivia joined on 9 June.", Status.DONE),
        ("A pilot line since the bridge closed in May.", Status.ONGOING),
        ("The coast guard can draw on a pool of 30 divers ready to leave within a day.", Status.ONGOING),
        ("Importers can now file their papers online.", Status.ONGOING),
        ("More divers can be called in.", Status.PLANNED),
        ("The coast guard can no longer call on spare tugs.", Status.PLANNED),
    ],
)
def test_what_is_there_for_use_or_short_of_its_end_goes_on_and_an_act_makes_a_total(text, status):
    assert read_status(text, column=ONGOING) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The summer was not kind to our harbours.", Status.ONGOING),
        ("The work has not been easy.", Status.ONGOING),
        ("The pier was not open in May.", Status.NOT_STARTED),
        ("The pier was not ready in May.", Status.NOT_STARTED),
        ("The lock is not yet complete.", Status.NOT_STARTED),
        ("It has not been possible to dredge the fairway.", Status.NOT_STARTED),
    ],
)
def test_what_a_measure_was_not_is_no_step_unless_it_is_a_state_to_reach(text, status):
    assert read_status(text, column=BODY) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("With the adoption of the Ports Act in May, one standard is there for all.", Status.DONE),
        ("With the adoption of the Ports Act in May, works can start.", Status.PLANNED),
        ("With the adoption of the Ports Act in sight, the ban remains.", Status.ONGOING),
        ("With the arrival of the ferry in June, the line runs daily.", Status.ONGOING),
    ],
)
def test_what_was_sealed_is_the_report_where_the_verb_only_tells_what_it_led_to(text, status):
    assert read_status(text, column=BODY) is status
