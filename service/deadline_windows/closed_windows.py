"""Which windows are closed and not told yet. Pure: the deadlines as they stand, the day, and what was told.

A window is told once: for an item and its days, whatever letter restates them. Only a window that was open
when its letter came in counts: what was over by then is for `deadline.passed` to say, so that an installation
that begins with old letters does not begin with old news.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from service.projections.deadlines import HeldDeadline
from snapshots.letter import Status
from snapshots.letter_events import DeadlineWindowClosed

__all__ = ["closed_windows"]


def closed_windows(
    held: Iterable[HeldDeadline],
    *,
    told: Sequence[DeadlineWindowClosed],
    now: datetime,
    zone: ZoneInfo,
) -> tuple[HeldDeadline, ...]:
    """The deadlines that are over in this time zone and still open, in the order in which they are given.

    `held` are those of the last letter that speaks of each item; `told` are the windows closed before.
    """
    today = now.astimezone(zone).date()
    items = {(one.item, one.earliest, one.latest) for one in told}
    statements = {(one.letter, one.statement, one.earliest, one.latest) for one in told}
    return tuple(
        one
        for one in held
        if _is_over(one, today, zone)
        and one.statement.status is not Status.DONE
        and (one.item.id, *_window(one)) not in items
        # An item that was joined with another goes by another id than it was told under.
        and (one.item.last_letter, one.statement.id, *_window(one)) not in statements
    )


def _is_over(held: HeldDeadline, today: date, zone: ZoneInfo) -> bool:
    """Whether the last day is over, and was not when the letter came in."""
    latest = held.deadline.latest
    return latest is not None and held.said_at.astimezone(zone).date() <= latest < today


def _window(held: HeldDeadline) -> tuple[date | None, date | None]:
    return held.deadline.earliest, held.deadline.latest
