"""Readings of documents that were read last, kept: to look at a document again does not read it again.

What a reader makes of bytes follows from them, from what they are called and from the series: that is what a
reading is kept by. When the document came and from where is added to what is kept.
"""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from threading import Lock

from service.recording.record_letter import ReadLetter
from snapshots.letter import Letter

__all__ = ["KeptReadings"]

# A letter of 250 statements takes 2 MB.
_MOST = 16

_Key = tuple[str, str | None, str | None, str | None]


class KeptReadings:
    """A reader (`ReadLetter`) that asks another one for what it has not kept; safe to use from many threads.

    Those that ask for the same at once wait for one reading. What cannot be read is not kept: that may have
    been the fault of limits on time.
    """

    def __init__(self, read: ReadLetter, *, most: int = _MOST) -> None:
        self._read = read
        self._most = most
        self._kept: OrderedDict[_Key, Future[Letter]] = OrderedDict()
        self._lock = Lock()

    def __call__(
        self,
        data: bytes,
        *,
        filename: str | None = None,
        media_type: str | None = None,
        series: str | None = None,
        url: str | None = None,
        received_at: datetime | None = None,
    ) -> Letter:
        """What the other reader gives, and raises."""
        key = (sha256(data).hexdigest(), filename, media_type, series)
        reading, is_new = self._asked_for(key)
        if is_new:
            try:
                reading.set_result(self._read(data, filename=filename, media_type=media_type, series=series))
            except BaseException as error:  # noqa: BLE001 - those who wait are told, whatever it is
                self._forget(key)
                reading.set_exception(error)
        letter = reading.result()
        return replace(letter, source=replace(letter.source, url=url, received_at=received_at))

    def _asked_for(self, key: _Key) -> tuple[Future[Letter], bool]:
        """The reading, and whether it is for whoever asks to make it."""
        with self._lock:
            is_new = key not in self._kept
            reading = self._kept.setdefault(key, Future())
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return reading, is_new

    def _forget(self, key: _Key) -> None:
        with self._lock:
            self._kept.pop(key, None)
