"""Figures that the letter itself calls rounded: "almost 500"."""

from __future__ import annotations

import re

from snapshots.letter import Amount, Quantity, Statement

__all__ = ["is_rounded"]

_ROUNDED = re.compile(
    r"\b(?:almost|nearly|around|about|some|over|more than|close to|up to|approximately)\s*$"
)


def is_rounded(statement: Statement, figure: Amount | Quantity) -> bool:
    """Whether a word right before the figure says so; not known in a part that a page break moved."""
    at = figure.spans[0].start - statement.spans[0].start
    return at >= 0 and _ROUNDED.search(statement.text[:at]) is not None
