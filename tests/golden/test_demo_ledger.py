"""The ledger of a demo letter is the one that was read from it by hand: tests/golden/ledgers/."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from diffing.money.ledger import read_ledger
from diffing.money.ledger_json import ledger_to_json
from service.demo.demo_letters import DEMO_SERIES, demo_letters
from snapshots.read_letter import read_letter

DAY = "2024-10-16"
TRUTH = tomllib.loads((Path(__file__).parent / "ledgers" / f"{DAY}.toml").read_text("utf-8"))


def ledger() -> dict[str, Any]:
    demo = next(one for one in demo_letters() if DAY in one.filename)
    return ledger_to_json(read_ledger(read_letter(demo.data, filename=demo.filename, series=DEMO_SERIES)))


def test_totals_and_their_words_are_those_that_were_read_by_hand() -> None:
    told = ledger()["totals"]
    for expected, found in zip(TRUTH["total"], told, strict=True):
        assert {name: found[name] for name in ("partners", "stage", "value")} == {
            name: expected[name] for name in ("partners", "stage", "value")
        }
        for words, line in zip(expected["words"], found["lines"], strict=True):
            assert words in line["sentence"]
            assert line["quote"] in words


def test_envelopes_are_those_that_were_read_by_hand() -> None:
    told = [
        {
            "whole": one["whole"]["value"],
            "parts": [part["value"] for part in one["parts"]],
            "unexplained": one["unexplained"],
        }
        for one in ledger()["envelopes"]
    ]
    assert told == TRUTH["envelope"]


def test_nothing_else_stands_apart_and_the_whole_is_the_sum() -> None:
    told = ledger()
    apart = ("repeated", "so_far", "former", "limit", "per_unit", "unreadable")
    assert [told[place] for place in apart] == [[]] * len(apart)
    assert {one["currency"]: one["value"] for one in told["sums"]} == TRUTH["sums"]
