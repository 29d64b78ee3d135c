"""What became of promises: each outcome by the words of two letters, and figures that count them."""

from datetime import date
from itertools import pairwise

import pytest
from compared_letters import COMPANY, due, letter, newer, older, on, say

from diffing.compare_letters import compare_letters
from diffing.items import follow_items, item_ids
from diffing.outcomes.promises import InTime, Outcome, read_promises
from diffing.outcomes.slippage import by_slip, read_slippage
from diffing.outcomes.slippage_json import slippage_to_json
from snapshots.letter import Certainty, Column, Status

DREDGER = "The dredger for the port of Cres"
BEFORE, MIDDLE, AFTER = date(2030, 3, 1), date(2030, 6, 15), date(2030, 9, 1)


def planned(text=f"{DREDGER} will be delivered.", *deadlines, **facts):
    return say(text, status=Status.PLANNED, partners=("HR",), deadlines=deadlines, **facts)


def done(text=f"{DREDGER} was delivered.", *dates, **facts):
    return say(text, status=Status.DONE, partners=("HR",), dates=dates, **facts)


def promise(before, *after):
    """The one promise of an older letter that says `before`, followed by a newer one."""
    comparison = compare_letters(older(*COMPANY, before), newer(*COMPANY, *after))
    found = [one for one in read_promises(comparison) if "Cres" in one.before.quotes[0].text]
    (one,) = found
    return one


@pytest.mark.parametrize(
    ("deadline", "days", "expected"),
    [
        (due("2030-12-31"), (), InTime.MET),
        (due("2030-05-31"), (on("2030-05-02"),), InTime.MET),
        (due("2030-05-31"), (on("2030-06-03"),), InTime.LATE),
        (due("2030-05-31"), (), InTime.UNDATED),
        (due("2030-05-31"), (due("2030-06-15", "2030-05-01"),), InTime.UNDATED),
        (due("2030-05-31"), (on("2029-05-02"),), InTime.UNDATED),
        (due("2030-05-31"), (on("2030-05-02"), on("2030-06-03")), InTime.UNDATED),
    ],
)
def test_what_is_done_was_in_time_where_the_letters_tell_so(deadline, days, expected):
    kept = promise(
        planned(f"{DREDGER} will be delivered.", deadline), done(f"{DREDGER} was delivered.", *days)
    )
    assert (kept.outcome, kept.in_time) == (Outcome.KEPT, expected)


@pytest.mark.parametrize(
    ("before", "after", "outcome", "days"),
    [
        (due("2030-07-31"), due("2030-09-30"), Outcome.SLIPPED, (61, 61)),
        (due("2030-09-30", "2030-07-01"), due("2031-12-31", "2031-01-01"), Outcome.SLIPPED, (184, 457)),
        (due("2030-12-31"), due("2030-10-31"), Outcome.BROUGHT_FORWARD, (-61, -61)),
        (due("2030-12-31", "2030-01-01"), on("2030-10-31"), Outcome.NARROWED, (-61, 303)),
        (due("2030-12-31"), due("2030-12-31", "2030-12-01"), Outcome.NARROWED, (0, 0)),
    ],
)
def test_a_deadline_that_moves_is_told_by_its_last_day(before, after, outcome, days):
    moved = promise(
        planned(f"{DREDGER} will be delivered.", before), planned(f"{DREDGER} will be delivered.", after)
    )
    assert (moved.outcome, (moved.shift.least, moved.shift.most)) == (outcome, days)
    assert (moved.deadline, moved.deadline_after) == (before, after)


def test_a_deadline_that_is_to_be_confirmed_now_is_no_longer_a_day():
    tbc = due(None, certainty=Certainty.TBC)
    was = planned(f"{DREDGER} will be delivered.", due("2030-12-31"))
    assert promise(was, planned(f"{DREDGER} will be delivered.", tbc)).outcome is Outcome.BECAME_TBC


