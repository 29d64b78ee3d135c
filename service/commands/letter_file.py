"""A letter from a file, or from stdin."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from service.reading.received_names import received_name
from snapshots.errors import LetterTooLarge, UnreadableLetter

if TYPE_CHECKING:
    from snapshots.letter import Letter

__all__ = ["STDIN", "bytes_of", "name_of", "read_letter_file", "shown", "warn_of_order"]

STDIN = "-"


def read_letter_file(name: str) -> Letter:
    """The letter in a file, `-` for stdin; raises UnreadableLetter, which names the file."""
    from snapshots.layout.detect import MOST_BYTES
    from snapshots.read_letter import read_letter

    try:
        return read_letter(bytes_of(name, most=MOST_BYTES), filename=name_of(name))
    except UnreadableLetter as error:
        raise type(error)(f"{shown(name)}: {error}") from error


def warn_of_order(old: Letter, new: Letter) -> None:
    """A line on stderr where the older letter is dated after the newer one: two files may be swapped."""
    if old.date > new.date:
        said = f"OLD is dated {old.date}, after NEW, {new.date}: what moved is told backwards"
        typer.echo(f"lettertrail: {said}", err=True)


def bytes_of(name: str, *, most: int) -> bytes:
    """What is in the file, `-` for stdin; raises UnreadableLetter, which leaves the name to the caller.

    No more than `most` bytes are held: a file may be a device that never ends.
    """
    try:
        with nullcontext(sys.stdin.buffer) if name == STDIN else Path(name).open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise UnreadableLetter(f"{_why(error)}; check the file's name") from error
    if len(data) > most:
        raise LetterTooLarge(
            f"the file has more than {most} bytes, and {most} at most are read; send the letter alone"
        )
    return data


def _why(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)


def name_of(name: str) -> str | None:
    """The file's name as it is kept with the letter; None for stdin."""
    return None if name == STDIN else received_name(name)


def shown(name: str) -> str:
    """How a file is called in a message."""
    return "stdin" if name == STDIN else name.encode("utf-8", "replace").decode()
