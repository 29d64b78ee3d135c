"""What is denied has not begun, and a result that is not near holds a measure up."""

import pytest

from snapshots.facts.status import read_status
from snapshots.letter import Column, Status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("No works are under way.", Status.NOT_STARTED),
        ("No works under way in Rab", Status.NOT_STARTED),
        ("There are no works under way.", Status.NOT_STARTED),
        ("No sailing has taken place.", Status.NOT_STARTED),
        ("Neither of the two charters has entered into force.", Status.NOT_STARTED),
        ("None of the cranes is in service.", Status.NOT_STARTED),
        ("None of the cranes is tall.", Status.ONGOING),
        ("The charter is not yet in force.", Status.NOT_STARTED),
        ("The charter awaits ratification and is not in force.", Status.ONGOING),
        ("The works are not only under way but well advanced.", Status.ONGOING),
    ],
)
def test_a_predicate_that_is_denied_or_said_of_nothing_has_not_begun(text, status):
    assert read_status(text, column=Column.BODY) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("No charter is within reach.", Status.ON_HOLD),
        ("A charter is not in sight.", Status.ON_HOLD),
        ("There is no charter within reach.", Status.ON_HOLD),
        ("A charter is within reach.", Status.ONGOING),
        ("No charter is within reach, but the talks go on.", Status.ONGOING),
        ("The talks go on, though no charter is within reach.", Status.ONGOING),
    ],
)
def test_a_result_that_is_not_near_holds_a_measure_up_unless_more_is_said(text, status):
    assert read_status(text, column=Column.BODY) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("No sailing is scheduled.", Status.NOT_STARTED),
        ("No sailing is expected before May.", Status.PLANNED),
        ("No sailing will take place before May.", Status.PLANNED),
    ],
)
def test_that_there_is_no_plan_is_no_plan_but_not_before_a_day_is_one(text, status):
    assert read_status(text, column=Column.BODY) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("No objections were raised, and the charter entered into force.", Status.DONE),
        ("No fewer than 40 cranes were delivered.", Status.DONE),
        ("At no cost to the town works are under way.", Status.ONGOING),
        ("Nobody was hurt and the quay was reopened on 3 May.", Status.DONE),
        ("No date was named and works are under way.", Status.ONGOING),
        ("Lot No 3 is under construction.", Status.ONGOING),
        ("Contract No 5 was signed in May.", Status.DONE),
        ("It is no secret that works are under way.", Status.ONGOING),
        ("The works are not solely under way in Rab.", Status.ONGOING),
        ("No boats and cranes have been delivered.", Status.NOT_STARTED),
        ("The charter entered into force, and no sailing is scheduled.", Status.DONE),
    ],
)
def test_no_denies_only_the_subject_that_it_belongs_to(text, status):
    assert read_status(text, column=Column.BODY) is status
