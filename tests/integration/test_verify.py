"""One changed byte is caught, and so is what is missing; the first failing event is named."""

import json
from datetime import UTC, datetime

import pytest
import rfc8785
from harbour_letters import JANUARY, MAY, SERIES
from sqlalchemy import select, text, update

from service.database import transaction
from service.recording.rebuild import rebuild
from service.recording.record_letter import record_letter
from service.verify import verify
from snapshots.decision_stream import decision_stream
from snapshots.event_log import append, read_stream
from snapshots.letter_events import (
    CandidateAccepted,
    GoneStatement,
    LetterReread,
    LinkDecided,
    LinkDecisionUndone,
)
from snapshots.letter_stream import letter_stream
from snapshots.link_decisions import Pair, Place, Verdict
from snapshots.merkle_tree import leaf_hash, tree_head
from snapshots.tables import events

TRIGGERS = (
    "events_not_updated",
    "events_not_deleted",
    "received_files_not_updated",
    "received_files_not_deleted",
    "log_head_goes_forward",
)


@pytest.fixture
def recorded(engine):
    return with_letters(engine)


@pytest.fixture
def recorded_on_sqlite(sqlite_engine):
    return with_letters(sqlite_engine)


def with_letters(engine):
    for data in (JANUARY, MAY):
        record_letter(engine, data, series=SERIES)
    return engine


def tamper(engine, *statements):
    """What somebody with the database's own rights can do."""
    with engine.begin() as connection:
        for trigger in TRIGGERS:
            if connection.dialect.name == "sqlite":
                connection.execute(text(f"DROP TRIGGER {trigger}"))
        if connection.dialect.name == "postgresql":
            for table in ("events", "received_files", "log_head"):
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        for statement in statements:
            connection.execute(text(statement))


def last_position(engine):
    with engine.connect() as connection:
        return connection.scalar(text("SELECT max(position) FROM events"))


def test_an_intact_record_passes(recorded):
    verified = verify(recorded)
    assert verified.intact
    assert verified.failures == ()
    assert (verified.letters, verified.files) == (2, 2)
    assert verified.events == last_position(recorded)
    assert 0 < verified.entries < verified.events


def as_recorded_before_commitments(engine):
    """The same letters in the shape that statements had at first, sealed over that shape."""
    tamper(engine)
    with engine.begin() as connection:
        leaves = []
        for row in connection.execute(select(events).order_by(events.c.position)).all():
            body = json.loads(row.body)
            if row.type == "LetterReceived":
                leaves = []
            if row.type == "StatementRecorded":
                del body["data"]["commitment"], body["data"]["next_actors"]
                body["schema_version"] = 1
                leaves.append(leaf_hash(rfc8785.dumps(body["data"])))
            if row.type == "SnapshotSealed":
                body["data"]["root"] = tree_head(leaves).hex()
            now = rfc8785.dumps(body)
            values = {"body": now, "hash": leaf_hash(now).hex(), "schema_version": body["schema_version"]}
            connection.execute(update(events).where(events.c.position == row.position).values(values))


def test_letters_in_the_shape_that_statements_had_at_first_pass(recorded):
    as_recorded_before_commitments(recorded)
    assert verify(recorded).failures == ()


def test_an_empty_record_passes(engine):
    assert verify(engine).intact


def test_a_changed_event_is_named(recorded):
    tamper(recorded, "UPDATE events SET hash = '" + "0" * 64 + "' WHERE position = 4")
    verified = verify(recorded)
    assert not verified.intact
    assert verified.failures[0].startswith("event 4 ")


def test_a_missing_event_is_named(recorded):
    tamper(recorded, "DELETE FROM events WHERE position = 3")
    verified = verify(recorded)
    assert verified.failures[0].startswith("event 3 is missing")
    assert any("sealed other statements" in failure for failure in verified.failures)


def test_a_log_that_was_cut_off_is_named(recorded):
    last = last_position(recorded)
    tamper(recorded, f"DELETE FROM events WHERE position = {last}")
    assert verify(recorded).failures == (
        f"event {last} is missing: the log was at {last}, and ends with {last - 1}",
    )


def test_a_letter_that_was_cut_off_is_named(recorded):
    tamper(recorded, "DELETE FROM events WHERE position > 3", "UPDATE log_head SET position = 3")
    assert verify(recorded).failures == ("event 1 received a letter that was never sealed",)


def test_a_changed_file_is_named(recorded):
    tamper(recorded, "UPDATE received_files SET bytes = CAST('other' AS " + blob_of(recorded) + ")")
    failures = verify(recorded).failures
    assert failures[0].startswith("event 1 received a file that fails")
    assert len(failures) == 2


def test_a_missing_file_is_named(recorded):
    tamper(recorded, "DELETE FROM received_files")
    assert verify(recorded).failures[0].startswith("event 1 received a file that fails")


def blob_of(engine):
    return "BLOB" if engine.dialect.name == "sqlite" else "BYTEA"


KEY = f"{SERIES}/2031-01-09"


def append_reading(engine, *, key=KEY, gone=(), drop=0):
    """A re-reading of our own making, whatever it says."""
    with engine.connect() as connection:
        history = [recorded.event for recorded in read_stream(connection, letter_stream(key))]
        received = [recorded.event for recorded in read_stream(connection, letter_stream(KEY))]
    reread = LetterReread(reader="2", reason="a test", gone=gone)
    events = [reread, *received[1:]]
    with transaction(engine) as connection:
        append(
            connection,
            letter_stream(key),
            expected_version=len(history),
            events=events[: len(events) - drop],
            recorded_at=datetime(2031, 9, 10, tzinfo=UTC),
        )


