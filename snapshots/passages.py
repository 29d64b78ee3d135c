"""What stands together in a letter: the stretches of one column under one part and priority."""

from __future__ import annotations

from dataclasses import dataclass

from snapshots.letter import Box, Column, Span

__all__ = ["Passage", "Stretch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words that stand together in one cell or paragraph.

    `joins` says that they go on from the stretch before them in their passage, which broke off. `opens_row`
    says that a row begins here that no page break made, `after_break` that the first row of a page does,
    `due` that these are the words of a column of dates, which belong to the stretch before them.
    """

    span: Span
    level: int = 0
    heading: bool = False
    joins: bool = False
    opens_row: bool = False
    after_break: bool = False
    due: bool = False
    page: int | None = None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The stretches of one column under one part and priority; the letter proper has neither."""

    column: Column
    part: str | None = None
    priority: str | None = None
    stretches: tuple[Stretch, ...] = ()
