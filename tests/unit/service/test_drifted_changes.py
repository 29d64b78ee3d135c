"""A promise that drifted is shown with both sides' words, and is what the API says it sends."""

import pytest
from change_examples import change
from compared_letters import COMPANY, due, newer, older, say
from pydantic import TypeAdapter

from diffing.change_json import change_to_json
from diffing.compare_letters import compare_letters
from service.routes.change_models import ChangeOut
from service.showing.change_card import change_card
from snapshots.facts.commitment import read_commitment
from snapshots.letter import Column, Status

DRIFT = {
    "before": {"strength": "will", "quote": "will\nbe mended"},
    "after": {"strength": "expected", "quote": "should be mended"},
    "direction": "weakened",
}


def promise(text, **facts):
    commitment = read_commitment(text, column=Column.NEXT_STEPS)
    return say(text, status=Status.PLANNED, partners=("HR",), commitment=commitment, **facts)


def test_a_card_has_the_words_of_both_promises():
    (row,) = change_card(change(facts={"commitment": DRIFT})).facts
    assert (row.name, row.before, row.after, row.difference) == (
        "Promise",
        "“will be mended”",
        "“should be mended”",
        "weakened",
    )


def test_a_card_without_a_drift_has_no_such_row():
    assert change_card(change()).facts == ()


@pytest.mark.parametrize(
    "deadlines", [(None, None), ("2030-07-31", None), (None, "2030-07-31"), ("2030-05-31", "2030-09-30")]
)
def test_a_change_that_tells_a_drift_has_the_shape_that_the_api_describes(deadlines):
    first, second = ((due(day),) if day else () for day in deadlines)
    before = promise("The wall at Zadar will be mended.", deadlines=first)
    after = promise("The wall at Zadar is expected to be mended.", deadlines=second)
    found = compare_letters(older(*COMPANY, before), newer(*COMPANY, after)).changes
    told = [change_to_json(one) for one in found]
    assert sum("commitment" in one["facts"] for one in told) == 1
    for one in told:
        TypeAdapter(ChangeOut).validate_python(one)
