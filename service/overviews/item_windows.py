"""The deadlines of one item through the letters, along one axis: a row for each window of each letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from service.addresses import letter_path
from service.overviews.svg_strip import write_strip
from service.overviews.time_axis import Axis, axis_over
from service.overviews.window_lives import WindowLife, window_lives
from service.overviews.window_strip import life_strip
from service.pages.shown_values import time_words
from service.projections.items import Mention
from service.showing.plain_words import letter_name, slip

__all__ = ["ItemWindows", "WindowRow", "item_windows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRow:
    """A window that a letter names, and how far that is from what the letter before said, if it is."""

    name: str
    path: str
    words: str
    slip: str
    strip: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWindows:
    """All windows of an item, from the oldest letter on, with the head of their axis; no rows, no axis."""

    head: Markup
    rows: tuple[WindowRow, ...]


def item_windows(mentions: Sequence[Mention]) -> ItemWindows:
    """The windows that the letters of these mentions name, oldest letter first."""
    lives = [(mention, life) for mention, life in _lives(mentions)]
    days = [end for _, life in lives for one in life.said for end in (one.time.earliest, one.time.latest)]
    told = [*days, *(mention.letter.date for mention, _ in lives)]
    axis = axis_over(told, always=_newest(lives)) if any(days) else None
    return ItemWindows(
        head=write_strip(axis.head()) if axis else Markup(),
        rows=tuple(_row(mention, life, axis) for mention, life in lives) if axis else (),
    )


def _newest(lives: Sequence[tuple[Mention, WindowLife]]) -> list[date | None]:
    """The ends of the windows that the newest letter names: what the page is opened for is always drawn."""
    newest = max((mention.letter.date for mention, _ in lives), default=None)
    times = [life.now.time for mention, life in lives if mention.letter.date == newest]
    return [end for time in times for end in (time.earliest, time.latest)]


def _lives(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, WindowLife]]:
    """For each letter the windows that it names, each with what it was in the letters before."""
    said = {mention.letter.key: mention.statements for mention in mentions if mention.statements}
    for place, mention in enumerate(mentions):
        if mention.statements:
            keys = [one.letter.key for one in mentions[: place + 1]]
            yield from ((mention, life) for life in window_lives(said, keys))


def _row(mention: Mention, life: WindowLife, axis: Axis) -> WindowRow:
    letter, now = mention.letter, life.now
    moved = len(life.said) > 1 and life.former and life.former[-1] is life.said[-2]
    return WindowRow(
        name=letter_name(letter.key),
        path=letter_path(letter.key, statement=now.statement.id),
        words=time_words(now.time),
        slip=slip(life.shift.least, life.shift.most) if moved and life.shift else "",
        strip=write_strip(life_strip(life, axis, said_on=letter.date, marks=(("letter-day", letter.date),))),
    )
