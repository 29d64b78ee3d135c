"""What was apart is told in one now, and what stood still goes on: each source finds its measure."""

from dataclasses import replace

import pytest
from compared_letters import COMPANY, count, due, eur, newer, older, on, say

from diffing.compare_letters import compare_letters
from diffing.linking.link_statements import link_statements
from diffing.linking.subjects import read_subjects
from diffing.linking.told_again import happened_on_other_days
from snapshots.letter import Column, Kind, Status

PLANNED, DONE, ON_HOLD = Status.PLANNED, Status.DONE, Status.ON_HOLD


def link_of(old, new, after="s011"):
    (found,) = [link for link in link_statements(old, new).links if after in link.after]
    return found


def kinds(before, after):
    return [
        change.kind for change in compare_letters(older(*COMPANY, *before), newer(*COMPANY, *after)).changes
    ]


def dredgers(number, told, **facts):
    return say(told, quantities=(count(number, "dredgers"),), partners=("PL",), kind=Kind.DELIVERY, **facts)


@pytest.mark.parametrize(("total", "both"), [(11, True), (12, False)], ids=["adds up", "does not"])
def test_counts_that_add_up_are_told_in_one(total, both):
    here = dredgers(4, "Four overhauled dredgers have been handed over to the waterways office.", status=DONE)
    yard = dredgers(7, "Seven more dredgers are being repainted and rewired at the yard in Ustka.")
    text = f"{total} overhauled dredgers have been handed over to the waterways office."
    link = link_of(older(*COMPANY, here, yard), newer(*COMPANY, dredgers(total, text, status=DONE)))
    assert ("s012" in link.before) is both


def test_sums_that_add_up_are_told_in_one():
    apart = [
        say(
            f"A loan of {sum_.quote} for {thing} was agreed.",
            amounts=(sum_,),
            partners=("BA",),
            status=status,
        )
        for sum_, thing, status in ((eur(14), "river gauges", DONE), (eur(9), "salt stores", PLANNED))
    ]
    whole = say(
        "Loans of EUR 23 million for gauges and stores were agreed.",
        amounts=(eur(23),),
        partners=("BA",),
        status=DONE,
    )
    assert set(link_of(older(*COMPANY, *apart), newer(*COMPANY, whole)).before) == {"s011", "s012"}


@pytest.mark.parametrize(
    ("said", "merged"),
    [
        ("have been merged and will meet in autumn", True),
        ("will meet in autumn, that on sluices at Arles", False),
    ],
)
def test_what_is_said_to_be_one_now_has_two_sources_whatever_became_of_either(said, merged):
    facts = {"kind": Kind.MEETING, "partners": ("FR",)}
    met = say("The round table on eel ladders met in January.", status=DONE, **facts)
    to_meet = say("The round table on sluices is to meet in the second quarter.", status=PLANNED, **facts)
    now = say(f"The round tables on eel ladders and on sluices {said}.", status=PLANNED, **facts)
    link = link_of(older(*COMPANY, met, to_meet), newer(*COMPANY, now))
    assert link.merged is merged


HALTED = say(
    "The vaccination of sheep on the outer islands, for which a boat had been hired, is suspended.",
    status=ON_HOLD,
    partners=("IS",),
    kind=Kind.DELIVERY,
)
MISSION = say(
    "Vaccination was resumed following the joint mission of both chambers; 9 000 animals were treated.",
    partners=("IS",),
    kind=Kind.MEETING,
    topic="Visits",
)


@pytest.mark.parametrize(
    ("report", "found"),
    [
        (MISSION, True),
        (replace(MISSION, text=MISSION.text.replace("was resumed", "was discussed")), False),
        (replace(MISSION, partners=("FO",)), False),
        (replace(MISSION, status=ON_HOLD), False),
    ],
    ids=["resumed", "not resumed", "another partner", "still on hold"],
)
def test_what_stood_still_is_found_where_it_was_taken_up_under_other_words(report, found):
    linking = link_statements(older(*COMPANY, HALTED), newer(*COMPANY, report))
    assert (linking.unmentioned == ()) is found


def test_what_stood_still_joins_the_mission_after_which_it_was_taken_up():
    halted = replace(
        HALTED,
        text="For want of a boat, petrol and dry hay the vaccination of sheep on Grimsey and Papey has been suspended.",
    )
    promised = say(
        "A joint mission of both chambers and of the bishop is planned.",
        status=PLANNED,
        partners=("IS",),
        kind=Kind.MEETING,
        topic="Visits",
    )
    held = replace(
        MISSION,
        text="The joint mission of both chambers and of the bishop took place, and vaccination was resumed.",
        status=DONE,
    )
    link = link_of(older(*COMPANY, halted, promised), newer(*COMPANY, held))
    assert set(link.before) == {"s011", "s012"}


@pytest.mark.parametrize(
    ("told", "talked"),
    [
        (
            "The furnace of the Vaduz heating plant is being repaired.",
            "Price talks for the Vaduz heating plant go on.",
        ),
        (
            "Works on the weir at Sion are to be tendered.",
            "Talks on the toll at the weir of Sion are to open.",
        ),
    ],
)
def test_works_and_talks_on_one_thing_are_two_measures(told, talked):
    works = say(told, kind=Kind.DELIVERY, partners=("LI",))
    talks = say(talked, kind=Kind.AGREEMENT, partners=("LI",))
    linking = link_statements(older(*COMPANY, works), newer(*COMPANY, talks))
    assert [gone.statements for gone in linking.unmentioned] == [("s011",)]


def study(stage, thing, **facts):
    return say(f"A {stage} study for {thing} at Lulea is under way.", partners=("SE",), **facts)


@pytest.mark.parametrize(
    ("stage", "goes_on"),
    [("pre-feasibility", True), ("feasibility", False)],
    ids=["itself", "the next stage"],
)
def test_a_study_before_the_study_is_a_measure_of_its_own(stage, goes_on):
    old = older(*COMPANY, study("pre-feasibility", "a tunnel"))
    new = newer(*COMPANY, study(stage, "a tunnel", topic="Ways"))
    assert (link_statements(old, new).unmentioned == ()) is goes_on


def test_what_happened_on_two_days_is_not_one_measure_told_twice():
    facts = {"partners": ("EE",), "status": DONE}
    body = {"column": Column.BODY, "part": None, "topic": None, **facts}
    one = say("The alliance with the islands was launched in Tallinn.", dates=(on("2030-04-02"),), **body)
    same = say("Launched in Tallinn.", dates=(on("2030-04-02"),), **facts)
    other = replace(same, dates=(on("2030-05-27"),))
    subjects, _ = read_subjects(newer(one, same, other), older(*COMPANY))
    assert not happened_on_other_days(subjects[0], subjects[1])
    assert happened_on_other_days(subjects[0], subjects[2])


def test_a_promise_told_beside_what_was_done_is_completed_where_a_day_since_is_reported():
    six = say("Six ports of refuge (PRs) for tankers named in January, each with a grant.", status=DONE)
    more = say("Naming of three further PRs by May.", status=PLANNED, deadlines=(due("2030-05-31"),))
    nine = say(
        "Nine ports of refuge (PRs) for tankers named, the last three on 9 May, each with a grant.",
        status=DONE,
    )
    dated = replace(nine, dates=(on("2030-05-09", quote="9 May"),))
    for told, is_completed in ((dated, True), (nine, False)):
        link = link_of(older(*COMPANY, six, more), newer(*COMPANY, told))
        assert set(link.before) >= {"s011", "s012"}
        assert not link.merged
        assert ("item.completed" in kinds((six, more), (told,))) is is_completed
