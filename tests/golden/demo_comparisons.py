"""The demo letters compared pair by pair, and what they were written to show: tests/golden/demo/."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from read_demo import read_demo

from diffing.change_json import comparison_to_json
from diffing.compare_letters import compare_letters
from diffing.comparison import Comparison
from diffing.items import follow_items, item_ids
from snapshots.letter import Letter

TRUTH = Path(__file__).parent / "demo"
PAIRS = sorted(path.stem for path in TRUTH.glob("*.toml"))


@cache
def letters() -> dict[str, Letter]:
    return {letter.date.isoformat(): letter for letter in read_demo()}


@cache
def comparison(pair: str) -> Comparison:
    old, new = pair.split("..")
    ids = item_ids(follow_items(tuple(letters().values())))
    return compare_letters(letters()[old], letters()[new], item_ids=ids)


@cache
def changes(pair: str) -> list[dict[str, Any]]:
    return comparison_to_json(comparison(pair))["changes"]


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
