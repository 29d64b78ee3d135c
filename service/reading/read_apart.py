"""Letters from strangers are read in a process of their own, which a hostile file may exhaust or crash alone.

The child reads one document from its standard input and writes the letter, or the error that the reader
raised, to its standard output. It has limits on memory and processor time, writes no file unless it
recognises a scan, and is told nothing of this service's surroundings; the parent has a limit on the clock.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from service.reading.reading_limits import ReadingLimits, bind_process
from snapshots import errors
from snapshots.errors import DamagedFile, UnreadableLetter
from snapshots.layout.recognise_scan import can_recognise
from snapshots.letter import Letter
from snapshots.letter_json import letter_from_json, letter_to_json

__all__ = ["read_apart", "surroundings"]

_LOG = logging.getLogger(__name__)

# What an interpreter needs of the surroundings to start; the settings, and the passwords in them, stay here.
_NEEDED = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
_ROOT = Path(__file__).resolve().parents[2]


def read_apart(
    data: bytes,
    *,
    filename: str | None = None,
    media_type: str | None = None,
    series: str | None = None,
    url: str | None = None,
    received_at: datetime | None = None,
    limits: ReadingLimits | None = None,
) -> Letter:
    """What `read_letter` gives for the same arguments, read in a child process within the limits.

    Raises what it raises, and DamagedFile when the child took too long, wanted too much memory or crashed.
    """
    bounds = limits or ReadingLimits()
    request = {
        "filename": filename,
        "media_type": media_type,
        "series": series,
        "url": url,
        "received_at": received_at.isoformat() if received_at else None,
        "limits": [bounds.seconds, bounds.memory_bytes],
    }
    answer = _ask_child(json.dumps(request).encode() + b"\n" + data, bounds)
    if "error" in answer:
        raise _error(answer["error"], answer["message"])
    return letter_from_json(answer)


def _ask_child(question: bytes, bounds: ReadingLimits) -> dict[str, Any]:
    try:
        child = subprocess.run(
            # -P: nothing that lies in the working folder is taken for a module. -B: no file is written.
            [sys.executable, "-P", "-B", "-m", "service.reading.read_apart"],
            input=question,
            capture_output=True,
            timeout=bounds.seconds,
            env=surroundings(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_slow(bounds) from error
    if child.returncode == -_OUT_OF_TIME:
        raise _too_slow(bounds)
    if child.returncode != 0:
        _LOG.error("the reader ended with %s: %s", child.returncode, _last_line(child.stderr))
        raise DamagedFile(
            "reading this file wanted more memory than a letter needs, or crashed the reader; "
            "save the letter anew from its source and send that"
        )
    answer: dict[str, Any] = json.loads(child.stdout)
    return answer


# Windows has no such signal, and no such limit.
_OUT_OF_TIME = getattr(signal, "SIGXCPU", 0) or -1


def surroundings() -> dict[str, str]:
    """The environment of the child: where its modules are, and no setting of ours."""
    paths = (str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")]))
    kept = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}


def _last_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")


def _too_slow(bounds: ReadingLimits) -> DamagedFile:
    return DamagedFile(
        f"reading was stopped after {bounds.seconds} seconds; the file is damaged, or no letter at all: "
        "save the letter anew from its source and send that"
    )


def _error(name: str, message: str) -> UnreadableLetter:
    kind: type[UnreadableLetter] = getattr(errors, name, UnreadableLetter)
    return kind(message)


# --- the child ----------------------------------------------------------------------------------------------


def _answer(head: dict[str, Any], data: bytes) -> dict[str, Any]:
    from snapshots.read_letter import read_letter

    received_at = head.pop("received_at")
    try:
        letter = read_letter(
            data, received_at=datetime.fromisoformat(received_at) if received_at else None, **head
        )
    except UnreadableLetter as error:
        return {"error": type(error).__name__, "message": str(error)}
    return letter_to_json(letter)


# What the pages of a scan take while they are recognised; without the tools for it nothing is written at all.
_LARGEST_FILE = 500_000_000


def _serve_one() -> None:
    head = json.loads(sys.stdin.buffer.readline())
    bind_process(*head.pop("limits"), largest_file=_LARGEST_FILE if can_recognise() else 0)
    answer = _answer(head, sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    _serve_one()
