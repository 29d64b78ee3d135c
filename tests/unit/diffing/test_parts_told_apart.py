"""Parts of a measure that are told apart move by themselves: each partner's, and what stands still."""

import pytest
from compared_letters import COMPANY, NEW_DATE, OLD_DATE, due, eur, newer, older, say

from diffing.changes.classify_changes import changes_of_link
from diffing.changes.measure import read_measure
from diffing.compare_letters import compare_letters
from diffing.linking.links import Link, Rule
from snapshots.letter import Column, Kind, Status

PLANNED, DONE, ON_HOLD = Status.PLANNED, Status.DONE, Status.ON_HOLD
SPRING = due("2030-05-31", "2030-04-01", quote="in spring 2030")


def told(before, after):
    """What is told in the newer letter by each kind of change, minor ones left out."""
    found = compare_letters(older(*COMPANY, *before), newer(*COMPANY, *after)).changes
    return {
        change.kind: change.after.quotes[0].text if change.after else None
        for change in found
        if not change.minor
    }


SURVEYS = say(
    "Cyprus and Malta: surveys of silted harbour basins, in spring 2030.",
    status=PLANNED,
    partners=("CY", "MT"),
    deadlines=(SPRING,),
)
DONE_IN_CYPRUS = say(
    "Cyprus: the survey of silted harbour basins was handed over.",
    status=DONE,
    partners=("CY",),
)
HALTED_IN_MALTA = say(
    "Malta: survey of silted harbour basins put on hold.",
    status=ON_HOLD,
    column=Column.NEXT_STEPS,
    partners=("MT",),
)


def test_where_one_partner_keeps_what_another_puts_off_the_days_of_the_other_are_told():
    found = told((SURVEYS,), (HALTED_IN_MALTA, DONE_IN_CYPRUS))
    assert found["item.completed"] == DONE_IN_CYPRUS.text
    halted = {kind for kind, text in found.items() if text == HALTED_IN_MALTA.text}
    assert {"item.stalled", "deadline.passed", "deadline.removed"} <= halted


def test_a_part_that_stands_still_has_stalled_while_the_rest_goes_on():
    gauges = {"partners": ("IT",), "kind": Kind.DELIVERY}
    before = say("Tide levels from two buoys off Ancona and one mast off Bari come in each hour.", **gauges)
    goes_on = say("Tide levels from the two buoys off Ancona still come in each hour.", **gauges)
    halted = say("Those from the mast off Bari have been suspended.", status=ON_HOLD, **gauges)
    assert told((before,), (goes_on, halted))["item.stalled"] == halted.text
    assert "item.stalled" not in told((before, halted), (goes_on, halted))


def test_the_step_after_what_was_kept_has_its_day_set_and_the_old_one_has_not_moved():
    promise = say("Dry dock at Split: study by May.", status=PLANNED, deadlines=(SPRING,))
    step = say("Dry dock at Split: tender in August.", status=PLANNED, deadlines=(due("2030-08-31"),))
    kept = say("Dry dock at Split: the study was handed over.", status=DONE)
    old, new = older(promise), newer(kept, step)
    link = Link(before=("s001",), after=("s001", "s002"), rule=Rule.BEST_MATCH, score=0.9, split=True)
    sides = read_measure(old, old.statements), read_measure(new, new.statements)
    found = changes_of_link(link, *sides, item="dock", letters=(OLD_DATE, NEW_DATE))
    assert [change.kind for change in found if not change.minor] == [
        "item.completed",
        "deadline.set",
        "item.split",
    ]


LIVE = say(
    "Flood sirens are in operation in Cyprus and Greece and reach 4 million people.",
    partners=("CY", "GR"),
    priority="Alarms",
    topic=None,
)
LIVE_IN_ALL = say(
    "Flood sirens are in operation in Cyprus, Greece and, since 12 May, Malta, and reach 5 million people.",
    partners=("CY", "GR", "MT"),
    priority="Alarms",
    topic=None,
)


def sirens(text, priority="Alarms"):
    spring = due("2030-05-31", quote="by the end of May 2030")
    return say(text, status=PLANNED, partners=("MT",), priority=priority, topic=None, deadlines=(spring,))


def test_what_was_promised_for_one_is_kept_where_the_thing_is_in_use_for_all():
    promise = sirens("Malta: flood sirens to be launched by the end of May 2030.")
    found = compare_letters(older(*COMPANY, LIVE, promise), newer(*COMPANY, LIVE_IN_ALL)).changes
    completed = [change.before.quotes[0].text for change in found if change.kind == "item.completed"]
    assert completed == [promise.text]
    assert {change.kind for change in found if not change.minor} == {"item.completed", "item.merged"}


def test_a_day_that_was_missed_for_one_has_passed_though_the_thing_is_told_of_all():
    promise = sirens("Malta: flood sirens to be tested by the end of May 2030.")
    found = told((LIVE, promise), (LIVE_IN_ALL,))
    assert "deadline.passed" in found
    assert "item.completed" not in found


def test_a_promise_under_another_heading_is_no_part_of_what_is_told_of_all():
    promise = sirens("Malta: flood sirens to be launched by the end of May 2030.", priority="Roads")
    assert "item.unmentioned" in told((LIVE, promise), (LIVE_IN_ALL,))


def contract(with_whom, millions, what):
    return say(
        f"Malta: contract with {with_whom} (EUR {millions} million) for {what} signed on 22 January 2030.",
        status=DONE,
        kind=Kind.CONTRACT,
        partners=("MT",),
        amounts=(eur(millions),),
    )


@pytest.mark.parametrize(
    ("second", "together"), [(18, True), (17, False)], ids=["they make up the sum", "another sum"]
)
def test_two_contracts_that_make_up_a_sum_are_its_parts_and_each_is_signed(second, together):
    whole = say(
        "Malta: EUR 46 million for the families from the flooded quarter, to be spent by Caritas and others.",
        kind=Kind.FUNDING,
        partners=("MT",),
        amounts=(eur(46),),
    )
    first = contract("Caritas", 28, "the families from the flooded quarter")
    after = (first, contract("the Red Cross", second, "the same purpose"))
    found = compare_letters(older(*COMPANY, whole), newer(*COMPANY, *after)).changes
    signed = [change for change in found if change.kind == "contract.signed"]
    assert [change.amount.quote for change in signed] == ["EUR 28 million", f"EUR {second} million"]
    assert [change.after.quotes[0].text for change in signed] == [said.text for said in after]
    kinds = {change.kind for change in found}
    assert ("item.split" in kinds, "amount.changed" in kinds) == (together, not together)
