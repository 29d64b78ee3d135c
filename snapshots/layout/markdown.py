"""Markdown to a layout, by way of the HTML that it stands for."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise, takewhile

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from snapshots.layout.blocks import Layout
from snapshots.layout.bullets import split_bullet
from snapshots.layout.decode import decode_text
from snapshots.layout.html import layout_of_html

__all__ = ["read_layout"]


def read_layout(data: bytes) -> Layout:
    """The layout of a Markdown document (CommonMark with tables and struck-out words), without pages.

    A ">" at the start of a line is a bullet that lost its shape, no quotation. Raises EmptyLetter when there
    are no words, UnsupportedFormat when the bytes are no text.
    """
    return layout_of_html(_markdown().render(_with_all_columns(decode_text(data))))


# The line under a table's column headings (GitHub Flavored Markdown 4.10).
_DELIMITER = re.compile(r" {0,3}\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?\s*)?")
_CELL_END = re.compile(r"(?<!\\)\|")


def _with_all_columns(text: str) -> str:
    """The text, its tables' headings made as wide as the widest row: Markdown drops what goes beyond them."""
    lines = text.split("\n")
    for at in range(1, len(lines)):
        if _DELIMITER.fullmatch(lines[at]) and "|" in lines[at - 1]:
            rows = takewhile(lambda line: "|" in line, lines[at + 1 :])
            missing = max(map(_columns, rows), default=0) - _columns(lines[at])
            if missing > 0 and _columns(lines[at - 1]) == _columns(lines[at]):
                lines[at - 1] = _closed(lines[at - 1]) + " |" * missing
                lines[at] = _closed(lines[at]) + "---|" * missing
    return "\n".join(lines)


def _columns(line: str) -> int:
    inner = line.strip().removeprefix("|")
    return len(_CELL_END.split(inner.removesuffix("|") if not inner.endswith("\\|") else inner))


def _closed(line: str) -> str:
    stripped = line.rstrip()
    return stripped if stripped.endswith("|") and not stripped.endswith("\\|") else stripped + " |"


@cache
def _markdown() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    # Indented code would take the words that hang below a bullet for a program.
    reader.disable(["blockquote", "code"])
    reader.core.ruler.after("inline", "bullets_on_lines_of_their_own", _break_before_bullets)
    return reader


def _break_before_bullets(state: StateCore) -> None:
    """A line that opens with a bullet stays a line: Markdown would run it into the one above."""
    for block in state.tokens:
        for line_end, after in pairwise(block.children or []):
            if line_end.type == "softbreak" and split_bullet(after.content)[0]:
                line_end.type, line_end.tag = "hardbreak", "br"
