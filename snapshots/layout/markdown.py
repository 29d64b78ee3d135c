"""Markdown to a layout, by way of the HTML that it stands for."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

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
    return layout_of_html(_markdown().render(decode_text(data)))


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
