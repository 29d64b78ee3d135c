"""What is taken up again, works since a day, or is told by the complement of its verb: its status."""

from datetime import date

import pytest

from snapshots.facts.status import read_status
from snapshots.facts.times import find_times
from snapshots.letter import Column, Status

ONGOING, NEXT, BODY = Column.ONGOING, Column.NEXT_STEPS, Column.BODY


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The night ferry has resumed", Status.ONGOING),
        ("Replanting of the dunes, interrupted by the storm, has resumed", Status.ONGOING),
        ("Three fish markets have reopened in the south", Status.ONGOING),
        ("The fish market reopened on 3 May", Status.DONE),
        ("Five ports have so far joined the scheme", Status.ONGOING),
        ("Four thousand ports have so far joined the scheme", Status.ONGOING),
        ("Twelve mills have been inspected to date", Status.ONGOING),
        ("Three hearings have been held so far", Status.DONE),
        ("EUR 5 million have been spent so far", Status.DONE),
        ("The tide gauge has been operational since May", Status.DONE),
        ("Tide gauge in Lima in use since 4 May", Status.DONE),
        ("Patrols running since May", Status.ONGOING),
        ("Pledges to the dyke fund, which all came from members, have doubled", Status.DONE),
        ("Plans to the contrary have been dropped", Status.DONE),
        ("Plans to open a second ferry line", Status.PLANNED),
        ("Plans to open a second ferry line have been dropped", Status.DONE),
        ("The council resumed its session in May", Status.DONE),
        ("The mill resumed its deliveries in May", Status.ONGOING),
        ("The council has resumed the work on dykes", Status.ONGOING),
        ("Ferries to the islands resumed in May", Status.ONGOING),
        ("The 2030 survey has so far been published in Lima", Status.DONE),
        ("Chile plans to sign the protocol", Status.PLANNED),
        ("We expect the last dredger in May", Status.PLANNED),
        ("We are still waiting for the second instalment", Status.PLANNED),
        ("The fourth ferry is awaiting parts", Status.ONGOING),
    ],
)
def test_what_is_taken_up_again_goes_on_and_what_works_since_a_day_is_there(text, status):
    assert read_status(text, column=ONGOING) is status


def test_what_is_in_use_since_a_day_is_done_among_next_steps_too():
    assert read_status("module for storm warnings in use since 1 May", column=NEXT) is Status.DONE


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The ferry that was built in Lima and has since been sold will be scrapped.", Status.PLANNED),
        ("The ferry, which was built in Lima, is to be scrapped.", Status.PLANNED),
        ("The ferry that was built in Lima and then sold", Status.DONE),
        ("Talks suspended until the new council is in place", Status.ON_HOLD),
        ("The talks on herring have stood still since May", Status.ON_HOLD),
        ("With Chile, where the ferry was withdrawn, no date can be named", Status.ON_HOLD),
        ("We are not in a position to name a date for the ferry", Status.ON_HOLD),
        ("The ferry service has not been taken up again", Status.ON_HOLD),
        ("The ministry could name a date", Status.PLANNED),
        ("The dyke is ready, 40 m of it having been rebuilt", Status.DONE),
        ("The dyke is ready to be inspected", Status.PLANNED),
        ("The dyke is ready for inspection", Status.PLANNED),
        ("The dyke is almost complete", Status.ONGOING),
        ("Talks on herring have made some progress", Status.ONGOING),
        ("The talks have made a new treaty possible", Status.DONE),
        ("Fish auction: in trial operation since May; prices rose by a tenth", Status.ONGOING),
        ("The auction was put off", Status.PLANNED),
        ("Peru: four rounds held, conclusion expected by May", Status.ONGOING),
        ("Four rounds of talks held, but the text not concluded", Status.ONGOING),
        ("The treaty with Peru has come to a standstill, as contacts are suspended", Status.ON_HOLD),
        ("Opening of the lock has slipped from May to June", Status.PLANNED),
        ("It had been hoped to open the lock in May", Status.PLANNED),
        ("The lock has been out of service since 3 May", Status.ON_HOLD),
        ("The works at the lock were taken up again on 3 May", Status.ONGOING),
        ("Peru proposes to host the auction", Status.PLANNED),
        ("The navy stands ready to send two tugs", Status.PLANNED),
        ("Notices that promise work continue to be taken down", Status.ONGOING),
        ("Plans were agreed with Peru, while those with Chile are under discussion", Status.ONGOING),
        ("The pier was hit by a storm on 2 May; repairs are under way", Status.ONGOING),
        ("The pier was opened on 2 May; works on the road are under way", Status.DONE),
        ("Two sessions with Peru (May and June)", Status.DONE),
    ],
)
def test_the_verb_of_the_main_clause_and_its_complement_tell_how_far_it_is(text, status):
    assert read_status(text, column=ONGOING) is status


def test_a_count_of_what_goes_on_being_done_lies_behind():
    text = "Wrecks continue to be reported to the port (40 in 2030)."
    times = find_times(text, written_on=date(2031, 2, 5), status=Status.ONGOING)
    assert ([time.edtf for time in times.dates], times.deadlines) == (["2030"], ())
