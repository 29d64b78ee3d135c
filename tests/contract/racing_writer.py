"""A process that appends to one of a few streams, over and over, and now and then thinks better of it.

    python racing_writer.py DATABASE_URL NAME APPENDS

Prints the entry id of every event that it was told is committed. Every third append is rolled back after it
was made; whoever loses a stream to another writer reads it again and tries anew.
"""

import sys
from datetime import UTC, datetime

from record_samples import published

from service.database import open_engine, transaction
from snapshots.errors import WrongExpectedVersion
from snapshots.event_log import append, read_stream

NOON = datetime(2031, 1, 10, 12, 0, tzinfo=UTC)
STREAMS = 3
EVENTS_PER_APPEND = 3


class SecondThoughts(Exception):
    """The transaction is to be rolled back."""


def append_once(engine, name, number):
    """The entry ids that were committed: none when the append was rolled back."""
    stream = f"feed/{number % STREAMS}"
    entries = [f"{name}-{number}-{part}" for part in range(1 + number % EVENTS_PER_APPEND)]
    while True:
        with engine.connect() as connection:
            version = len(read_stream(connection, stream))
        try:
            with transaction(engine) as connection:
                events = [published(entry) for entry in entries]
                append(connection, stream, expected_version=version, events=events, recorded_at=NOON)
                think_again(number)
        except WrongExpectedVersion:
            continue
        except SecondThoughts:
            return []
        return entries


def think_again(number):
    if number % 3 == 2:
        raise SecondThoughts


def append_many(engine, name, appends):
    """All entry ids that were committed, in order."""
    return [entry for number in range(appends) for entry in append_once(engine, name, number)]


if __name__ == "__main__":
    url, own_name, times = sys.argv[1:]
    own_engine = open_engine(url)
    for turn in range(int(times)):
        for committed in append_once(own_engine, own_name, turn):
            sys.stdout.write(f"{committed}\n")
            sys.stdout.flush()
