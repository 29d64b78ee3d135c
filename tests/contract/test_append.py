"""What appending to the log promises, on either database."""

from datetime import UTC, datetime

import pytest
from record_samples import letter_of, published

from service.database import transaction
from snapshots.errors import WrongExpectedVersion
from snapshots.event_log import append, read_after, read_stream
from snapshots.letter_stream import decide_record, letter_from_events, letter_stream

NOON = datetime(2031, 1, 10, 12, 0, tzinfo=UTC)


def add(engine, stream, events, *, expected_version):
    with transaction(engine) as connection:
        return append(connection, stream, expected_version=expected_version, events=events, recorded_at=NOON)


def append_and_fail(engine):
    with transaction(engine) as connection:
        append(connection, "feed/a", expected_version=0, events=[published("1")], recorded_at=NOON)
        raise RuntimeError("second thoughts")


def log(engine):
    with engine.connect() as connection:
        return read_after(connection, 0, limit=10_000)


def stream(engine, name, *, after_version=0):
    with engine.connect() as connection:
        return read_stream(connection, name, after_version=after_version)


def test_positions_count_from_one_through_all_streams(engine):
    assert add(engine, "feed/a", [published("1"), published("2")], expected_version=0) == (1, 2)
    assert add(engine, "feed/b", [published("3")], expected_version=0) == (3,)
    assert add(engine, "feed/a", [published("4")], expected_version=2) == (4,)


def test_versions_count_from_one_in_each_stream(engine):
    add(engine, "feed/a", [published("1")], expected_version=0)
    add(engine, "feed/b", [published("2")], expected_version=0)
    add(engine, "feed/a", [published("3")], expected_version=1)
    assert [(event.position, event.version) for event in stream(engine, "feed/a")] == [(1, 1), (3, 2)]


def test_what_is_read_is_what_was_appended(engine):
    entry = published(
        "ein Gruß \U0001f4e8 \0 und \x1f", content={"days": [3, 31], "share": 0.5, "none": None}
    )
    add(engine, "feed/a", [entry], expected_version=0)
    (recorded,) = stream(engine, "feed/a")
    assert (recorded.event, recorded.recorded_at, recorded.stream) == (entry, NOON, "feed/a")


def test_no_events_are_no_append(engine):
    assert add(engine, "feed/a", [], expected_version=0) == ()
    assert log(engine) == ()


@pytest.mark.parametrize("expected_version", [0, 2])
def test_another_version_than_expected_is_refused_and_nothing_is_written(engine, expected_version):
    add(engine, "feed/a", [published("1")], expected_version=0)
    with pytest.raises(WrongExpectedVersion) as refused:
        add(engine, "feed/a", [published("2")], expected_version=expected_version)
    assert (refused.value.expected, refused.value.actual) == (expected_version, 1)
    assert len(log(engine)) == 1


def test_a_refusal_that_the_caller_swallows_leaves_no_gap(engine):
    with transaction(engine) as connection:
        with pytest.raises(WrongExpectedVersion):
            append(connection, "feed/a", expected_version=7, events=[published("1")], recorded_at=NOON)
        append(connection, "feed/a", expected_version=0, events=[published("2")], recorded_at=NOON)
    assert [event.position for event in log(engine)] == [1]


def test_a_rolled_back_append_leaves_no_gap(engine):
    with pytest.raises(RuntimeError, match="second thoughts"):
        append_and_fail(engine)
    assert add(engine, "feed/a", [published("2")], expected_version=0) == (1,)


def test_several_appends_in_one_transaction_stand_or_fall_together(engine):
    with transaction(engine) as connection:
        append(connection, "feed/a", expected_version=0, events=[published("1")], recorded_at=NOON)
        append(connection, "feed/b", expected_version=0, events=[published("2")], recorded_at=NOON)
        append(connection, "feed/a", expected_version=1, events=[published("3")], recorded_at=NOON)
    assert [event.position for event in log(engine)] == [1, 2, 3]


def test_nobody_sees_an_append_before_it_is_committed(engine):
    with transaction(engine) as connection:
        append(connection, "feed/a", expected_version=0, events=[published("1")], recorded_at=NOON)
        assert log(engine) == ()
    assert len(log(engine)) == 1


def test_a_stream_can_be_read_from_a_version_on(engine):
    add(engine, "feed/a", [published(str(number)) for number in range(5)], expected_version=0)
    assert [event.version for event in stream(engine, "feed/a", after_version=3)] == [4, 5]
    assert stream(engine, "feed/a", after_version=5) == ()


def test_a_follower_gets_the_log_in_pages_and_each_event_once(engine):
    add(engine, "feed/a", [published(str(number)) for number in range(25)], expected_version=0)
    positions, last = [], 0
    with engine.connect() as connection:
        while page := read_after(connection, last, limit=10):
            positions += [event.position for event in page]
            last = positions[-1]
    assert positions == list(range(1, 26))


def test_a_letter_of_five_thousand_statements_and_two_megabytes_is_recorded_whole(engine):
    letter = letter_of(statements=5_000, padding=2_000_000)
    events = decide_record((), letter)
    positions = add(engine, letter_stream(letter.key), events, expected_version=0)
    assert positions == tuple(range(1, 5_003))
    recorded = stream(engine, letter_stream(letter.key))
    assert letter_from_events(event.event for event in recorded) == letter


def test_both_databases_hold_the_same_rows(sqlite_engine, postgresql_engine):
    letter = letter_of(statements=3)
    rows = []
    for engine in (sqlite_engine, postgresql_engine):
        add(engine, letter_stream(letter.key), decide_record((), letter), expected_version=0)
        with engine.connect() as connection:
            found = connection.exec_driver_sql("SELECT * FROM events ORDER BY position").all()
        rows.append([tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in found])
    assert rows[0] == rows[1]
