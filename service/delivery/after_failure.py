"""What becomes of a subscription when its receiver did not take an entry: it waits, or is disabled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from service.delivery.post_once import Answer
from service.delivery.retry_schedule import RetrySchedule
from service.delivery.subscription import Disabled
from service.retry_after import BUSY, retry_after

__all__ = ["PutOff", "after_failure"]

# About as long as the longest wait of the schedule: ten tries still end within ten days.
_LONGEST_ASKED_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOff:
    """The entry failed so often, and has its next try then."""

    failures: int
    until: datetime


def after_failure(
    answer: Answer, *, failures: int, schedule: RetrySchedule, chance: float, now: datetime
) -> PutOff | Disabled:
    """What follows from an answer that did not take the entry, which has now failed so often (1 or more).

    410 disables at once; so does the last failure of the schedule. Nothing is skipped: the position of a
    disabled subscription stays before the entry, so that it is the first to be sent when somebody resumes.
    A receiver that has too much to do and says when to come back is not asked before, for up to a day.
    """
    if answer.gone:
        return Disabled(at=now, why="the receiver answered 410: it wants nothing more")
    wait = schedule.wait_after(failures, chance=chance)
    if wait is None:
        last = f"the answer was {answer.status}" if answer.status is not None else answer.note
        return Disabled(at=now, why=f"given up after {failures} tries; the last time {last}")
    return PutOff(failures=failures, until=max(now + wait, _asked_for(answer, now)))


def _asked_for(answer: Answer, now: datetime) -> datetime:
    """Before when the receiver does not want to be asked again; now where it says nothing of it."""
    asked = retry_after(answer.retry_after, now) if answer.status in BUSY else None
    return min(asked, now + _LONGEST_ASKED_FOR) if asked else now
