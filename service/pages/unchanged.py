"""The measures of two letters in which nothing moved: what stands as it stood."""

from __future__ import annotations

from dataclasses import dataclass

from diffing.comparison import Comparison
from service.addresses import link_path

__all__ = ["Unchanged", "unchanged_measures"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The newer letter's words for a measure, blanks made single, and the page that shows both letters'."""

    text: str
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
    said = {statement.id: statement.text for statement in comparison.new.statements}
    return tuple(
        Unchanged(
            text=" ".join(said[link.after[0]].split()),
            path=link_path(old, new, link.before[0], link.after[0]),
        )
        for link in comparison.alignments
        if changed.isdisjoint({*((old, one) for one in link.before), *((new, one) for one in link.after)})
    )
