"""The log against the plainest model of one: a list, and a dictionary of lists."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_samples import published

from service.database import transaction
from snapshots.errors import WrongExpectedVersion
from snapshots.event_log import append, read_after, read_stream

NOON = datetime(2031, 1, 10, 12, 0, tzinfo=UTC)
STREAMS = ("feed/a", "feed/b", "letter/a/2031-01-09")


@dataclass
class Model:
    """What has been committed, in order: (stream, entry)."""

    log: list = field(default_factory=list)

    def stream(self, name):
        return [(position, entry) for position, (stream, entry) in enumerate(self.log, 1) if stream == name]


class Undo(Exception):
    """The transaction is to be rolled back."""


appends = st.lists(
    st.tuples(
        st.sampled_from(STREAMS),
        st.integers(0, 3),  # how many events
        st.sampled_from([0, 0, 0, 0, -1, 1]),  # how far off the expected version is
    ),
    min_size=1,
    max_size=3,
)
transactions = st.lists(st.tuples(appends, st.booleans()), max_size=8)


def entry_names():
    number = 0
    while True:
        yield f"entry {number}"
        number += 1


NAMES = entry_names()


def attempt(connection, stream, count, offset, tentative):
    names = [next(NAMES) for _ in range(count)]
    version = len(tentative.stream(stream)) + offset
    try:
        positions = append(
            connection,
            stream,
            expected_version=version,
            events=[published(name) for name in names],
            recorded_at=NOON,
        )
    except WrongExpectedVersion:
        assert offset != 0
        return
    assert offset == 0
    assert positions == tuple(range(len(tentative.log) + 1, len(tentative.log) + 1 + count))
    tentative.log += [(stream, name) for name in names]


def run(engine, planned, commits, model):
    tentative = Model(list(model.log))
    with transaction(engine) as connection:
        for stream, count, offset in planned:
            attempt(connection, stream, count, offset, tentative)
        if not commits:
            raise Undo
    model.log = tentative.log


def assert_agree(engine, model):
    with engine.connect() as connection:
        log = read_after(connection, 0, limit=100_000)
        assert [(event.stream, event.event.entry) for event in log] == model.log
        assert [event.position for event in log] == list(range(1, len(log) + 1))
        for name in STREAMS:
            stream = read_stream(connection, name)
            assert [(event.position, event.event.entry) for event in stream] == model.stream(name)
            assert [event.version for event in stream] == list(range(1, len(stream) + 1))


def model_of(engine):
    """What earlier examples left behind: the database lives as long as the test does."""
    with engine.connect() as connection:
        return Model(
            [(event.stream, event.event.entry) for event in read_after(connection, 0, limit=100_000)]
        )


@given(transactions)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_log_does_what_a_list_does(engine, planned):
    model = model_of(engine)
    for appends_of_one, commits in planned:
        if commits:
            run(engine, appends_of_one, commits, model)
        else:
            with pytest.raises(Undo):
                run(engine, appends_of_one, commits, model)
    assert_agree(engine, model)
