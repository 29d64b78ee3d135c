"""What is done by the clock: the jobs, declared here, and the scheduler that runs them in the leader alone.

Every process that serves has a scheduler; two that worked would do everything twice. So each job asks first
whether its process leads. All state is in the database: a job that was missed is done at the next turn.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from zoneinfo import ZoneInfo

from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import Engine

from service import clock
from service.database import transaction
from service.delivery.deliver_due import Sender
from service.delivery.forget_expired import Keeping, forget_expired
from service.leadership import Leadership
from service.projections.verifications import PastVerification, add_verification, last_verification
from service.publishing.close_windows import close_windows
from service.publishing.publish_changes import publish_unpublished
from service.sources.check_due import check_due_sources
from service.sources.check_source import Reach
from service.uploads.kept_uploads import forget_old_uploads
from service.verify import verify

__all__ = [
    "JOBS",
    "Job",
    "Work",
    "close_windows_that_are_over",
    "deliver",
    "forget",
    "look_at_watched_places",
    "publish_what_was_interrupted",
    "scheduler_of",
    "verify_once_a_day",
]

_LOG = logging.getLogger(__name__)

# Who records a letter publishes it within seconds: what has waited this long was left behind.
_LEFT_BEHIND = timedelta(minutes=2)
_BETWEEN_VERIFICATIONS = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What jobs need: the database, the host name for entries' ids, where days end, what reaches documents.

    `now` is the time. `sender` sends webhooks, where this process does; `keeping` says for how long what is
    personal is kept.
    """

    engine: Engine
    authority: str
    zone: ZoneInfo
    reach: Reach
    now: Callable[[], datetime] = clock.now
    sender: Sender | None = None
    keeping: Keeping = field(default_factory=Keeping)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job, and how often it has its turn; the first is when the scheduler starts.

    Jobs of one `thread` take turns in it.
    """

    name: str
    every: timedelta
    do: Callable[[Work], None]
    thread: str = "default"


def publish_what_was_interrupted(work: Work) -> None:
    """Publish the letters whose recording process ended before it could."""
    entries = publish_unpublished(
        work.engine, authority=work.authority, recorded_before=work.now() - _LEFT_BEHIND, now=work.now
    )
    if entries:
        _LOG.warning("a publication had been interrupted; %d entries went out now", len(entries))


def verify_once_a_day(work: Work) -> None:
    """Verify the whole record when that was last done a day ago, and keep the result."""
    with work.engine.connect() as connection:
        last = last_verification(connection)
    if last is not None and work.now() - last.verified_at < _BETWEEN_VERIFICATIONS:
        return
    found = verify(work.engine)
    for failure in found.failures:
        _LOG.error("the record is not what was recorded: %s", failure)
    with transaction(work.engine) as connection:
        past = PastVerification(verified_at=work.now(), events=found.events, failures=found.failures)
        add_verification(connection, past)


def look_at_watched_places(work: Work) -> None:
    """Look for letters where they are watched for, at those places whose turn has come."""
    check_due_sources(work.engine, reach=work.reach, now=work.now)


def close_windows_that_are_over(work: Work) -> None:
    """Tell of the deadlines whose last day is over and that no letter reports done."""
    entries = close_windows(work.engine, authority=work.authority, zone=work.zone, now=work.now)
    if entries:
        _LOG.info("%d windows of deadlines closed", len(entries))


def deliver(work: Work) -> None:
    """Begin to send what is due; the sender's own threads do it."""
    if work.sender is not None:
        work.sender.turn()


def forget(work: Work) -> None:
    """Delete what is personal and was kept long enough."""
    attempts, subscriptions = forget_expired(work.engine, work.keeping, now=work.now())
    with transaction(work.engine) as connection:
        uploads = forget_old_uploads(connection, work.now())
    if attempts or subscriptions or uploads:
        _LOG.info(
            "forgotten: %d attempts, %d disabled subscriptions, %d uploads", attempts, subscriptions, uploads
        )


JOBS = (
    Job(name="publish-interrupted", every=timedelta(minutes=1), do=publish_what_was_interrupted),
    Job(name="watch-sources", every=timedelta(minutes=1), do=look_at_watched_places, thread="sources"),
    Job(name="close-windows", every=timedelta(minutes=10), do=close_windows_that_are_over),
    Job(name="verify", every=timedelta(hours=1), do=verify_once_a_day),
    Job(name="forget-expired", every=timedelta(hours=1), do=forget),
    # In a thread of its own, as watching: verifying a long record takes minutes, and messages would wait.
    Job(name="deliver", every=timedelta(seconds=2), do=deliver, thread="delivery"),
)


def scheduler_of(work: Work, leadership: Leadership, *, jobs: Sequence[Job] = JOBS) -> BackgroundScheduler:
    """A scheduler of these jobs, not started; each does nothing in a process that does not lead."""
    # One turn that was missed is worth as much as many, however late.
    scheduler = BackgroundScheduler(
        timezone=UTC,
        executors={
            thread: {"type": "threadpool", "max_workers": 1}
            for thread in {job.thread for job in jobs} | {"default"}
        },
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    one_at_a_time = Lock()
    for job in jobs:
        scheduler.add_job(
            _turn_of(job, work, leadership, one_at_a_time),
            trigger="interval",
            seconds=job.every.total_seconds(),
            id=job.name,
            executor=job.thread,
            next_run_time=work.now(),
        )
    return scheduler


def _turn_of(job: Job, work: Work, leadership: Leadership, one_at_a_time: Lock) -> Callable[[], None]:
    def turn() -> None:
        with one_at_a_time:
            leads = leadership.held()
        if leads:
            job.do(work)

    return turn
