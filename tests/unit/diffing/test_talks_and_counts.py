"""Talks that were held go on; things that are counted under several names are one."""

import pytest
from compared_letters import COMPANY, count, newer, older, on, say

from diffing.compare_letters import compare_letters
from diffing.words.terms import similar_units
from snapshots.letter import Kind, Status

ON = "the ferry line to Narvia"


def kinds(before, after):
    changes = compare_letters(older(*COMPANY, before), newer(*COMPANY, after)).changes
    return [change.kind for change in changes if change.kind != "item.reworded"]


def talks(text, status, **facts):
    return say(text, status=status, kind=Kind.AGREEMENT, **facts)


@pytest.mark.parametrize(
    ("was", "told"),
    [
        (talks(f"Negotiations on {ON} are suspended.", Status.ON_HOLD), ["item.progressed"]),
        (talks(f"Negotiations on {ON} are under way.", Status.ONGOING), []),
    ],
)
@pytest.mark.parametrize("held", ["a third round was held on 4 May", "a further session took place on 4 May"])
def test_a_round_that_was_held_does_not_end_talks(was, told, held) -> None:
    now = talks(f"Negotiations on {ON}: {held}.", Status.DONE, dates=(on("2030-05-04"),))
    assert kinds(was, now) == told


@pytest.mark.parametrize("status", [Status.ON_HOLD, Status.ONGOING])
def test_a_word_of_their_end_does(status) -> None:
    was = talks(f"Negotiations on {ON} are told of.", status)
    last = talks(f"Negotiations on {ON} were concluded when a round was held on 4 May.", Status.DONE)
    assert kinds(was, last) == ["item.completed"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("households", "homes"),
        ("families", "low-income households"),
        ("pupils", "students"),
        ("beds", "places"),
    ],
)
def test_counts_under_several_names_are_one(one, other) -> None:
    before = say(f"The flood alarm reaches 41 000 {one}.", quantities=(count(41_000, one),))
    after = say(f"The flood alarm reaches 56 500 {other}.", quantities=(count(56_500, other),))
    assert kinds(before, after) == ["quantity.changed"]


def test_what_stands_for_something_else_beside_the_noun_counts_nothing_alike() -> None:
    assert set(similar_units("home guards")).isdisjoint(similar_units("households"))
    assert similar_units("") == ()
