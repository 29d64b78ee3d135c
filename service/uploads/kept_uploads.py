"""Uploads as they are kept: rows become values here, and values rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from service.database import hold_alone
from service.errors import UnknownUpload
from service.projections.tables import compact_json
from service.uploads.tables import uploads
from snapshots.letter_json import moment_from_json, moment_to_json

__all__ = [
    "DayBounds",
    "Upload",
    "UploadState",
    "add_upload",
    "begin_again",
    "change_upload",
    "forget_old_uploads",
    "forget_upload",
    "load_upload",
    "room_for",
]

# Longer than anybody looks at one preview.
_KEPT = timedelta(days=1)
# A lock of our own on PostgreSQL: two that count at once would both find room.
_COUNTING = 0x1E77E5


class UploadState(StrEnum):
    """What is done with it: it is being read, or recorded; it was read, or recorded, or cannot be."""

    READING = "reading"
    READ = "read"
    RECORDING = "recording"
    RECORDED = "recorded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that somebody sent for a series; `told` is what was found in it, or what went wrong."""

    id: str
    series: str
    filename: str | None
    media_type: str | None
    data: bytes
    state: UploadState
    received_at: datetime
    changed_at: datetime
    told: Mapping[str, Any]


def add_upload(connection: Connection, upload: Upload) -> None:
    """Keep it; whatever came in more than a day before it is forgotten."""
    forget_old_uploads(connection, upload.received_at)
    row = {
        "id": upload.id,
        "series": upload.series,
        "filename": upload.filename,
        "media_type": upload.media_type,
        "data": upload.data,
        "state": upload.state.value,
        "received_at": moment_to_json(upload.received_at),
        "changed_at": moment_to_json(upload.changed_at),
        "told": compact_json(dict(upload.told)),
        "size": len(upload.data),
    }
    connection.execute(insert(uploads).values(row))


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBounds:
    """How many files and bytes may come in within a day."""

    files: int
    most_bytes: int


def room_for(connection: Connection, upload: Upload, bounds: DayBounds) -> timedelta:
    """How long until a day has room for this upload, too; zero where it has now.

    What was thrown away does not count; what was recorded or could not be read does. Nobody else counts until
    this transaction ends.
    """
    hold_alone(connection, _COUNTING)
    day = select(uploads.c.received_at, uploads.c.size)
    day = day.where(uploads.c.received_at >= moment_to_json(upload.received_at - _KEPT))
    came_in = connection.execute(day.order_by(uploads.c.received_at)).all()
    files, size = len(came_in) + 1, sum(row.size for row in came_in) + len(upload.data)
    wait = timedelta()
    for row in came_in:
        if files <= bounds.files and size <= bounds.most_bytes:
            return wait
        files, size = files - 1, size - row.size
        wait = moment_from_json(row.received_at) + _KEPT - upload.received_at
    return wait if files <= bounds.files and size <= bounds.most_bytes else _KEPT


def load_upload(connection: Connection, upload: str) -> Upload:
    """The upload of this id; raises UnknownUpload."""
    if "\0" in upload:  # PostgreSQL has no text with it, and refuses to be asked
        raise UnknownUpload
    row = connection.execute(select(uploads).where(uploads.c.id == upload)).first()
    if row is None:
        raise UnknownUpload
    return Upload(
        id=row.id,
        series=row.series,
        filename=row.filename,
        media_type=row.media_type,
        data=bytes(row.data),
        state=UploadState(row.state),
        received_at=moment_from_json(row.received_at),
        changed_at=moment_from_json(row.changed_at),
        told=json.loads(row.told),
    )


def change_upload(
    connection: Connection,
    upload: str,
    *,
    was: UploadState,
    state: UploadState,
    changed_at: datetime,
    told: Mapping[str, Any] | None = None,
    keep_data: bool = True,
) -> bool:
    """Whether it was in that state, and is in the new one now; of two that try one succeeds."""
    values: dict[str, Any] = {"state": state.value, "changed_at": moment_to_json(changed_at)}
    if told is not None:
        values["told"] = compact_json(dict(told))
    if not keep_data:
        values["data"] = b""
    there = (uploads.c.id == upload) & (uploads.c.state == was.value)
    return bool(connection.execute(update(uploads).where(there).values(**values)).rowcount)


def begin_again(connection: Connection, upload: Upload, *, changed_at: datetime) -> bool:
    """Whether it stands as it was seen, and work on it begins anew now; of two that try one succeeds."""
    as_seen = (
        (uploads.c.id == upload.id)
        & (uploads.c.state == upload.state.value)
        & (uploads.c.changed_at == moment_to_json(upload.changed_at))
    )
    anew = update(uploads).where(as_seen).values(changed_at=moment_to_json(changed_at))
    return bool(connection.execute(anew).rowcount)


def forget_upload(connection: Connection, upload: str) -> bool:
    """Delete it, with its bytes; False, and nothing, where it is recorded: that counts for its day."""
    recorded = uploads.c.state.in_([UploadState.RECORDING.value, UploadState.RECORDED.value])
    gone = delete(uploads).where(uploads.c.id == upload, ~recorded)
    return bool(connection.execute(gone).rowcount)


def forget_old_uploads(connection: Connection, now: datetime) -> int:
    """Delete what came in more than a day ago, whatever has become of it; gives how many that were."""
    old = uploads.c.received_at < moment_to_json(now - _KEPT)
    return connection.execute(delete(uploads).where(old)).rowcount
