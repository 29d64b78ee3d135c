"""The demo letters show what they were written to show: tests/golden/demo/ says what that is."""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from diffing.change_json import comparison_to_json
from diffing.compare_letters import compare_letters
from diffing.items import follow_items, item_ids
from diffing.typed_changes import KINDS
from service.demo.demo_letters import DEMO_SERIES, demo_letters
from snapshots.letter import Letter
from snapshots.read_letter import read_letter

TRUTH = Path(__file__).parent / "demo"
PAIRS = sorted(path.stem for path in TRUTH.glob("*.toml"))
COSMETIC = {"item.reworded", "item.moved"}


@cache
def letters() -> dict[str, Letter]:
    read = (read_letter(demo.data, filename=demo.filename, series=DEMO_SERIES) for demo in demo_letters())
    return {letter.date.isoformat(): letter for letter in read}


@cache
def changes(pair: str) -> list[dict[str, Any]]:
    old, new = pair.split("..")
    ids = item_ids(follow_items(tuple(letters().values())))
    return comparison_to_json(compare_letters(letters()[old], letters()[new], item_ids=ids))["changes"]


@cache
def truth(pair: str) -> dict[str, Any]:
    return tomllib.loads((TRUTH / f"{pair}.toml").read_text("utf-8"))


def words(side: dict[str, Any] | None) -> str:
    return " ".join(" ".join(q["quote"] for q in side["quotes"]).split()) if side else ""


def agrees(expected: Any, found: Any) -> bool:
    """Everything that is expected is found; numbers agree however they are written."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(
            agrees(value, found.get(key)) for key, value in expected.items()
        )
    return str(expected) == str(found)


def shows(expected: dict[str, Any], change: dict[str, Any]) -> bool:
    return (
        change["kind"] == expected["kind"]
        and expected.get("before", "") in words(change["before"])
        and expected.get("after", "") in words(change["after"])
        and set(expected.get("partners", ())) <= set(change["partners"])
        and agrees(expected.get("facts", {}), change["facts"])
    )


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
