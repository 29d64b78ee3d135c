"""What those are asked for whom the letter is written to is a measure where a day is named."""

import pytest
from compared_letters import COMPANY, due, newer, older, say

from diffing.compare_letters import compare_letters
from snapshots.letter import Column, Kind, Status

BY_THEN = (due("2030-09-01", quote="by 1 September"),)
ASKED = (
    "I would ask you to name a harbour master for the drill by 1 September.",
    "May I ask for your tables of tides by 1 September?",
    "Please let us have the list of moorings by 1 September.",
    "You are invited to say by 1 September whom you will send.",
    "I urge each mayor, and I call on you, to settle the fees by 1 September.",
)


def kinds_of_new(text, **facts):
    facts = {"column": Column.BODY, "status": Status.PLANNED, "kind": Kind.OTHER} | facts
    asked = say(text, part=None, topic=None, **facts)
    return [change.kind for change in compare_letters(older(*COMPANY), newer(*COMPANY, asked)).changes]


@pytest.mark.parametrize("text", ASKED)
def test_a_new_request_with_a_day_is_added_with_its_deadline(text) -> None:
    assert kinds_of_new(text, deadlines=BY_THEN) == ["item.added", "deadline.set"]


@pytest.mark.parametrize("text", ASKED)
def test_without_a_day_it_only_exhorts(text) -> None:
    assert kinds_of_new(text.replace("by 1 September", "soon"), deadlines=(due(None, quote="soon"),)) == []


def test_what_nobody_is_asked_for_is_none() -> None:
    assert kinds_of_new("I shall come back to all this by 1 September.", deadlines=BY_THEN) == []


@pytest.mark.parametrize(
    "text",
    [
        "On my side, I shall present a strategy for small harbours by 1 September.",
        "I will also put forward a list of moorings by 1 September.",
    ],
)
def test_what_the_writer_is_to_do_by_a_day_is_added_with_its_deadline(text) -> None:
    assert kinds_of_new(text, deadlines=BY_THEN) == ["item.added", "deadline.set"]
    assert kinds_of_new(text, deadlines=(due(None, quote="soon"),)) == []


@pytest.mark.parametrize(
    "text",
    [
        "I  will\nshortly propose a list of moorings by 1 September.",  # lines that break anywhere
        "I SHALL set\u00a0up a board for moorings by 1 September.",
    ],
)
def test_a_promise_is_found_however_it_is_set(text) -> None:
    assert kinds_of_new(text, deadlines=BY_THEN) == ["item.added", "deadline.set"]


def test_an_adverb_may_stand_in_a_promise_and_no_other_word() -> None:
    text = "I shall {} publish a list of moorings by 1 September."
    assert kinds_of_new(text.format("therefore"), deadlines=BY_THEN) == ["item.added", "deadline.set"]
    assert kinds_of_new(text.format("ask all ports to"), deadlines=BY_THEN) == []
