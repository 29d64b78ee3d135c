"""What ends an act, keeps a start that was promised, or puts a day off, where no other word says so."""

import pytest
from compared_letters import COMPANY, SOMEWHERE, count, due, eur, newer, older, say

from diffing.compare_letters import compare_letters
from snapshots.letter import Column, Commitment, Kind, Status, Strength

PLANNED, ONGOING, DONE = Status.PLANNED, Status.ONGOING, Status.DONE
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


def test_what_goes_on_since_the_older_letter_is_under_way_though_a_later_step_has_its_day_ahead():
    before = say("The quay of Senj is to be tendered in April 2030.", status=PLANNED, deadlines=(APRIL,))
    award = due("2030-10-31", quote="October 2030")
    since = due("2030-06-15", "2030-05-01", quote="since May")
    text = (
        "The tender for the quay of Senj has been under way since May; its award is expected in October 2030."
    )
    after = say(text, deadlines=(award,), dates=(since,))
    assert "item.progressed" in kinds((before,), (after,))
    visited = due("2030-05-03", "2030-05-03", quote="3 May")
    text = "The quay of Senj, visited on 3 May, is still to be tendered: the tender is due in October 2030."
    talked_of = say(text, deadlines=(award,), dates=(visited,))
    assert "item.progressed" not in kinds((before,), (talked_of,))


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("The night ferry between Rab and Pag started in May, with 40 berths.", ["item.progressed"]),
        ("The night ferry between Rab and Pag was sold in May, with 40 berths.", ["item.completed"]),
    ],
)
def test_a_start_that_was_promised_and_made_is_progress_and_no_completion(report, expected):
    before = say(
        "The night ferry between Rab and Pag is to begin in April 2030.", status=PLANNED, deadlines=(APRIL,)
    )
    assert kinds((before,), (say(report, status=DONE),)) == expected


def test_an_act_that_has_only_begun_is_not_completed():
    before = say("The port of Krk is to lay 11 mooring buoys by December 2030.", status=PLANNED)
    text = "The port of Krk has begun to lay its mooring buoys."
    assert kinds((before,), (say(text, status=DONE),)) == ["item.progressed"]
    text = "The port of Krk has begun early and finished laying its mooring buoys."
    assert kinds((before,), (say(text, status=DONE),)) == ["item.completed"]


LAST = due("2030-12-31", quote="by December 2030")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((count(25, "sailors"), count(60, "sailors")), ["item.progressed"]),
        ((count(60, "sailors"),), []),
        ((count(25, "berths"), count(60, "sailors")), []),
        ((count(70, "sailors"), count(60, "sailors")), []),
    ],
)
def test_a_part_of_what_was_promised_by_number_is_progress_while_the_last_has_its_day_ahead(told, expected):
    before = say(
        "The port of Krk to train 60 sailors, the last by December 2030.",
        status=PLANNED,
        deadlines=(LAST,),
        quantities=(count(60, "sailors"),),
    )
    after = say(
        "The port of Krk trains sailors, the last by December 2030.", deadlines=(LAST,), quantities=told
    )
    assert [kind for kind in kinds((before,), (after,)) if kind.startswith("item.prog")] == expected


def test_a_part_of_the_sum_that_was_promised_is_progress():
    before = say(
        "The port of Krk to pay back EUR 6 million, the last rate by December 2030.",
        status=PLANNED,
        deadlines=(LAST,),
        amounts=(eur(6),),
    )
    paid = (eur(2, role="disbursed", part_of=1), eur(6))
    after = say(
        "The port of Krk has paid back EUR 2 million of EUR 6 million, the last rate is due by December 2030.",
        deadlines=(LAST,),
        amounts=paid,
    )
    assert "item.progressed" in kinds((before,), (after,))


def test_a_figure_that_grows_is_not_completed():
    figure = {"kind": Kind.INDICATOR}
    before = say("By January 1 200 seals were on their way to the bay of Susak.", **figure)
    after = say("By May 3 100 seals had arrived in the bay of Susak.", status=DONE, **figure)
    assert kinds((before,), (after,)) == []


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("The harbour council has not yet decided on the rules for mooring off Vis.", []),
        ("Talks in the harbour council on the rules for mooring off Vis have not begun.", ["item.stalled"]),
    ],
)
def test_work_that_has_not_come_to_its_end_has_not_gone_back_to_its_beginning(report, expected):
    before = say("The rules for mooring off Vis are under discussion in the harbour council.")
    assert kinds((before,), (say(report, status=Status.NOT_STARTED),)) == expected


@pytest.mark.parametrize(
    ("rest", "expected"),
    [("and is watching over the works", []), ("and has left", ["item.completed"])],
)
def test_a_day_that_is_told_in_passing_ends_no_work_that_goes_on(rest, expected):
    before = say("The harbour office looks after the works at the mole of Zadar.")
    day = due("2030-05-03", "2030-05-03", quote="3 May 2030")
    text = f"The harbour office looked after the works at the mole of Zadar (visit on 3 May 2030) {rest}."
    assert kinds((before,), (say(text, status=DONE, dates=(day,)),)) == expected


@pytest.mark.parametrize(("verb", "stalls"), [("would last", False), ("will last", True)])
def test_what_a_thing_would_do_takes_no_work_back_to_a_plan(verb, stalls):
    promise = Commitment(strength=Strength.EXPECTED, quote=verb, spans=SOMEWHERE)
    before = say("Coal in the port of Bar lasts for ten days.", partners=("ME",))
    after = say(
        f"The coal that is kept in the port of Bar {verb} for ten days.",
        status=PLANNED,
        column=Column.ONGOING,
        partners=("ME",),
        commitment=promise,
    )
    assert ("item.stalled" in kinds((before,), (after,))) is stalls
