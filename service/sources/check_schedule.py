"""When a watched place is looked at again.

Where all is well, after its own interval. Where it cannot be looked at, the interval doubles from check to
check up to a day, or its own if that is longer: a server in trouble is left in peace, and a letter is still
found within a day of its recovery. A server that says when to come back (Retry-After, RFC 9110, 10.2.3) is
believed, up to a week. A check that left documents unread, since there were too many, is gone on with soon.
"""

from __future__ import annotations

from datetime import datetime, timedelta

__all__ = ["AT_LEAST", "next_check"]

# Letters come a few times a year; nobody needs to know within seconds.
AT_LEAST = timedelta(minutes=1)
_LONGEST_BACK_OFF = timedelta(days=1)
_LONGEST_ASKED_FOR = timedelta(days=7)


def next_check(
    now: datetime,
    *,
    every: timedelta,
    failures: int,
    not_before: datetime | None = None,
    left: bool = False,
) -> datetime:
    """The moment of the next check, later than `now`; `failures` counts those in a row up to now.

    `left` says that there are documents that this one has not read.
    """
    longest = max(every, _LONGEST_BACK_OFF)
    # 2^11 minutes are more than a day: a greater power would only overflow.
    wait = AT_LEAST if left else min(every * (1 << min(failures, 11)), longest)
    if not_before is None:
        return now + wait
    return max(now + wait, min(not_before, now + _LONGEST_ASKED_FOR))
