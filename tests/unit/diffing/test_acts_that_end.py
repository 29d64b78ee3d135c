"""What ends an act, keeps a start that was promised, or puts a day off, where no other word says so."""

import pytest
from compared_letters import COMPANY, due, newer, older, say

from diffing.compare_letters import compare_letters
from snapshots.letter import Column, Status

PLANNED, DONE = Status.PLANNED, Status.DONE
APRIL = due("2030-04-30", "2030-04-01", quote="in April 2030")
AUGUST_2031 = due("2031-08-31", "2031-08-01", quote="August 2031")


def changes(before, after):
    return compare_letters(older(*COMPANY, *before), newer(*COMPANY, *after)).changes


def kinds(before, after):
    return [change.kind for change in changes(before, after) if not change.minor]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (
            "The slipway at Senj is being resurfaced.",
            "The slipway at Senj was resurfaced.",
            ["item.completed"],
        ),
        ("The slipway at Senj is being resurfaced.", "The slipway at Senj was inspected.", []),
        ("The slipway at Senj is being rebuilt.", "The slipway at Senj was rebuilt.", ["item.completed"]),
        (
            "The slipway at Senj, being part of the port, is dredged.",
            "The slipway at Senj was part of a tour.",
            [],
        ),
        (
            "Life rafts are on order; some have been delivered to Rab.",
            "All life rafts have been delivered to Rab.",
            ["item.completed"],
        ),
        (
            "Life rafts are on order; some have been delivered to Rab.",
            "More life rafts have been delivered to Rab.",
            [],
        ),
    ],
)
def test_work_is_done_when_the_act_itself_is_or_all_of_it(old, new, kind):
    assert kinds((say(old),), (say(new, status=DONE),)) == kind


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        ("Three wardens will begin work on the islands off Zadar in April 2030.", ["item.progressed"]),
        (
            "Three wardens will be paid for on the islands off Zadar in April 2030.",
            ["deadline.passed", "deadline.removed"],
        ),
    ],
)
def test_a_start_that_was_promised_is_kept_by_whatever_goes_on(promise, expected):
    before = say(promise, status=PLANNED, deadlines=(APRIL,), column=Column.ONGOING)
    after = say("Three wardens look after the islands off Zadar.")
    assert kinds((before,), (after,)) == expected


def test_a_day_that_is_put_off_gives_way_to_the_day_that_it_is_put_off_to():
    before = say(
        "A lamp for Vis is to be lit in May.",
        status=PLANNED,
        deadlines=(due("2030-05-31", "2030-05-01", quote="May"),),
    )
    old_day = due("2031-05-31", "2031-05-01", quote="May")
    new_day = due("2031-08-31", "2031-08-01", quote="August 2031")
    text = "A lamp for Vis, to be lit in May, has been put off to August 2031."
    after = say(text, status=PLANNED, deadlines=(old_day, new_day))
    moved = [change for change in changes((before,), (after,)) if change.kind == "deadline.moved"]
    assert [change.deadline_after.quote for change in moved] == ["August 2031"]


@pytest.mark.parametrize(
    "rest",
    [
        "A lamp for Vis is to be lit in May; the one for Hvar has been put off to August 2031.",
        "A lamp for Vis is to be lit in May. It was decided earlier that the one for Hvar is put off to August 2031.",
        "A lamp for Vis is to be lit in May, while the one for Hvar has been put off to August 2031.",
    ],
)
def test_what_is_put_off_is_the_day_right_before_and_no_other_thing_s(rest):
    may = due("2030-05-31", "2030-05-01", quote="May")
    before = say("A lamp for Vis is to be lit in May.", status=PLANNED, deadlines=(may,))
    after = say(rest, status=PLANNED, deadlines=(due("2030-05-31", "2030-05-01", quote="May"), AUGUST_2031))
    assert "deadline.moved" not in kinds((before,), (after,))


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Three wardens off Zadar, already named, are to be paid for.", "deadline.moved"),
        ("Three wardens off Zadar have so far been paid for.", "item.progressed"),
        ("Payment for three wardens off Zadar is with the bursar.", "deadline.moved"),
    ],
)
def test_what_was_known_before_is_no_part_that_has_been_done(told, kind):
    before = say("Three wardens off Zadar will be paid for.", status=PLANNED, deadlines=(APRIL,))
    after = say(told, deadlines=(AUGUST_2031,))
    assert kind in kinds((before,), (after,))
    assert ("item.progressed" in kinds((before,), (after,))) is (kind == "item.progressed")
