"""HTML to a layout: the one way for HTML itself, for DOCX (through mammoth) and for Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from snapshots.layout.blocks import Layout
from snapshots.layout.compose import compose
from snapshots.layout.decode import decode_text
from snapshots.layout.html_blocks import read_blocks
from snapshots.layout.html_tree import declared_charset, is_deleted, parse_html
from snapshots.letter import Finding, Severity

__all__ = ["layout_of_html", "read_layout"]


def read_layout(data: bytes) -> Layout:
    """The layout of an HTML document: what a reader of the page sees of the letter, without pages.

    Raises EmptyLetter when no words are seen, UnsupportedFormat when the bytes are no text, DamagedFile when
    elements nest deeper than they can be read.
    """
    return layout_of_html(decode_text(data, declared=declared_charset(data)))


def layout_of_html(text: str, *, findings: Sequence[Finding] = ()) -> Layout:
    """The layout of an HTML document or fragment that is decoded already; `findings` go into it first."""
    root = parse_html(text)
    found = [*findings]
    if any(map(is_deleted, root.iter("del"))):
        found.append(
            Finding(
                code="changes.tracked",
                severity=Severity.WARNING,
                message="The document holds deleted words; they are left out of the text.",
            )
        )
    blocks, flattened = read_blocks(root)
    return compose(blocks, flattened=flattened, findings=found)
