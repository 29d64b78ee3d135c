"""What is said of a measure that has several days, or one for each of its partners."""

from compared_letters import COMPANY, due, newer, older, on, say

from diffing.compare_letters import compare_letters
from snapshots.letter import Status

PLANNED, ONGOING, DONE = Status.PLANNED, Status.ONGOING, Status.DONE
MAY = due("2030-05-31", quote="May 2030")
APRIL = due("2030-04-30", quote="April 2030")
DECEMBER = due("2030-12-31", quote="December 2030")


def changes(before, after):
    found = compare_letters(older(*COMPANY, *before), newer(*COMPANY, *after)).changes
    return [change for change in found if not change.minor]


def passed(before, after):
    found = changes((before,), (after,))
    return [change.deadline.quote for change in found if change.kind == "deadline.passed"]


def promise(*days):
    said = "The drawings of the lock at Senj are due by {} and the gates of the lock by {}."
    return say(said.format(*(day.quote for day in days)), status=PLANNED, deadlines=days)


def test_a_day_whose_act_is_reported_has_not_passed_while_another_still_lies_ahead():
    march = due("2031-03-31", quote="March 2031")
    text = (
        "The drawings of the lock at Senj arrived on 3 May 2030; the gates of the lock are due by March 2031."
    )
    arrived = on("2030-05-03", quote="3 May 2030")
    after = say(text, status=PLANNED, deadlines=(march,), dates=(arrived,))
    assert passed(promise(MAY, DECEMBER), after) == []


def test_each_of_two_days_that_went_by_has_passed():
    after = say("The drawings and the gates of the lock at Senj are still awaited.", status=PLANNED)
    assert passed(promise(APRIL, MAY), after) == ["April 2030", "May 2030"]


def test_a_report_belongs_to_the_day_of_its_own_act_whatever_the_sentence_opens_with():
    text = (
        "The gates of the lock at Senj arrived on 3 May 2030; the drawings of the lock are due by March 2031."
    )
    march, arrived = due("2031-03-31", quote="March 2031"), on("2030-05-03", quote="3 May 2030")
    after = say(text, status=PLANNED, deadlines=(march,), dates=(arrived,))
    assert passed(promise(APRIL, MAY), after) == ["April 2030"]


def test_a_day_on_which_something_else_happened_keeps_no_promise():
    text = "The lock at Senj was visited on 3 May 2030; its drawings and its gates are still awaited."
    after = say(text, status=PLANNED, dates=(on("2030-05-03", quote="3 May 2030"),))
    assert passed(promise(APRIL, MAY), after) == ["April 2030", "May 2030"]


def test_days_of_partners_that_are_told_together_now_moved_for_each():
    one, other = (
        say(
            f"{name}: course for {count} harbour pilots in {day.quote}.",
            status=PLANNED,
            partners=(code,),
            deadlines=(day,),
        )
        for name, count, code, day in (("Albania", 20, "AL", APRIL), ("Montenegro", 15, "ME", MAY))
    )
    joint = say(
        "Joint course for the 35 harbour pilots of Albania and Montenegro in December 2030.",
        status=PLANNED,
        partners=("AL", "ME"),
        deadlines=(DECEMBER,),
    )
    found = changes((one, other), (joint,))
    moved = {c.deadline_before.quote: c.before.quotes[0].text for c in found if c.kind == "deadline.moved"}
    assert moved == {"April 2030": one.text, "May 2030": other.text}
    gone = [c.deadline.quote for c in found if c.kind == "deadline.passed"]
    assert sorted(gone) == ["April 2030", "May 2030"]


def test_partners_that_are_told_together_and_keep_their_day_move_nothing():
    one, other = (
        say(
            f"{name}: course for {count} harbour pilots in December 2030.",
            status=PLANNED,
            partners=(code,),
            deadlines=(DECEMBER,),
        )
        for name, count, code in (("Albania", 20, "AL"), ("Montenegro", 15, "ME"))
    )
    joint = say(
        "Joint course for the 35 harbour pilots of Albania and Montenegro in December 2030.",
        status=PLANNED,
        partners=("AL", "ME"),
        deadlines=(DECEMBER,),
    )
    assert [c.kind for c in changes((one, other), (joint,)) if c.kind.startswith("deadline")] == []


def test_a_start_that_was_promised_for_one_partner_is_kept_where_both_are_told_to_run():
    running = say(
        "Albania: patrol of the lagoon (EUR 3 million), running since March.",
        status=ONGOING,
        partners=("AL",),
    )
    starting = say(
        "Montenegro: patrol of the lagoon (EUR 2 million), to start in April 2030.",
        status=PLANNED,
        partners=("ME",),
        deadlines=(APRIL,),
    )
    both = say(
        "Albania (EUR 3 million) and Montenegro (EUR 2 million): patrols of the lagoon, both running.",
        status=ONGOING,
        partners=("AL", "ME"),
    )
    found = {change.kind: change for change in changes((running, starting), (both,))}
    assert [quote.text for quote in found["item.progressed"].before.quotes] == [starting.text]
    assert "deadline.passed" not in found


def test_the_later_step_of_what_was_done_before_has_a_day_that_moves():
    said = "The contract for the ladders of Senj was signed in January 2030, with delivery by {}."
    before, after = (
        say(said.format(day.quote), status=DONE, deadlines=(day,), dates=(on("2030-01-05", quote="January"),))
        for day in (MAY, DECEMBER)
    )
    assert [c.kind for c in changes((before,), (after,))] == ["deadline.passed", "deadline.moved"]


def test_what_is_done_sets_the_day_of_its_next_step_where_none_was_told():
    before = say("The rules for mooring at Senj are before the harbour council.")
    text = "The rules for mooring at Senj were adopted on 3 May 2030 and are to apply from December 2030."
    adopted = on("2030-05-03", quote="3 May 2030")
    after = say(text, status=DONE, deadlines=(DECEMBER,), dates=(adopted,))
    assert [c.kind for c in changes((before,), (after,))] == ["item.completed", "deadline.set"]


def test_what_is_done_now_has_no_day_that_moves():
    before = say("The ladders of Senj are to be delivered by May 2030.", status=PLANNED, deadlines=(MAY,))
    text = "The ladders of Senj were delivered; the guarantee holds until December 2030."
    assert [c.kind for c in changes((before,), (say(text, status=DONE, deadlines=(DECEMBER,)),))] == [
        "item.completed"
    ]
