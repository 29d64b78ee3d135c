"""The demo letters show what they were written to show: tests/golden/demo/ says what that is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from demo_comparisons import PAIRS, changes, letters, shows, truth, words

from diffing.changes.typed_changes import KINDS

COSMETIC = {"item.reworded", "item.moved"}

EXPECTED = [(pair, number) for pair in PAIRS for number in range(len(truth(pair)["change"]))]
STANDING = [(pair, stands["words"]) for pair in PAIRS for stands in truth(pair)["stands"]]


def test_the_truth_speaks_of_every_successive_pair() -> None:
    dates = sorted(letters())
    assert [f"{old}..{new}" for old, new in pairwise(dates)] == PAIRS


def test_the_last_pair_was_written_to_show_every_kind_of_change() -> None:
    assert {change["kind"] for change in truth(PAIRS[-1])["change"]} == set(KINDS)


@pytest.mark.parametrize(("pair", "number"), EXPECTED)
def test_what_was_written_to_move_is_found_to_have_moved(pair: str, number: int) -> None:
    expected = truth(pair)["change"][number]
    alike = [change for change in changes(pair) if change["kind"] == expected["kind"]]
    assert [change for change in alike if shows(expected, change)], (expected, [c["sentence"] for c in alike])


@pytest.mark.parametrize(("pair", "standing"), STANDING)
def test_what_stands_as_it_stood_has_no_change_that_matters(pair: str, standing: str) -> None:
    moved = [
        change["sentence"]
        for change in changes(pair)
        if change["kind"] not in COSMETIC
        and (standing in words(change["before"]) or standing in words(change["after"]))
    ]
    assert moved == []


def test_every_demo_letter_says_that_it_is_one() -> None:
    assert [date for date, letter in letters().items() if "DEMONSTRATION LETTER" not in letter.text] == []