def test_a_reading_that_is_whole_passes(recorded):
    append_reading(recorded, gone=(GoneStatement(statement="s900", heir="s001"),))
    assert verify(recorded).failures == ()


def test_a_reading_that_was_cut_off_is_named(recorded):
    last = last_position(recorded)
    append_reading(recorded, drop=1)
    assert verify(recorded).failures == (f"event {last + 1} read a letter anew that was never sealed",)


def test_a_reading_of_a_letter_that_had_not_come_in_is_named(recorded):
    append_reading(recorded, key=f"{SERIES}/1999-01-01")
    assert "read harbour-board/1999-01-01 anew, which had not come in" in verify(recorded).failures[0]


def test_a_reading_that_contradicts_itself_about_what_is_gone_is_named(recorded):
    append_reading(
        recorded,
        gone=(GoneStatement(statement="s001", heir=None), GoneStatement(statement="s900", heir="s901")),
    )
    failures = verify(recorded).failures
    assert "lost statement s001, which is there" in failures[0]
    assert "named statement s901 an heir, which is not there" in failures[1]


def append_decision(engine, event):
    with transaction(engine) as connection:
        append(
            connection,
            decision_stream(SERIES),
            expected_version=0,
            events=[event],
            recorded_at=datetime(2031, 9, 10, tzinfo=UTC),
        )


def test_a_decision_on_what_had_not_come_in_is_named(recorded):
    places = [Place(letter=KEY, statement=name) for name in ("s001", "s900")]
    pair = Pair(before=places[0], after=places[1])
    append_decision(recorded, LinkDecided(verdict=Verdict.CONFIRM, pairs=(pair,), actor="x", reason="a test"))
    last = last_position(recorded)
    assert verify(recorded).failures == (
        f"event {last} decided on statement s900 of {KEY}, which had not come in",
    )


def test_taking_back_what_had_not_been_decided_is_named(recorded):
    append_decision(recorded, LinkDecisionUndone(decision=1, actor="x", reason="a test"))
    last = last_position(recorded)
    assert verify(recorded).failures == (f"event {last} took back decision 1, which had not been made",)


def test_an_answer_to_what_had_not_been_found_is_named(recorded):
    accepted = CandidateAccepted(candidate=1, letter="harbours/1999-01-01", actor="x", reason="a test")
    append_decision(recorded, accepted)
    last = last_position(recorded)
    assert verify(recorded).failures == (
        f"event {last} answers candidate 1, which had not been found",
        f"event {last} took a candidate for harbours/1999-01-01, which had not come in",
    )


def test_an_event_that_is_kept_as_text_is_named(recorded_on_sqlite):
    """PostgreSQL keeps nothing but bytes in a column of bytes."""
    recorded = recorded_on_sqlite
    tamper(recorded, "UPDATE events SET body = CAST(body AS TEXT) WHERE position = 4")
    assert verify(recorded).failures == ("event 4 is kept as text, not as the bytes that were recorded",)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"1", b"{}", b'{"type": []}', b"\xff"])
def test_bytes_that_are_no_event_are_named_though_their_hash_is_right(recorded, body):
    written = f"X'{body.hex()}'" if recorded.dialect.name == "sqlite" else f"decode('{body.hex()}', 'hex')"
    digest = leaf_hash(body).hex()
    tamper(recorded, f"UPDATE events SET body = {written}, hash = '{digest}' WHERE position = 4")
    (failure,) = verify(recorded).failures
    assert failure.startswith("event 4 ")


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("UPDATE entries SET details = replace(details, 'vessels', 'weasels')", "is not what event"),
        ("UPDATE entries SET published_at = '2001-01-01T00:00:00.000000Z'", "is not what event"),
        ("UPDATE entries SET facets = NULL WHERE facets IS NOT NULL", "is not what event"),
        ("UPDATE entries SET position = 2 WHERE kind = 'letter'", "event 2 published none"),
        ("DELETE FROM entries", "is not in the list"),
        ("DELETE FROM entry_terms", "is not in the index of filters under"),
        ("DELETE FROM entry_terms WHERE term = (SELECT max(term) FROM entry_terms)", "is not in the index"),
        ("UPDATE entry_terms SET term = term || 'x' WHERE term LIKE 'kind%'", "is not in the index"),
        ("UPDATE entry_terms SET position = position + 1000", "is not in the index of filters under"),
    ],
)
def test_an_entry_that_is_served_and_was_not_published_so_is_found_and_mended(recorded, harm, words):
    tamper(recorded, harm.replace("WHERE kind = 'letter'", f"WHERE position = {last_position(recorded)}"))
    verified = verify(recorded)
    assert verified.record_failures == ()
    assert any(words in failure for failure in verified.failures)
    rebuild(recorded, authority="letters.example")
    assert verify(recorded).intact


def test_each_failure_is_said_once_and_without_advice(recorded):
    tamper(recorded, "UPDATE received_files SET bytes = CAST('other' AS " + blob_of(recorded) + ")")
    assert not any("restore" in failure or "\n" in failure for failure in verify(recorded).failures)
