"""A letter that is withdrawn counts as not held, and is not forgotten."""

from datetime import UTC, datetime

import pytest
from harbour_letters import JANUARY, MAY, SEPTEMBER, SERIES
from sqlalchemy import select

from service.comparing.compare_recorded import held_pair
from service.errors import UnknownSeries, WithdrawnLetter
from service.filters.entry_facets import LETTER
from service.projections.items import item_ids_of
from service.projections.letters import find_letter, letters_held
from service.projections.publications import unpublished_series
from service.projections.tables import METADATA, verifications
from service.publishing.publish_changes import feed_stream
from service.recording.rebuild import every_event, rebuild
from service.recording.record_letter import record_letter
from service.recording.withdraw_letter import withdraw_letter
from service.verify import verify
from snapshots.errors import BadDecision
from snapshots.event_log import read_stream
from snapshots.letter_events import EntryPublished, LetterWithdrawn

MID = "2031-05-20"
NOON = datetime(2031, 10, 1, 12, tzinfo=UTC)
DERIVED = [table for table in METADATA.sorted_tables if table is not verifications]


def with_letters(engine, *letters):
    for data in letters:
        record_letter(engine, data, series=SERIES)
    return engine


def rows(engine):
    with engine.connect() as connection:
        return {table.name: sorted(map(repr, connection.execute(select(table)))) for table in DERIVED}


def entries(engine):
    with engine.connect() as connection:
        return [one.event for one in read_stream(connection, feed_stream(SERIES))]


def log_of(engine):
    with engine.connect() as connection:
        return list(every_event(connection))


def test_it_is_passed_over_by_lists_comparisons_and_items(engine):
    with_letters(engine, JANUARY, MAY, SEPTEMBER)
    assert withdraw_letter(engine, SERIES, MID, reason="Sent by mistake.") == f"{SERIES}/{MID}"
    with engine.connect() as connection:
        assert [one.label for one in letters_held(connection, SERIES)] == ["2031-01-09", "2031-09-02"]
        assert [one.label for one in held_pair(connection, SERIES, "previous", "latest")] == [
            "2031-01-09",
            "2031-09-02",
        ]
        assert f"{SERIES}/{MID}" not in {key for key, _ in item_ids_of(connection, SERIES)}
        with pytest.raises(WithdrawnLetter, match=r"was withdrawn: Sent by mistake\.; held are 2031-01-09"):
            find_letter(connection, SERIES, MID)
        with pytest.raises(WithdrawnLetter, match="was withdrawn"):
            held_pair(connection, SERIES, "2031-01-09", MID)


def test_events_stay_where_they_were_and_a_rebuild_gives_the_same_rows(engine):
    with_letters(engine, JANUARY, MAY, SEPTEMBER)
    log, published = log_of(engine), entries(engine)
    withdraw_letter(engine, SERIES, MID, reason="Sent by mistake.")
    added, *corrections = log_of(engine)[len(log) :]
    assert added.event == LetterWithdrawn(reason="Sent by mistake.")
    assert {one.stream for one in corrections} == {feed_stream(SERIES)}
    assert log_of(engine)[: len(log)] == log
    assert entries(engine)[: len(published)] == published
    before = rows(engine)
    rebuild(engine, authority="localhost")
    assert rows(engine) == before
    assert verify(engine).failures == ()


def test_the_items_are_those_of_a_series_that_never_had_it(sqlite_engine):
    with_letters(sqlite_engine, JANUARY, SEPTEMBER, MAY)
    withdraw_letter(sqlite_engine, SERIES, MID, reason="Sent by mistake.")
    with_letters(sqlite_engine, MAY)
    with sqlite_engine.connect() as connection:
        ids = item_ids_of(connection, SERIES)
        assert [one.label for one in letters_held(connection, SERIES)] == ["2031-01-09", "2031-09-02"]
    for data in (JANUARY, SEPTEMBER):
        record_letter(sqlite_engine, data, series="another-series")
    with sqlite_engine.connect() as connection:
        other = item_ids_of(connection, "another-series")
    grouped = [sorted(_groups(one)) for one in (ids, other)]
    assert grouped[0] == grouped[1]


def _groups(ids):
    """Statements by item, whatever the series and the items are called."""
    found = {}
    for (letter, statement), item in ids.items():
        found.setdefault(item, []).append((letter.partition("/")[2], statement))
    return [sorted(one) for one in found.values()]


class Died(Exception):
    """The process that records is gone before it has published."""


def recorded_unpublished(engine, data):
    """A letter as it stands in the record between the two transactions of whoever records it."""
    moments = iter([NOON, NOON])

    def dies_before_publishing():
        try:
            return next(moments)
        except StopIteration:
            raise Died from None

    with pytest.raises(Died):
        record_letter(engine, data, series=SERIES, now=dies_before_publishing)


def test_a_letter_that_came_in_meanwhile_is_published_all_the_same(engine):
    with_letters(engine, JANUARY, MAY)
    came_in = []

    def now():
        if not came_in:
            came_in.append(recorded_unpublished(engine, SEPTEMBER))
        return NOON

    withdraw_letter(engine, SERIES, MID, reason="Sent by mistake.", now=now)
    with engine.connect() as connection:
        assert unpublished_series(connection) == ()
    announced = [one.new for one in entries(engine) if isinstance(one, EntryPublished) and one.kind == LETTER]
    assert announced[-1] == f"{SERIES}/2031-09-02"
    before = rows(engine)
    rebuild(engine, authority="localhost")
    assert rows(engine) == before


def test_withdrawing_twice_or_without_a_reason_records_nothing(sqlite_engine):
    with_letters(sqlite_engine, JANUARY, MAY)
    with pytest.raises(BadDecision, match="why"):
        withdraw_letter(sqlite_engine, SERIES, MID, reason=" ")
    withdraw_letter(sqlite_engine, SERIES, MID, reason="Sent by mistake.")
    before = len(log_of(sqlite_engine))
    with pytest.raises(WithdrawnLetter):
        withdraw_letter(sqlite_engine, SERIES, MID, reason="Again.")
    assert len(log_of(sqlite_engine)) == before


def test_a_series_of_which_all_is_withdrawn_is_not_held(sqlite_engine):
    with_letters(sqlite_engine, JANUARY)
    withdraw_letter(sqlite_engine, SERIES, "2031-01-09", reason="Sent by mistake.")
    with sqlite_engine.connect() as connection, pytest.raises(UnknownSeries):
        letters_held(connection, SERIES)


def test_other_bytes_of_its_date_are_a_reissue(sqlite_engine):
    with_letters(sqlite_engine, JANUARY, MAY)
    withdraw_letter(sqlite_engine, SERIES, MID, reason="Sent by mistake.")
    recorded = record_letter(sqlite_engine, MAY.replace(b"65 harbour", b"66 harbour"), series=SERIES)
    assert recorded.key == f"{SERIES}/{MID}/2"
