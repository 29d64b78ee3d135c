"""A promise is kept by its parts, and a start or an end by the day that is reported."""

from dataclasses import replace

from compared_letters import COMPANY, count, due, newer, older, on, say

from diffing.compare_letters import compare_letters
from snapshots.letter import Column, Status

PLANNED, DONE = Status.PLANNED, Status.DONE
APRIL = due("2030-04-30", "2030-04-01", quote="in April 2030")
AUGUST = due("2030-08-31", "2030-08-01", quote="in August 2030")


def changes(before, after):
    """All changes of two letters that share the company and differ in these statements."""
    return compare_letters(older(*COMPANY, *before), newer(*COMPANY, *after)).changes


def kinds(before, after):
    return [change.kind for change in changes(before, after) if not change.minor]


def test_of_a_promise_kept_in_part_one_half_is_completed_and_the_other_slips():
    promised = say(
        "Two patrol boats for the coast guard of Malta (EUR 5 million) are to be delivered in April 2030.",
        status=PLANNED,
        partners=("MT",),
        deadlines=(APRIL,),
    )
    kept = say(
        "The first of the two patrol boats for the coast guard of Malta was delivered on 20 April 2030.",
        status=DONE,
        partners=("MT",),
        dates=(on("2030-04-20"),),
    )
    left = say(
        "The second patrol boat for the coast guard of Malta is to follow in August 2030.",
        status=PLANNED,
        partners=("MT",),
        deadlines=(AUGUST,),
    )
    found = {
        change.kind: change.after.quotes[0].text
        for change in changes((promised,), (kept, left))
        if not change.minor
    }
    assert found.keys() == {"item.completed", "deadline.passed", "deadline.moved", "item.split"}
    assert found["item.completed"] == kept.text
    assert found["deadline.moved"] == found["deadline.passed"] == left.text


def test_a_course_that_began_on_its_day_has_progressed_and_no_deadline_has_passed():
    promised = say(
        "The trial of night ferries to Hvar is to start in April 2030.",
        status=PLANNED,
        partners=("HR",),
        deadlines=(APRIL,),
    )
    running = say(
        "The trial of night ferries to Hvar has been running since 4 April 2030.",
        partners=("HR",),
        dates=(due("2030-06-15", "2030-04-04", quote="since 4 April 2030"),),
    )
    assert kinds((promised,), (running,)) == ["item.progressed"]


def test_work_that_ended_on_a_day_after_the_older_letter_is_completed_whatever_the_verb():
    before = say("The pilots of the harbour of Split are in training.", partners=("HR",))
    after = say(
        "All pilots of the harbour of Split passed their last examination on 2 May 2030.",
        status=DONE,
        partners=("HR",),
        dates=(on("2030-05-02"),),
    )
    earlier = replace(after, dates=(on("2030-02-02"),))
    assert kinds((before,), (after,)) == ["item.completed"]
    assert "item.completed" not in kinds((before,), (earlier,))


def test_what_was_open_beside_what_was_done_is_completed_when_both_are_reported_done_in_one_sentence():
    done = say(
        "Five life rafts with new lamps were handed over to the ferrymen of Rab.",
        status=DONE,
        partners=("HR",),
        quantities=(count(5, "life rafts", quote="Five"),),
    )
    building = say(
        "Eight more life rafts are being sewn for the ferrymen of Rab.",
        partners=("HR",),
        quantities=(count(8, "life rafts", quote="Eight"),),
    )
    all_done = say(
        "Thirteen life rafts with new lamps have been handed over to the ferrymen of Rab, the last on 5 May 2030.",
        status=DONE,
        partners=("HR",),
        dates=(on("2030-05-05", quote="5 May 2030"),),
        quantities=(count(13, "life rafts", quote="Thirteen"),),
    )
    assert "item.completed" in kinds((done, building), (all_done,))
    assert "item.completed" not in kinds((done,), (all_done,))


def test_of_work_done_in_part_one_half_is_completed_and_the_day_of_the_other_moves():
    work = say(
        "Two lifeguard stations, on Rab and on Krk, are being fitted out and should open in April 2030.",
        partners=("HR",),
        deadlines=(APRIL,),
    )
    opened = say(
        "The lifeguard station on Rab, fitted out with radios, opened in May 2030.",
        status=DONE,
        partners=("HR",),
        dates=(due("2030-05-31", "2030-05-01", quote="May 2030"),),
    )
    left = say(
        "The fitting out of the lifeguard station on Krk goes on; it is now to open in August 2030.",
        partners=("HR",),
        deadlines=(AUGUST,),
    )
    found = {c.kind: c.after.quotes[0].text for c in changes((work,), (opened, left)) if not c.minor}
    assert found["item.completed"] == opened.text
    assert found["deadline.moved"] == found["deadline.passed"] == left.text


def test_what_the_letter_proper_tells_in_passing_is_completed_by_the_report_in_the_annex():
    body = {"column": Column.BODY, "part": None, "topic": None, "partners": ("HR",)}
    annex = {"partners": ("HR",)}
    talked_of = say("We are close to an accord with Croatia on lifeguard stations for Rab and Krk.", **body)
    promise = say(
        "Croatia: signature of the accord on lifeguard stations for Rab and Krk in April 2030.",
        status=PLANNED,
        deadlines=(APRIL,),
        **annex,
    )
    mention = say(
        "The accord with Croatia on lifeguard stations for Rab and Krk is the latest of six.", **body
    )
    report = say(
        "Croatia: the accord on lifeguard stations for Rab and Krk was signed on 3 May 2030.",
        status=DONE,
        dates=(on("2030-05-03", quote="3 May 2030"),),
        **annex,
    )
    assert kinds((talked_of, promise), (mention, report)) == ["item.completed"]


def staged(*deadlines, status, dates=()):
    text = "Toll bridge at Hvar: open to cars in April 2030, to lorries by August 2030."
    if status is DONE:
        text = "Toll bridge at Hvar: open to cars since 4 April 2030, to lorries by August 2030."
    return say(text, status=status, partners=("HR",), deadlines=deadlines, dates=dates)


def test_a_promise_in_stages_has_progressed_when_its_first_day_was_kept_and_its_last_is_ahead():
    promised = staged(APRIL, AUGUST, status=PLANNED)
    kept = staged(AUGUST, status=DONE, dates=(on("2030-04-04", quote="since 4 April 2030"),))
    assert kinds((promised,), (kept,)) == ["item.progressed"]


def test_a_promise_of_one_day_that_is_still_ahead_has_not_progressed_by_another_day():
    by_august = due("2030-08-31", None, quote="by August 2030")
    promised = staged(by_august, status=PLANNED)
    told = staged(by_august, status=DONE, dates=(on("2030-04-04", quote="since 4 April 2030"),))
    assert kinds((promised,), (told,)) == []


def test_a_day_outside_the_days_that_were_promised_keeps_none_of_them():
    promised = staged(due("2030-05-31", "2030-05-01", quote="in May 2030"), AUGUST, status=PLANNED)
    told = staged(AUGUST, status=DONE, dates=(on("2030-04-04", quote="since 4 April 2030"),))
    assert "item.progressed" not in kinds((promised,), (told,))
