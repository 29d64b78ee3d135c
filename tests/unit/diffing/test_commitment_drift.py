"""A promise that is firmer or weaker now is said so, with the words of both letters, and is no minor matter."""

from typing import get_args

import pytest
from compared_letters import COMPANY, due, newer, older, say

from diffing.change_json import change_to_json
from diffing.changes.commitment_drift import drift_between
from diffing.changes.describe_change import describe
from diffing.changes.importance import ranked
from diffing.changes.typed_changes import KINDS, Change
from diffing.compare_letters import compare_letters
from snapshots.facts.commitment import read_commitment
from snapshots.letter import Column, Status

PLANNED = Status.PLANNED


def promise(text, *, status=PLANNED, **facts):
    """A next step with the promise that the reader finds in its words."""
    return say(
        text,
        status=status,
        commitment=read_commitment(text, column=Column.NEXT_STEPS),
        partners=("HR",),
        **facts,
    )


def moved(before, after):
    return compare_letters(older(*COMPANY, before), newer(*COMPANY, after)).changes


WILL = promise("The ferry lease for the isle of Cres will be signed.")
EXPECTED = promise("The ferry lease for the isle of Cres is expected to be signed.")


def test_weaker_words_are_an_item_reworded_that_is_not_hidden():
    (change,) = moved(WILL, EXPECTED)
    assert (change.kind, change.minor, change.drift.direction) == ("item.reworded", False, "weakened")
    assert "promise weakened from “will be signed” to “is expected to be signed”" in describe(change)
    assert "its promise is weakened" in ranked(change).why


def test_firmer_words_are_strengthened():
    (change,) = moved(EXPECTED, WILL)
    assert change.drift.direction == "strengthened"
    assert change.drift.rungs == 2


def test_the_facts_say_both_sides_in_their_words():
    (change,) = moved(WILL, EXPECTED)
    assert change_to_json(change)["facts"] == {
        "commitment": {
            "before": {"strength": "will", "quote": "will be signed"},
            "after": {"strength": "expected", "quote": "is expected to be signed"},
            "direction": "weakened",
        }
    }


def test_another_change_of_the_measure_tells_the_drift_and_none_is_made_for_it():
    before = promise(WILL.text, deadlines=(due("2030-07-31"),))
    after = promise(EXPECTED.text, deadlines=(due("2030-09-30"),))
    (change,) = moved(before, after)
    assert change.kind == "deadline.moved"
    assert change_to_json(change)["facts"]["commitment"]["direction"] == "weakened"
    assert change_to_json(change)["facts"]["days"] == [61, 61]


def test_one_change_of_a_measure_tells_it_and_no_more():
    before = promise(WILL.text, deadlines=(due("2030-05-31"),))
    after = promise(EXPECTED.text, deadlines=(due("2030-09-30"),))
    found = moved(before, after)
    assert {change.kind for change in found} == {"deadline.moved", "deadline.passed"}
    assert [change.kind for change in found if change.drift] == ["deadline.moved"]


def test_a_promise_that_is_kept_is_completed_and_has_not_drifted():
    done = promise("The ferry lease for the isle of Cres was signed.", status=Status.DONE)
    assert all(change.drift is None for change in moved(WILL, done))


def test_other_words_of_the_same_strength_have_not_drifted():
    (change,) = moved(WILL, promise("The ferry lease for the isle of Cres shall be signed soon."))
    assert (change.kind, change.minor, change.drift) == ("item.reworded", True, None)


def test_what_one_side_does_not_say_is_no_drift():
    assert drift_between(WILL, say("Ferry lease for the isle of Cres in June.", status=PLANNED)) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "The tide treaty should be adopted in spring.",
            "Adoption of the tide treaty in autumn, to be followed by a regatta.",
        ),
        (
            "The pact on mackerel is to be signed in Split.",
            "Croatia will host a fair for the signature of the pact.",
        ),
    ],
)
def test_promises_of_two_acts_are_not_compared(before, after):
    assert promise(before).commitment.strength is not promise(after).commitment.strength
    assert drift_between(promise(before), promise(after)) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A pilot is to join the station at Pula.", "A pilot will be posted to the station at Pula."),
        ("The buoy is due for signature in May.", "The buoy contract will be signed in June."),
        ("A school of pilots to be founded in May.", "A school of pilots in May (date tbc)."),
    ],
)
def test_one_act_in_other_words_is_compared(before, after):
    assert drift_between(promise(before), promise(after)) is not None


def test_a_drift_outranks_mere_rewording_and_more_rungs_outrank_fewer():
    explored = promise("The island will explore signing the ferry lease for the isle of Cres.")
    (two,), (many,) = moved(WILL, EXPECTED), moved(WILL, explored)
    (plain,) = moved(WILL, promise("The ferry lease for the isle of Cres shall be signed soon."))
    assert ranked(plain).importance < ranked(two).importance < ranked(many).importance


def test_a_drift_is_no_kind_of_its_own():
    assert {kind.kind for kind in get_args(Change)} == set(KINDS)
    assert not any("commitment" in kind or "drift" in kind for kind in KINDS)
