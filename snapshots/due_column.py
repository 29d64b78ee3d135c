"""A column of dates beside the next steps: each date goes to the step that it stands beside.

Bullets pair with bullets when there are as many; otherwise all dates belong to the last step of the row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from snapshots.inline_bullets import find_inline_bullets
from snapshots.passages import Stretch
from snapshots.sentences import trimmed

__all__ = ["with_due"]


def with_due(text: str, steps: list[Stretch], dates: list[Stretch]) -> list[Stretch]:
    """The steps with their dates behind them, marked `due`; dates beside no step stand as they are."""
    if not steps:
        return dates
    single_steps = [part for stretch in steps for part in _items(text, stretch)]
    single_dates = [part for stretch in dates for part in _items(text, stretch)]
    if len(single_steps) == len(single_dates):
        pairs = zip(single_steps, single_dates, strict=True)
        return [stretch for step, date in pairs for stretch in (step, _due(date))]
    return [*steps, *map(_due, single_dates)]


def _due(date: Stretch) -> Stretch:
    return replace(date, due=True, joins=True, level=0, heading=False)


def _items(text: str, stretch: Stretch) -> Iterator[Stretch]:
    """The stretch itself, or one for each of the bullets inside it."""
    words = text[stretch.span.start : stretch.span.end]
    bullets = find_inline_bullets(words)
    edges = [*((b.start, b.end) for b in bullets), (len(words), len(words))]
    if not bullets or bullets[0].start > 0:
        yield stretch
        return
    for index, ((_, begin), (end, _)) in enumerate(pairwise(edges)):
        span = trimmed(text, stretch.span.start + begin, stretch.span.start + end)
        if span:
            level = bullets[index].level
            yield replace(stretch, span=span, level=level, joins=stretch.joins and index == 0)
