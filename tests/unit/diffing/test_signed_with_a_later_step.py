"""A contract that was to be signed and is signed is completed, whatever comes after it has a day of its own."""

from dataclasses import replace

import pytest
from compared_letters import COMPANY, NEW_DATE, OLD_DATE, letter, say

from diffing.compare_letters import compare_letters
from snapshots.joined_text import join_spans
from snapshots.letter import Column, Span
from snapshots.read_facts import with_facts


def read(text, written, column):
    bare = replace(say(text, column=column), spans=(Span(start=0, end=len(text)),))
    return with_facts(bare, join_spans(text, bare.spans), written_on=written, heading_partners=())


def kinds(before, after):
    was = read(before, OLD_DATE, Column.NEXT_STEPS)
    now = read(after, NEW_DATE, Column.ONGOING)
    both = letter(*COMPANY, was), letter(*COMPANY, now, written=NEW_DATE)
    return {change.kind for change in compare_letters(*both).changes}


SIGNED = "The contract for the dredger of Varna was signed on 20 May 2030"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Signature of the contract for the dredger of Varna by May 2030.",
            f"{SIGNED}, with delivery in March 2031.",
        ),
        (
            "The contract for the dredger of Varna is to be signed by the end of May 2030 and carried out by 2032.",
            f"{SIGNED} and will be carried out by the end of 2032.",
        ),
        (
            "The contract for the dredger of Varna is to be signed.",
            f"{SIGNED}; the works will begin in September 2030.",
        ),
    ],
)
def test_the_signature_that_was_promised_completes_it(before, after) -> None:
    told = kinds(before, after)
    assert {"contract.signed", "item.completed"} <= told
    assert told.isdisjoint({"deadline.passed", "deadline.moved"})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Two contracts for dredgers of Varna are to be signed by the end of May 2030.",
            "The first contract for dredgers of Varna was signed on 20 May 2030; the second is to be signed by the end of 2030.",
        ),
        (
            "The dredger of Varna is to be delivered by the end of May 2030.",
            f"{SIGNED}; it will be delivered by the end of 2031.",
        ),
    ],
)
def test_another_signature_or_another_act_that_lies_ahead_leaves_it_open(before, after) -> None:
    told = kinds(before, after)
    assert "item.completed" not in told
    assert {"contract.signed", "deadline.moved"} <= told
