"""An upload from the file to the record: each step changes its row, and another request looks at the row.

Reading and recording may take a minute: they run behind the answer that the browser gets. A process that dies
meanwhile leaves the row as it was; `interrupted` says so after a while, and the step can be taken again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import Engine

from service import clock
from service.database import transaction
from service.errors import ServiceError
from service.recording.preview_arrival import preview_arrival
from service.recording.record_letter import ReadLetter, check_series_name, preview_letter, record_letter
from service.too_much import TooManyUploads
from service.uploads.kept_uploads import (
    DayBounds,
    Upload,
    UploadState,
    add_upload,
    begin_again,
    change_upload,
    load_upload,
    room_for,
)
from service.uploads.upload_told import told_of_arrival
from snapshots.errors import SnapshotError

__all__ = ["UploadWork", "interrupted", "receive_upload"]

_AT_WORK = {UploadState.READING, UploadState.RECORDING}


def receive_upload(engine: Engine, upload: Upload, bounds: DayBounds) -> None:
    """Keep a file to be read; raises BadSeriesName, and TooManyUploads where the day has no room for it."""
    check_series_name(upload.series)
    with transaction(engine) as connection:
        wait = room_for(connection, upload, bounds)
        if wait:
            raise TooManyUploads(
                files=bounds.files, most_bytes=bounds.most_bytes, retry_after=ceil(wait.total_seconds())
            )
        add_upload(connection, upload)


def interrupted(upload: Upload, now: datetime, longest: timedelta) -> bool:
    """Whether work on it began so long ago that nobody can be at it any more."""
    return upload.state in _AT_WORK and now - upload.changed_at > longest


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadWork:
    """What is needed to work on uploads: the database, the reader, and the name for entries' ids."""

    engine: Engine
    read: ReadLetter
    authority: str
    now: Callable[[], datetime] = clock.now

    def read_upload(self, upload: str) -> None:
        """Read it and tell what it would bring; or why it cannot be read."""
        self._work(upload, UploadState.READING, UploadState.READ, self._told)

    def begin_recording(self, upload: str, was: UploadState = UploadState.READ) -> bool:
        """Whether it is to be recorded now: it was read, and nobody else records it."""
        with transaction(self.engine) as connection:
            return change_upload(
                connection, upload, was=was, state=UploadState.RECORDING, changed_at=self.now()
            )

    def begin_again(self, upload: Upload) -> bool:
        """Whether interrupted work is to be done anew: it stands as it was seen, and nobody else does it."""
        with transaction(self.engine) as connection:
            return begin_again(connection, upload, changed_at=self.now())

    def record_upload(self, upload: str) -> None:
        """Record and publish what was read; the same letter twice is recorded once."""
        self._work(upload, UploadState.RECORDING, UploadState.RECORDED, self._recorded)

    def _work(
        self,
        upload: str,
        was: UploadState,
        state: UploadState,
        work: Callable[[Upload], dict[str, object]],
    ) -> None:
        with self.engine.connect() as connection:
            kept = load_upload(connection, upload)
        try:
            told = work(kept)
        except (ServiceError, SnapshotError) as error:
            state, told = UploadState.FAILED, {"problem": str(error)}
        with transaction(self.engine) as connection:
            change_upload(
                connection,
                upload,
                was=was,
                state=state,
                changed_at=self.now(),
                told=told,
                keep_data=state is UploadState.READ,
            )

    def _told(self, kept: Upload) -> dict[str, object]:
        preview = preview_letter(
            self.engine,
            kept.data,
            series=kept.series,
            filename=kept.filename,
            media_type=kept.media_type,
            read=self.read,
        )
        return told_of_arrival(preview_arrival(self.engine, preview, authority=self.authority))

    def _recorded(self, kept: Upload) -> dict[str, object]:
        recorded = record_letter(
            self.engine,
            kept.data,
            series=kept.series,
            filename=kept.filename,
            media_type=kept.media_type,
            read=self.read,
            authority=self.authority,
            now=self.now,
        )
        return {
            **kept.told,
            "key": recorded.key,
            "beside": "" if recorded.beside is None else recorded.beside.after,
            "entries": sum(not entry.minor for entry in recorded.entries),
        }
