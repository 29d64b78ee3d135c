"""A window of days drawn along an axis, with the windows that it was before, and days to compare with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from service.overviews.svg_strip import WHOLE, Arrow, Bar, Mark, Shape, Strip
from service.overviews.time_axis import Axis
from service.overviews.window_lives import WindowLife
from service.showing.plain_words import window
from snapshots.letter import TimeExpression

__all__ = ["life_strip", "window_shapes"]

_FORMER_TOP, _FORMER_HEIGHT = 3, 7
_NOW_HEIGHT = 12
_HEIGHT, _HIGHER = 24, 34
# The end of a window that is open at the other, in ten-thousandths: a few pixels.
_END = 60
_LEAST = 50
_BEYOND = 250
# More ghosts than these hide each other.
_MOST_FORMER = 3


def life_strip(
    life: WindowLife, axis: Axis, *, said_on: date, marks: Iterable[tuple[str, date]] = ()
) -> Strip:
    """The window and what it was; `said_on` is the day of the letter that says it last.

    Upright lines stand at `marks`, given (class, day), where the axis has these days.
    """
    former = [one.time for one in life.former if one.time.earliest or one.time.latest][-_MOST_FORMER:]
    height = _HIGHER if former else _HEIGHT
    top = height - _NOW_HEIGHT - 4 if former else (height - _NOW_HEIGHT) // 2
    shapes: list[Shape] = [*axis.grid()]
    shapes += [Mark(name=name, at=axis.at(day)) for name, day in marks if axis.first <= day <= axis.last]
    for time in former:
        shapes += window_shapes(
            time, axis, name="former", top=_FORMER_TOP, height=_FORMER_HEIGHT, said_on=said_on
        )
    now = life.now.time
    name = f"window {now.certainty.value}"
    shapes += window_shapes(now, axis, name=name, top=top, height=_NOW_HEIGHT, said_on=said_on)
    shapes += _slip(former, now, axis, top)
    return Strip(height=height, shapes=tuple(shapes))


def window_shapes(
    time: TimeExpression, axis: Axis, *, name: str, top: int, height: int, said_on: date
) -> Iterator[Shape]:
    """The window: a bar; with an end open, a thin line from the letter's day, or to the end of the axis.

    One that lies wholly beyond the axis is an arrow that points there.
    """
    earliest, latest = time.earliest, time.latest
    if latest is not None and latest < axis.first:
        yield Arrow(name="beyond", start=_BEYOND, end=0, top=top + height // 2)
        return
    if earliest is not None and earliest > axis.last:
        yield Arrow(name="beyond", start=WHOLE - _BEYOND, end=WHOLE, top=top + height // 2)
        return
    words = window(earliest, latest)
    middle = top + height // 2 - 1
    if earliest is not None and latest is not None:
        yield _bar(name, (axis.at(earliest), axis.behind(latest)), top, height, words)
    elif latest is not None:
        end = axis.behind(latest)
        start = min(axis.at(said_on), end)
        yield _bar(f"{name} open", (start, end), middle, 2, words)
        yield _bar(f"{name} end", (max(end - _END, 0), end), top, height, words)
    elif earliest is not None:
        start = axis.at(earliest)
        yield _bar(f"{name} open", (start, WHOLE), middle, 2, words)
        yield _bar(f"{name} end", (start, min(start + _END, WHOLE)), top, height, words)


def _bar(name: str, ends: tuple[int, int], top: int, height: int, words: str) -> Bar:
    """A bar that is seen: one of a day is a few pixels wide, and one beyond the axis stands at its end."""
    left = min(ends[0], WHOLE - _LEAST)
    return Bar(name=name, left=left, width=max(ends[1] - left, _LEAST), top=top, height=height, title=words)


def _slip(former: list[TimeExpression], now: TimeExpression, axis: Axis, top: int) -> Iterator[Shape]:
    """An arrow from the last end of what it was to that of what it is."""
    if not former:
        return
    old, new = former[-1].latest or former[-1].earliest, now.latest or now.earliest
    inside = any(day is not None and axis.first <= day <= axis.last for day in (old, new))
    if inside and old is not None and new is not None and old != new:
        yield Arrow(name="slip", start=axis.behind(old), end=axis.behind(new), top=top - 4)
