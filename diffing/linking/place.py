"""Where a statement stands in its letter, and whether two stand in the same place."""

from __future__ import annotations

from diffing.words.abbreviations import light_words
from diffing.words.stems import stem, words
from snapshots.letter import Column, Statement
from snapshots.lexicon import few_per_series

__all__ = ["Place", "elsewhere", "moved_between", "same_heading", "under_another_heading"]

Place = tuple[tuple[str, str | None], ...]

# Named once: to look a member of an enumeration up is a call, and these are asked of thousands of pairs.
_BODY = Column.BODY

# Two headings are one when so much of the shorter stands in the longer: letters reword their headings
# ("Joint work on ..." and "Strengthen joint work on ...").
_SAME_HEADING = 0.5


def elsewhere(one: Statement, other: Statement) -> bool:
    """Whether two statements of one letter stand apart: one in the body, or in another part of the annex."""
    if (one.column is _BODY) != (other.column is _BODY):
        return True
    return not same_heading(one.part, other.part)


@few_per_series(4096)
def same_heading(one: str | None, other: str | None) -> bool:
    """Whether two headings name the same thing, in these words or in similar ones."""
    if one is None or other is None:
        return one is other
    mine, theirs = _stems(one), _stems(other)
    if mine == theirs:
        return True
    fewest = min(len(mine), len(theirs))
    return fewest > 0 and len(mine & theirs) >= _SAME_HEADING * fewest


def under_another_heading(one: Statement, other: Statement) -> bool:
    """Whether both stand in the annex, under priorities that are known and do not name the same thing."""
    mine, theirs = one.priority, other.priority
    if mine is None or theirs is None or mine == theirs:
        return False
    return _BODY not in (one.column, other.column) and not same_heading(mine, theirs)


@few_per_series(1024)
def _stems(heading: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(heading) if word not in light_words())


def moved_between(before: Statement, after: Statement) -> tuple[Place, Place]:
    """What differs of part, priority and column, on either side; empty where it stands as it stood.

    A missing heading is unknown, not another one, and so is the place of what stands in the letter proper.
    """
    if _BODY in (before.column, after.column):
        return (), ()
    headings = (("part", before.part, after.part), ("priority", before.priority, after.priority))
    moved: list[tuple[str, str | None, str | None]] = [
        (name, old, new) for name, old, new in headings if old and new and not same_heading(old, new)
    ]
    if before.column is not after.column:
        moved.append(("column", before.column.value, after.column.value))
    return tuple((name, old) for name, old, _ in moved), tuple((name, new) for name, _, new in moved)
