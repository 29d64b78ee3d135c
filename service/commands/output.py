"""What a command writes: words for people, coloured on a terminal that wants it; exact JSON for programs."""

from __future__ import annotations

import json
import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import Console
    from rich.text import Text

__all__ = ["WIDTH_OF_A_FILE", "open_console", "print_indented", "shorten", "write_csv_text", "write_json"]

# Where there is no terminal to ask, and COLUMNS is not set.
WIDTH_OF_A_FILE = 100


def open_console(*, stderr: bool = False) -> Console:
    """Where people read: as wide as the terminal; plain where it is none, or where NO_COLOR is set."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")
    width = None if stream.isatty() or "COLUMNS" in os.environ else WIDTH_OF_A_FILE
    console = Console(stderr=stderr, highlight=False, emoji=False, markup=False, width=width)
    # Rich would end the process with 1; that a reader has seen enough is no fault (see outcome.py).
    console.on_broken_pipe = _seen_enough  # type: ignore[method-assign]
    return console


def _seen_enough() -> None:
    raise BrokenPipeError


def print_indented(
    console: Console, words: Text, *, margin: int, label: str = "", style: str = "dim"
) -> None:
    """The words, wrapped behind a margin in which `label` stands once; no blanks at the ends of lines."""
    from rich.text import Text

    for number, line in enumerate(words.wrap(console, max(console.width - margin, 20))):
        line.rstrip()
        console.print(Text.assemble((f"{'' if number else label:>{margin}}", style), line), soft_wrap=True)


def write_json(value: Any) -> None:
    """The value as UTF-8 on stdout, whatever the locale; the same value gives the same bytes."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.write("\n")


def write_csv_text(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> None:
    """The rows as CSV in UTF-8 on stdout, whatever the locale; lines end in CRLF as RFC 4180 has it."""
    from service.showing.change_rows import write_csv

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    sys.stdout.write(write_csv(rows, columns))


def shorten(text: str, limit: int) -> str:
    """The text on one line, cut at a blank so that it has at most `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut else cut}…"
