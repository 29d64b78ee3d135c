"""When the record was verified, and with what result: kept in a table that is not derived from the log."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from service.projections.tables import compact_json, verifications
from snapshots.letter_json import moment_from_json, moment_to_json

__all__ = ["PastVerification", "add_verification", "last_verification"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastVerification:
    """The record was verified then, and had so many events; `failures` is empty where it was intact."""

    verified_at: datetime
    events: int
    failures: tuple[str, ...]


def add_verification(connection: Connection, past: PastVerification) -> None:
    """Keep the result."""
    row = {
        "verified_at": moment_to_json(past.verified_at),
        "events": past.events,
        "failures": compact_json(list(past.failures)),
    }
    connection.execute(insert(verifications).values(row))


def last_verification(connection: Connection) -> PastVerification | None:
    """The newest result; None where the record was never verified."""
    query = select(verifications).order_by(verifications.c.verified_at.desc()).limit(1)
    row = connection.execute(query).first()
    if row is None:
        return None
    return PastVerification(
        verified_at=moment_from_json(row.verified_at),
        events=row.events,
        failures=tuple(json.loads(row.failures)),
    )