def test_a_deadline_that_is_no_longer_named_is_removed():
    was = planned(f"{DREDGER} will be delivered.", due("2030-12-31"))
    assert promise(was, planned()).outcome is Outcome.REMOVED


def test_a_deadline_that_went_by_unreported_is_passed():
    was = planned(f"{DREDGER} will be delivered.", due("2030-04-30"))
    assert promise(was, planned(f"{DREDGER} will be delivered.", due("2030-04-30"))).outcome is Outcome.PASSED


def test_what_is_no_longer_mentioned_is_said_to_be_so():
    gone = promise(planned(f"{DREDGER} will be delivered.", due("2030-12-31")))
    assert (gone.outcome, gone.after) == (Outcome.UNMENTIONED, None)


def test_what_stands_as_it_stood_is_open():
    was = planned(f"{DREDGER} will be delivered.", due("2030-12-31"))
    still = promise(was, was)
    assert (still.outcome, still.changes) == (Outcome.OPEN, ())


def test_what_is_done_is_no_promise():
    comparison = compare_letters(older(*COMPANY, done()), newer(*COMPANY, done()))
    assert [one for one in read_promises(comparison) if "Cres" in one.before.quotes[0].text] == []


def test_an_argument_of_the_letter_proper_is_no_promise():
    argues = say("We must all do more.", status=Status.PLANNED, column=Column.BODY, part=None, topic=None)
    comparison = compare_letters(older(*COMPANY, argues), newer(*COMPANY))
    assert [one for one in read_promises(comparison) if "do more" in one.before.quotes[0].text] == []


def series_of(*letters):
    dated = [letter(*COMPANY, *said, written=day) for said, day in letters]
    ids = item_ids(follow_items(dated))
    return read_slippage([compare_letters(a, b, item_ids=ids) for a, b in pairwise(dated)], item_ids=ids)


def thrice():
    """A promise that slips twice, beside one that is new in the last letter."""
    text = f"{DREDGER} will be delivered."
    return series_of(
        ([planned(text, due("2030-07-31"))], BEFORE),
        ([planned(text, due("2030-08-31"))], MIDDLE),
        (
            [
                planned(text, due("2030-12-31")),
                planned("A school of navigation for Split will open.", due("2031-01-31")),
            ],
            AFTER,
        ),
    )


def test_slips_of_one_item_add_up_through_the_letters():
    slippage = thrice()
    (item,) = {one.item for one in slippage.promises if one.deadline}
    assert [one.outcome for one in slippage.by_item[item].moved] == [Outcome.SLIPPED, Outcome.SLIPPED]
    assert slippage.by_item[item].days == (31 + 122, 31 + 122)
    assert slippage.by_partner["HR"].days == slippage.total.days == (153, 153)
    assert [len(figures.moved) for figures in slippage.by_letter.values()] == [1, 1]
    assert slippage.by_part["HARBOURS"].days == (153, 153)


def test_an_open_step_is_as_old_as_the_letter_that_promised_it_first():
    steps = [step for step in thrice().open_steps if "HR" in step.partners]
    assert [(step.letters, step.days, len(step.moved)) for step in steps] == [(2, 184, 2), (0, 0, 0)]


def test_promises_are_sorted_by_how_far_they_slipped():
    first, second = by_slip(thrice().promises)[:2]
    assert (first.shift.most, second.shift.most) == (122, 31)


def test_a_figure_in_json_lists_the_places_of_its_promises():
    told = slippage_to_json(thrice())
    assert [told["promises"][at]["days"] for at in told["total"]["moved"]] == [[31, 31], [122, 122]]


def test_letters_that_do_not_correspond_have_no_promises_and_a_note():
    others = [say(f"Word{at} thing{at} is {at} times done{at}.") for at in range(20)]
    comparison = compare_letters(older(*COMPANY, *COMPANY, planned()), newer(*others))
    slippage = read_slippage([comparison])
    assert (slippage.promises, slippage.notes) == ((), (comparison.summary.note,))
