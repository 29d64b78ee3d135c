"""Words that stand in several places of a letter, read as one text, with the way back to where they stand.

Where a line of the letter ends within them, whoever reads the words finds a blank: no sum or name is another
one for it. What is quoted is as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from snapshots.letter import Span

__all__ = ["JoinedText", "join_spans"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedText:
    """`text` is the words of `spans`, in order, joined by one blank, with a blank for each end of a line.

    `written` is the same as it stands in the letter, of the same length.
    """

    text: str
    written: str
    spans: tuple[Span, ...]

    def spans_of(self, start: int, end: int) -> tuple[Span, ...]:
        """Where the words `text[start:end]` stand in the letter; one span for each place that they touch.

        A blank between two places belongs to neither, so a stretch of nothing else gives no span.
        """
        found: list[Span] = []
        offset = 0
        for span in self.spans:
            length = span.end - span.start
            first, last = max(start - offset, 0), min(end - offset, length)
            if first < last:
                found.append(Span(start=span.start + first, end=span.start + last))
            offset += length + 1
        return tuple(found)

    def part(self, start: int, end: int) -> JoinedText:
        """The words `text[start:end]` alone."""
        return JoinedText(
            text=self.text[start:end], written=self.written[start:end], spans=self.spans_of(start, end)
        )


def join_spans(letter_text: str, spans: Iterable[Span]) -> JoinedText:
    """The words of the spans of a letter as one text."""
    places = tuple(spans)
    written = " ".join(letter_text[s.start : s.end] for s in places)
    return JoinedText(text=written.replace("\n", " "), written=written, spans=places)
