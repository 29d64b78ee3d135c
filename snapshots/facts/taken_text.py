"""Which characters of a text are spoken for, so that no two facts of a kind are read from the same words."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["TakenText"]


class TakenText:
    """The characters of one text, each taken or free; asking costs what the asked stretch is long."""

    __slots__ = ("_taken",)

    def __init__(self, length: int, stretches: Iterable[tuple[int, int]] = ()) -> None:
        self._taken = bytearray(length)
        for start, end in stretches:
            self.take(start, end)

    def take(self, start: int, end: int) -> None:
        """Marks text[start:end]; what reaches beyond the text is no part of it."""
        end = min(end, len(self._taken))
        if start < end:
            self._taken[start:end] = b"\1" * (end - start)

    def holds_any_of(self, start: int, end: int) -> bool:
        """Whether a character of text[start:end] is taken."""
        return self._taken.find(1, start, end) >= 0
