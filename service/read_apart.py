"""Letters from strangers are read in a process of their own, which a hostile file may exhaust or crash alone.

The child reads one document from its standard input and writes the letter, or the error that the reader
raised, to its standard output. It has limits on memory and processor time; the parent has one on the clock.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from snapshots import errors
from snapshots.errors import DamagedFile, UnreadableLetter
from snapshots.letter import Letter
from snapshots.letter_json import letter_from_json, letter_to_json
from snapshots.read_letter import read_letter

__all__ = ["ReadingLimits", "read_apart"]

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLimits:
    """What one document may cost: seconds by the clock, and bytes of address space.

    A PDF of 500 pages takes about 15 seconds and 300 MB here; the interpreter and the PDF library map about
    as much again.
    """

    seconds: int = 60
    memory_bytes: int = 2_000 * _MEGABYTE


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
            [sys.executable, "-m", "service.read_apart"],
            input=question,
            capture_output=True,
            timeout=bounds.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise DamagedFile(
            f"reading was stopped after {bounds.seconds} seconds; the file is damaged, or no letter at all"
        ) from error
    if child.returncode != 0:
        raise DamagedFile(
            "reading this file wanted more memory than a letter needs, or crashed the reader; "
            "save the letter anew from its source and send that"
        )
    answer: dict[str, Any] = json.loads(child.stdout)
    return answer


def _error(name: str, message: str) -> UnreadableLetter:
    kind: type[UnreadableLetter] = getattr(errors, name, UnreadableLetter)
    return kind(message)


# --- the child ----------------------------------------------------------------------------------------------


def _answer(head: dict[str, Any], data: bytes) -> dict[str, Any]:
    received_at = head.pop("received_at")
    try:
        letter = read_letter(
            data, received_at=datetime.fromisoformat(received_at) if received_at else None, **head
        )
    except UnreadableLetter as error:
        return {"error": type(error).__name__, "message": str(error)}
    return letter_to_json(letter)


def _limit(seconds: int, memory_bytes: int) -> None:
    """Bind this process; where the system has no such limits (Windows), the parent's clock alone binds it."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _serve_one() -> None:
    head = json.loads(sys.stdin.buffer.readline())
    _limit(*head.pop("limits"))
    answer = _answer(head, sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    _serve_one()
