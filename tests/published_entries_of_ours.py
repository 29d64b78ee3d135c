"""Entries in our own words, in the log and in the list that followers read: as many as a test wants."""

from datetime import UTC, datetime, timedelta
from random import Random

from record_samples import published

from service.database import transaction
from service.delivery.allowed_address import read_networks
from service.delivery.outgoing import Outgoing
from service.delivery.pinned_connection import WayOut
from service.delivery.retry_schedule import RetrySchedule
from service.delivery.subscribe import Limits, Wish, subscribe
from service.projections.entries import add_entries
from snapshots.event_log import append, read_stream

NOON = datetime(2031, 1, 10, 12, 0, tzinfo=UTC)
# Tests send to their own host, in the clear.
HERE = WayOut(allowed=read_networks("127.0.0.0/8"), allow_http=True, seconds=5.0)


def change(name, *, kind="item.added", partners=("EG",), minor=False, series="harbours"):
    content = {"kind": kind, "sentence": f"The {name} is new.", "partners": list(partners), "minor": minor}
    event = published(f"tag:localhost,2023:{series}/{name}", series=series, kind=kind, content=content)
    return replace_minor(event, minor)


def replace_minor(event, minor):
    return type(event)(**{name: getattr(event, name) for name in event.__slots__} | {"minor": minor})


def announcement(name, *, series="harbours"):
    return published(f"tag:localhost,2023:{series}/{name}", series=series, content={"kind": "letter"})


def publish(engine, *events, at=NOON):
    """Put the events in the log and the list; gives their positions."""
    series = events[0].series
    with transaction(engine) as connection:
        version = len(read_stream(connection, f"feed/{series}"))
        positions = append(
            connection, f"feed/{series}", expected_version=version, events=events, recorded_at=at
        )
        add_entries(connection, events, positions=positions, recorded_at=at)
    return list(positions)


class Clock:
    """A clock that somebody sets."""

    def __init__(self, time=NOON):
        self.time = time

    def __call__(self):
        return self.time

    def pass_by(self, **given):
        self.time += timedelta(**given)


def outgoing_of(clock=None, **given):
    """How tests send: to their own host, by the usual schedule without any jitter."""
    return Outgoing(**{"way": HERE, "now": clock or Clock(), "chance": lambda: 0.5, **given})


def subscribed(engine, url, *, seed=0, limits=None, now=NOON, **wish):
    """A subscription from the beginning of the log, with its token."""
    random = Random(f"{url}{seed}{wish}")
    return subscribe(
        engine,
        Wish(**{"url": url, "after": 0, **wish}),
        way=HERE,
        limits=limits or Limits(),
        random_bytes=random.randbytes,
        now=now,
    )


QUICK = RetrySchedule(waits=(timedelta(milliseconds=20),) * 400, jitter=0.5)
