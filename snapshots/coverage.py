"""How much of a letter became what: every non-blank character is counted once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from snapshots.letter import Coverage, Span

__all__ = ["measure_coverage"]


def measure_coverage(
    text: str, *, statements: Iterable[Span], headings: Iterable[Span], running: Iterable[Span]
) -> Coverage:
    """The non-blank characters of the text by what they belong to; what nothing claims is narrative."""
    claimed = bytearray(len(text))
    edges = {0, len(text)}
    for mark, spans in ((1, running), (2, headings), (3, statements)):
        for span in spans:
            claimed[span.start : span.end] = bytes([mark]) * (span.end - span.start)
            edges |= {span.start, span.end}
    counts = [0, 0, 0, 0]
    for start, end in pairwise(sorted(edges)):
        counts[claimed[start]] += sum(map(len, text[start:end].split()))
    return Coverage(
        characters=sum(counts),
        statements=counts[3],
        headings=counts[2],
        running=counts[1],
        narrative=counts[0],
    )
