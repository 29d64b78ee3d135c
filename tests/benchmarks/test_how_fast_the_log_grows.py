"""How long the log takes to take in a letter and to be followed, on SQLite and on PostgreSQL.

The PostgreSQL of the tests runs without fsync; service/DESIGN.md has figures with it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from record_samples import letter_of, published

from service.database import transaction
from snapshots.event_log import append, read_after
from snapshots.letter_stream import decide_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine

    from snapshots.letter_events import Event

NOON = datetime(2031, 1, 10, 12, 0, tzinfo=UTC)
NUMBERS = count()


def add(engine: Engine, events: Sequence[Event]) -> tuple[int, ...]:
    stream = f"letter/harbours/{next(NUMBERS)}"
    with transaction(engine) as connection:
        return append(connection, stream, expected_version=0, events=events, recorded_at=NOON)


def test_appending_one_event(engine: Engine, measure: Any) -> None:
    assert len(measure(add, engine, [published("1")], rounds=50)) == 1


def test_appending_a_letter_of_a_thousand_statements(engine: Engine, measure: Any) -> None:
    assert len(measure(add, engine, decide_record((), letter_of(statements=1_000)))) == 1_002


def test_following_a_thousand_events(engine: Engine, measure: Any) -> None:
    add(engine, decide_record((), letter_of(statements=1_000)))

    def follow() -> int:
        with engine.connect() as connection:
            return len(read_after(connection, 0, limit=1_000))

    assert measure(follow) == 1_000
