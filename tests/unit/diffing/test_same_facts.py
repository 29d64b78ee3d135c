"""Other words are the same facts only where the newer letter tells nothing that the older does not know."""

import pytest
from compared_letters import COMPANY, count, due, eur, newer, older, on, say

from diffing.compare_letters import compare_letters
from snapshots.letter import Kind, Status

PLANNED, ONGOING, DONE = Status.PLANNED, Status.ONGOING, Status.DONE
WATER = "The water board of Osijek"


def kinds(before, after):
    """The kinds of all changes of two letters that share the company and differ in one statement."""
    return [
        change.kind for change in compare_letters(older(*COMPANY, before), newer(*COMPANY, after)).changes
    ]


def test_what_has_happened_since_the_older_letter_is_no_rewording():
    before = say(f"{WATER} talks with three villages about a shared well.")
    same = say(f"Talks of {WATER} with three villages on a well that they share go on.")
    since = say(
        f"Talks of {WATER} with three villages on a well that they share go on; they met on 4 May 2030.",
        dates=(on("2030-05-04"),),
    )
    assert kinds(before, same) == ["item.reworded"]
    assert "item.reworded" not in kinds(before, since)


@pytest.mark.parametrize("fact", [{"quantities": (count(19, "courses"),)}, {"amounts": (eur(6),)}])
def test_a_figure_that_the_older_letter_does_not_have_is_no_rewording(fact):
    before = say(f"{WATER} is teaching farmers how to irrigate at night.")
    after = say(f"How to irrigate at night is being taught to farmers by {WATER}, and much besides.", **fact)
    assert "item.reworded" not in kinds(before, after)


def test_a_figure_that_both_letters_have_may_be_reworded():
    before = say(f"{WATER} teaches 19 courses in night irrigation.", quantities=(count(19, "courses"),))
    after = say(f"19 night irrigation courses are given by {WATER}.", quantities=(count(19, "courses"),))
    assert kinds(before, after) == ["item.reworded"]


def test_what_was_done_and_goes_on_from_there_is_no_rewording():
    before = say(f"{WATER} presented its plan for the dykes along the Drava.", status=DONE)
    retold = say(f"The plan for the dykes along the Drava was presented by {WATER}.", status=DONE)
    carried_out = say(f"The plan for the dykes along the Drava by {WATER} is being carried out.")
    assert kinds(before, retold) == ["item.reworded"]
    assert "item.reworded" not in kinds(before, carried_out)


def test_a_promise_of_which_a_part_is_kept_is_under_way_though_its_day_lies_ahead():
    day = due("2030-12-12", quote="by 12 December 2030")
    before = say(
        "The municipalities are to file their flood plans by 12 December 2030.",
        status=PLANNED,
        deadlines=(day,),
    )
    after = say(
        "Nine municipalities have so far filed their flood plans, which are due by 12 December 2030.",
        status=ONGOING,
        deadlines=(day,),
        quantities=(count(9, "municipalities"),),
    )
    assert kinds(before, after)[0] == "item.progressed"


def test_a_share_of_a_programme_that_is_contracted_is_a_figure_and_no_signature():
    words = f"{WATER} has a programme of EUR 40 million, of which EUR {{}} million have been contracted."
    before, after = (
        say(
            words.format(share),
            status=status,
            kind=Kind.CONTRACT,
            amounts=(eur(40), eur(share, role="contracted")),
        )
        for share, status in ((12, ONGOING), (25, DONE))
    )
    assert kinds(before, after) == ["amount.changed"]
