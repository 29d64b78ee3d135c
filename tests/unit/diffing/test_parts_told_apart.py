"""Parts of a measure that are told apart move by themselves: each partner's, and what stands still."""

from compared_letters import COMPANY, NEW_DATE, OLD_DATE, due, newer, older, say

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
