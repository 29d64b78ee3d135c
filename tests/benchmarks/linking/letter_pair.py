"""The values and the JSON of the benchmark: two letters, what is true of them, what a linker says. README.md has the format."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

__all__ = ["Said", "Told", "Truth", "TwoLetters", "from_json", "to_json"]

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One statement as a linker gets it: its words and where it stands. `id` is unique within its letter."""

    id: str
    text: str
    column: str
    part: str | None
    priority: str | None
    topic: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is true of two letters.

    `pairs` are all pairs of statements on one measure; `optional` may be linked or not. `moved` are those of `pairs`
    that stand under another part or priority, or in another column, of the annex. `unmentioned` are the statements of
    the older letter that were open and of which the newer says nothing; `closed` those that were done, so that nobody
    misses them. `resumed` are the statements of the newer letter that the older left out and an earlier one had.
    """

    pairs: frozenset[Pair]
    optional: frozenset[Pair] = frozenset()
    moved: frozenset[Pair] = frozenset()
    unmentioned: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    resumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoLetters:
    """An older letter, a newer one, and the truth."""

    name: str
    old_date: date
    new_date: date
    old: tuple[Told, ...]
    new: tuple[Told, ...]
    truth: Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a linker says: its pairs, the open statements it misses, and the pairs that it says have moved.

    `unmentioned` is None when the linker leaves it to be derived: every statement of the older letter without a pair.
    """

    pairs: frozenset[Pair]
    unmentioned: frozenset[str] | None = None
    moved: frozenset[Pair] | None = None


def to_json(letters: TwoLetters) -> dict[str, Any]:
    """Plain JSON, sorted where order means nothing."""
    return {
        "name": letters.name,
        "old": {"date": letters.old_date.isoformat(), "statements": [asdict(one) for one in letters.old]},
        "new": {"date": letters.new_date.isoformat(), "statements": [asdict(one) for one in letters.new]},
        "truth": {name: sorted(map(_plain, found)) for name, found in asdict(letters.truth).items()},
    }


def _plain(one: str | Pair) -> str | list[str]:
    return one if isinstance(one, str) else list(one)


def from_json(found: dict[str, Any]) -> TwoLetters:
    """The opposite of `to_json`; what the truth does not name is empty."""
    truth = found["truth"]
    pairs = {
        name: frozenset((a, b) for a, b in truth.get(name, ())) for name in ("pairs", "optional", "moved")
    }
    ids = {name: frozenset(truth.get(name, ())) for name in ("unmentioned", "closed", "resumed")}
    return TwoLetters(
        name=found["name"],
        old_date=date.fromisoformat(found["old"]["date"]),
        new_date=date.fromisoformat(found["new"]["date"]),
        old=tuple(Told(**one) for one in found["old"]["statements"]),
        new=tuple(Told(**one) for one in found["new"]["statements"]),
        truth=Truth(**pairs, **ids),
    )
