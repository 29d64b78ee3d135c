"""How much of a letter became what: every non-blank character is counted once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from snapshots.letter import Coverage, Span

__all__ = ["measure_coverage"]

_BLANKS = re.compile(r"\s+")


def measure_coverage(
    text: str, *, statements: Iterable[Span], headings: Iterable[Span], running: Iterable[Span]
) -> Coverage:
    """The non-blank characters of the text by what they belong to; what nothing claims is narrative."""
    claimed = bytearray(len(text))
    for mark, spans in ((1, running), (2, headings), (3, statements)):
        for span in spans:
            claimed[span.start : span.end] = bytes([mark]) * (span.end - span.start)
    for blanks in _BLANKS.finditer(text):
        claimed[blanks.start() : blanks.end()] = bytes([4]) * (blanks.end() - blanks.start())
    counts = [claimed.count(mark) for mark in range(4)]
    return Coverage(
        characters=sum(counts),
        statements=counts[3],
        headings=counts[2],
        running=counts[1],
        narrative=counts[0],
    )
