"""The bytes that letters came as are kept once, and given back as they came."""

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
from sqlalchemy import text

from service.database import transaction
from snapshots.errors import DamagedRecord, FileNotKept
from snapshots.event_log import keep_blob, load_blob


def keep(engine, data, media_type="application/pdf"):
    with transaction(engine) as connection:
        return keep_blob(connection, data, media_type)


def files(engine):
    with engine.connect() as connection:
        return connection.execute(text("SELECT sha256, media_type FROM received_files")).all()


@pytest.mark.parametrize("data", [b"", b"\0\xff\xfe", bytes(range(256)) * 40_000])
def test_bytes_come_back_as_they_were_received(engine, data):
    key = keep(engine, data)
    assert key == sha256(data).hexdigest()
    with engine.connect() as connection:
        assert load_blob(connection, key) == data


def test_the_same_bytes_are_kept_once_and_as_what_they_first_were(engine):
    assert keep(engine, b"Dear all", "text/plain") == keep(engine, b"Dear all", "text/markdown")
    assert files(engine) == [(sha256(b"Dear all").hexdigest(), "text/plain")]


def test_many_who_receive_the_same_file_at_once_all_succeed(engine):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: keep(engine, b"Dear all"), range(24)))
    assert len(keys) == len(files(engine)) == 1


def test_a_hash_that_was_never_received_is_said_to_be(engine):
    with engine.connect() as connection, pytest.raises(FileNotKept, match="0" * 64):
        load_blob(connection, "0" * 64)


def test_a_file_whose_bytes_were_changed_is_not_given_out(engine):
    key = keep(engine, b"EUR 4 million")
    with transaction(engine) as connection:
        disarm(connection)
        connection.execute(text("UPDATE received_files SET bytes = :bytes"), {"bytes": b"EUR 9 million"})
    with engine.connect() as connection, pytest.raises(DamagedRecord, match=key):
        load_blob(connection, key)


def disarm(connection):
    """What somebody with the database's own rights can do, and what the hashes are for."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("DROP TRIGGER received_files_not_updated"))
    else:
        connection.execute(text("ALTER TABLE received_files DISABLE TRIGGER USER"))
