"""A letter is withdrawn: from then on it counts as not held, and everything that it said stays in the log.

What was published stays as it was. The event, the lists and the items of the series go in together.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from diffing.items import follow_items
from service import clock
from service.database import transaction
from service.errors import RecordingContested
from service.projections.decisions import load_decisions
from service.projections.items import replace_items
from service.projections.letters import find_letter, set_withdrawn
from service.projections.readings import load_readings
from snapshots.errors import WrongExpectedVersion
from snapshots.event_log import append, read_stream
from snapshots.letter_stream import decide_withdraw, letter_stream

__all__ = ["withdraw_letter"]

_TRIES = 5


def withdraw_letter(
    engine: Engine, series: str, label: str, *, reason: str, now: Callable[[], datetime] = clock.now
) -> str:
    """The key of the letter of a date or re-issue, which is withdrawn when this returns.

    Raises UnknownSeries, UnknownLetter (WithdrawnLetter where it was withdrawn before) and BadDecision for an
    empty reason; RecordingContested, having recorded nothing, when others kept reading it anew first.
    """
    for _ in range(_TRIES):
        with engine.connect() as connection:
            key = find_letter(connection, series, label).key
            history = [recorded.event for recorded in read_stream(connection, letter_stream(key))]
        events = decide_withdraw(history, reason=reason)
        try:
            with transaction(engine) as connection:
                append(
                    connection,
                    letter_stream(key),
                    expected_version=len(history),
                    events=events,
                    recorded_at=now(),
                )
                set_withdrawn(connection, key, reason.strip())
                # Within the transaction: withdrawing is rare, and nobody may see items of what is not held.
                readings = load_readings(connection, series)
                decisions = readings.carry(load_decisions(connection, series).in_force).decisions
                items = follow_items(readings.every_reading, heirs=readings.heirs, decisions=decisions)
                replace_items(connection, series, items, readings.every_reading)
        except WrongExpectedVersion:
            continue
        return key
    raise RecordingContested(f"the withdrawal of {label}", _TRIES)
