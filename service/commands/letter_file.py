"""A letter from a file, or from stdin."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from snapshots.errors import UnreadableLetter

if TYPE_CHECKING:
    from snapshots.letter import Letter

__all__ = ["STDIN", "bytes_of", "read_letter_file", "shown"]

STDIN = "-"


def read_letter_file(name: str) -> Letter:
    """The letter in a file, `-` for stdin; raises UnreadableLetter, which names the file."""
    from snapshots.read_letter import read_letter

    try:
        return read_letter(bytes_of(name), filename=None if name == STDIN else Path(name).name)
    except UnreadableLetter as error:
        raise type(error)(f"{shown(name)}: {error}") from error


def bytes_of(name: str) -> bytes:
    """What is in the file, `-` for stdin; raises UnreadableLetter, which leaves the name to the caller."""
    if name == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise UnreadableLetter(f"{error.strerror or error}; check the file's name") from error


def shown(name: str) -> str:
    """How a file is called in a message."""
    return "stdin" if name == STDIN else name
