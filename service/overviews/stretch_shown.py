"""A stretch of a long list: so much at once as one reads, and links to what stands before it and behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["Steps", "each_once", "stretch_shown"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Where the rest of a list is: `places` as "61 to 120 of 310". All is empty where nothing is left out."""

    places: str = ""
    earlier: str = ""
    further: str = ""


def each_once(names: Iterable[str]) -> list[str]:
    """The same names, the second and further of one told apart by its number: `a`, `b`, `a.2`."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
    return found


def stretch_shown(
    rows: Sequence[T], *, first: str, most: int, name: Callable[[T], str], path: Callable[[str], str]
) -> tuple[Sequence[T], Steps]:
    """At most so many rows from the one named `first` on, or from the beginning, and the steps from there.

    `path` gives the address of the page that begins with a row, given by its name; empty for the beginning.
    """
    start = next((place for place, row in enumerate(rows) if first and name(row) == first), 0)
    shown = rows[start : start + most]
    if len(shown) == len(rows):
        return shown, Steps()
    end = start + len(shown)
    before = max(0, start - most)
    return shown, Steps(
        places=f"{start + 1:,} to {end:,} of {len(rows):,}",
        earlier=path(name(rows[before]) if before else "") if start else "",
        further=path(name(rows[end])) if end < len(rows) else "",
    )
