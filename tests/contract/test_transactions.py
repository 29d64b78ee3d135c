"""What `transaction` promises, and what it asks of each database."""

import sqlite3
import threading
import time

import pytest
from sqlalchemy import make_url, text

from service.database import transaction


def head(engine):
    with engine.connect() as connection:
        return connection.scalar(text("SELECT position FROM log_head"))


def advance(connection):
    connection.execute(text("UPDATE log_head SET position = position + 1"))


def advance_and_fail(engine):
    with transaction(engine) as connection:
        advance(connection)
        raise RuntimeError("second thoughts")


def test_what_is_done_in_a_transaction_is_committed_when_it_ends(engine):
    with transaction(engine) as connection:
        advance(connection)
        assert head(engine) == 0
    assert head(engine) == 1


def test_what_is_done_in_a_transaction_that_raises_is_undone(engine):
    with pytest.raises(RuntimeError, match="second thoughts"):
        advance_and_fail(engine)
    assert head(engine) == 0


def test_nothing_else_commits(engine):
    with engine.connect() as connection:
        advance(connection)
    assert head(engine) == 0


def test_a_writer_waits_for_the_one_before_it(engine):
    order = []

    def slow():
        with transaction(engine) as connection:
            advance(connection)
            holding.set()
            time.sleep(0.3)
            order.append("first")

    holding = threading.Event()
    first = threading.Thread(target=slow)
    first.start()
    holding.wait(10)
    with transaction(engine) as connection:
        advance(connection)
        order.append("second")
    first.join()
    assert order == ["first", "second"]
    assert head(engine) == 2


def test_a_reader_neither_waits_for_a_writer_nor_sees_half_of_it(engine):
    with transaction(engine) as connection:
        advance(connection)
        assert head(engine) == 0


def test_sqlite_is_set_up_to_lose_nothing(sqlite_engine):
    with sqlite_engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}


def test_on_sqlite_a_transaction_is_the_only_writer_before_it_writes(sqlite_engine, sqlite_url):
    impatient = sqlite3.connect(make_url(sqlite_url).database, timeout=0.05)
    with transaction(sqlite_engine), pytest.raises(sqlite3.OperationalError, match="locked"):
        impatient.execute("BEGIN IMMEDIATE")
    impatient.execute("BEGIN IMMEDIATE")
    impatient.close()
