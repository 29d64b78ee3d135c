"""The measures of two letters in which nothing moved: what goes on without a change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diffing.comparison import Comparison
from service.addresses import link_path
from snapshots.letter import Statement

__all__ = ["Unchanged", "unchanged_measures"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The newer letter's words for a measure, blanks made single, and the page that shows both letters'.

    `reworded` says that the older letter's words are others: no change that is told was found in them, which
    is less than that there is none.
    """

    text: str
    reworded: bool
    path: str


def unchanged_measures(comparison: Comparison) -> tuple[Unchanged, ...]:
    """In the newer letter's reading order: links of which no change speaks, cosmetic ones included."""
    changed = {
        (side.letter, statement)
        for change in comparison.changes
        for side in (change.before, change.after)
        if side is not None
        for statement in side.statements
    }
    old, new = comparison.old.key, comparison.new.key
    was = _words_of(comparison.old.statements)
    said = _words_of(comparison.new.statements)
    return tuple(
        Unchanged(
            text=said[link.after[0]],
            reworded={was[one] for one in link.before} != {said[one] for one in link.after},
            path=link_path(old, new, link.before[0], link.after[0]),
        )
        for link in comparison.alignments
        if changed.isdisjoint({*((old, one) for one in link.before), *((new, one) for one in link.after)})
    )


def _words_of(statements: Iterable[Statement]) -> dict[str, str]:
    """By id, what each statement says, blanks made single: a line that broke elsewhere is no other word."""
    return {one.id: " ".join(one.text.split()) for one in statements}
