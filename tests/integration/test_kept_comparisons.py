"""On a database: a comparison is made once, and made again when its series has moved on."""

from __future__ import annotations

import pytest
from harbour_letters import JANUARY, MAY, SEPTEMBER

from service.comparing.kept_comparisons import KeptComparisons
from service.errors import BadComparison, UnknownLetter
from service.recording.record_letter import record_letter

SERIES = "harbours"


def record(engine, data):
    return record_letter(engine, data, series=SERIES).key


def test_the_same_question_is_answered_without_comparing_again(sqlite_engine):
    labels = [record(sqlite_engine, data).partition("/")[2] for data in (JANUARY, MAY)]
    kept = KeptComparisons()
    with sqlite_engine.connect() as connection:
        first = kept.compare(connection, SERIES, *labels)
        assert kept.compare(connection, SERIES, *labels) is first
        assert kept.compare(connection, SERIES, "previous", "latest") is first


def test_a_letter_that_comes_in_makes_the_answer_anew(sqlite_engine):
    labels = [record(sqlite_engine, data).partition("/")[2] for data in (JANUARY, MAY)]
    kept = KeptComparisons()
    with sqlite_engine.connect() as connection:
        first = kept.compare(connection, SERIES, *labels)
    record(sqlite_engine, SEPTEMBER)
    with sqlite_engine.connect() as connection:
        assert kept.compare(connection, SERIES, *labels) is not first
        assert kept.compare(connection, SERIES, "previous", "latest").new.date > first.new.date


def test_no_more_are_kept_than_there_is_room_for(sqlite_engine):
    one, two, three = (record(sqlite_engine, data).partition("/")[2] for data in (JANUARY, MAY, SEPTEMBER))
    kept = KeptComparisons(most=1)
    with sqlite_engine.connect() as connection:
        first = kept.compare(connection, SERIES, one, two)
        kept.compare(connection, SERIES, two, three)
        again = kept.compare(connection, SERIES, one, two)
    assert again is not first
    assert again == first


def test_what_was_written_of_a_comparison_is_not_written_again_until_a_letter_comes_in(sqlite_engine):
    labels = [record(sqlite_engine, data).partition("/")[2] for data in (JANUARY, MAY)]
    kept, asked = KeptComparisons(), []

    def write(comparison):
        asked.append(comparison)
        return str(len(asked)).encode()

    with sqlite_engine.connect() as connection:
        assert [kept.written(connection, SERIES, *labels, write) for _ in range(2)] == [b"1", b"1"]
        assert asked == [kept.compare(connection, SERIES, *labels)]
    record(sqlite_engine, SEPTEMBER)
    with sqlite_engine.connect() as connection:
        assert kept.written(connection, SERIES, *labels, write) == b"2"


def test_what_cannot_be_compared_is_refused_as_ever(sqlite_engine):
    label = record(sqlite_engine, JANUARY).partition("/")[2]
    with sqlite_engine.connect() as connection:
        with pytest.raises(UnknownLetter):
            KeptComparisons().compare(connection, SERIES, "1999-01-01", label)
        with pytest.raises(BadComparison):
            KeptComparisons().compare(connection, SERIES, label, label)
