"""Pages drawn in a process of their own, which a hostile file may exhaust or crash alone; each drawn once."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock, Semaphore

from service.reading.read_apart import surroundings
from service.reading.reading_limits import ReadingLimits

__all__ = ["SCALES", "DrawingBusy", "DrawnPages", "NotDrawn"]

_LOG = logging.getLogger(__name__)

# Pixels a point: for a screen, for a sharp one, for print.
SCALES = (1, 2, 3)
# A page at twice its size takes 0.3 s, most of it to start an interpreter, and 150 MB.
_LIMITS = ReadingLimits(seconds=20, memory_bytes=1_000_000_000)
# A visitor who leafs through a letter must not take every core, nor strangers all of the memory.
_AT_ONCE = 2
# Pictures of 100 to 300 kB, and lists of sizes.
_MOST_KEPT = 64


class NotDrawn(Exception):
    """The file has no such page, or could not be drawn within the limits."""


class DrawingBusy(NotDrawn):
    """Others are being drawn, and went on too long to wait for: ask again in a moment."""


@dataclass(slots=True)
class DrawnPages:
    """Pages and their sizes by the SHA-256 of the file, the last ones kept; safe to use from many threads.

    `load` gives the bytes of a file; it is called only for what is not kept. Who has waited for `patience`
    seconds for a turn waits no longer: threads that wait are threads that serve nobody.
    """

    patience: float = 5.0

    _kept: OrderedDict[tuple[str, int, int], bytes] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)
    _turns: Semaphore = field(default_factory=lambda: Semaphore(_AT_ONCE))

    def sizes(self, sha256: str, load: Callable[[], bytes]) -> tuple[tuple[float, float], ...]:
        """Width and height of each page, in points; raises NotDrawn, DrawingBusy too."""
        written = self._keep((sha256, 0, 0), load)
        return tuple((width, height) for width, height in json.loads(written))

    def picture(self, sha256: str, page: int, scale: int, load: Callable[[], bytes]) -> bytes:
        """The page, counted from 1, as a PNG of that many pixels a point; raises as `sizes` does."""
        return self._keep((sha256, page, scale), load)

    def _keep(self, key: tuple[str, int, int], load: Callable[[], bytes]) -> bytes:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        if not self._turns.acquire(timeout=self.patience):
            raise DrawingBusy
        try:
            drawn = _ask_child(load(), page=key[1] or None, scale=key[2])
        finally:
            self._turns.release()
        with self._lock:
            self._kept[key] = drawn
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return drawn


def _ask_child(data: bytes, *, page: int | None, scale: int) -> bytes:
    asked = {"page": page, "scale": scale, "limits": [_LIMITS.seconds, _LIMITS.memory_bytes]}
    try:
        child = subprocess.run(
            [sys.executable, "-P", "-B", "-m", "service.page_images.draw_page"],
            input=json.dumps(asked).encode() + b"\n" + data,
            capture_output=True,
            timeout=_LIMITS.seconds,
            env=surroundings(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotDrawn from error
    if child.returncode != 0:
        _LOG.warning("page %s was not drawn: the child ended with %s", page, child.returncode)
        raise NotDrawn
    return child.stdout
