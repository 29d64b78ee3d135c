"""The walls between columns that no rule draws: where the room between their headings stays white below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from snapshots.layout.pdf_heading_rows import HeadingCell
from snapshots.layout.pdf_lines import Line
from snapshots.layout.pdf_page import Word

__all__ = ["column_walls", "crosses"]

# In parts of the font size. Narrower white is what lines of one column have in common by chance.
_NARROWEST = 0.5
# In wider white the column on the left has short lines; the one on the right begins where the white ends, and
# cells are padded by half a size or so.
_WIDEST = 3.0
_PADDING = 0.6
# A word belongs to both sides of a wall that it reaches over by more than the blur of a scan; words nearer to
# each other than columns are stand on one line.
_REACH = 0.3
_NEAR = 0.55


def column_walls(cells: Sequence[HeadingCell], words: Sequence[Word], *, size: float) -> tuple[float, ...]:
    """The places of the walls between the headed columns, from left to right, given the words below."""
    return tuple(
        _wall(
            left.right, right.left, [w for w in words if w.right > left.right and w.left < right.left], size
        )
        for left, right in pairwise(cells)
    )


def _wall(start: float, end: float, words: Iterable[Word], size: float) -> float:
    """The middle of the widest stretch that the fewest words stand in; near its end when it is very wide."""
    stretches = list(_covered(start, end, words))
    wide = [s for s in stretches if s[1] - s[0] >= _NARROWEST * size] or stretches
    fewest = min(count for _, _, count in wide)
    left, right, _ = max((s for s in wide if s[2] == fewest), key=lambda s: (s[1] - s[0], s[1]))
    return right - _PADDING * size if right - left > _WIDEST * size else (left + right) / 2


def _covered(start: float, end: float, words: Iterable[Word]) -> Iterator[tuple[float, float, int]]:
    """From where to where the same number of words stand between two places, and how many they are."""
    steps = [(start, 0), (end, 0)]
    for word in words:
        steps += ((max(word.left, start), 1), (min(word.right, end), -1))
    count = 0
    for (place, step), (following, _) in pairwise(sorted(steps)):
        count += step
        if following > place:
            yield place, following, count


def crosses(line: Line, walls: Iterable[float]) -> bool:
    """Whether the words of a line run on over one of the walls."""
    return any(_crosses(line, wall) for wall in walls)


def _crosses(line: Line, wall: float) -> bool:
    reach = _REACH * line.size
    if any(word.left < wall - reach and word.right > wall + reach for word in line.words):
        return True
    return any(
        before.right <= wall + reach
        and after.left >= wall - reach
        and after.left - before.right < _NEAR * line.size
        for before, after in pairwise(line.words)
        if _middle(before) < wall <= _middle(after)
    )


def _middle(word: Word) -> float:
    return (word.left + word.right) / 2
