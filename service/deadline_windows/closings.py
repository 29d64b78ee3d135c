"""Which windows close, as the letters of a series have it, whether their last day is over or not. Pure.

A window closes on the words of one letter: the last that speaks of its measure and is dated no later than the
window's last day. Where that letter names the window and does not say that it is done, nothing was known by
that day that took the window away. What letters of later days say does not undo that, whenever they came in;
a letter of before that day does, however late it comes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from diffing.item_ids import item_id
from diffing.items import Item
from service.projections.deadline_lives import named_windows
from snapshots.letter import Letter, Statement, Status, TimeExpression

__all__ = ["Closing", "Measure", "Said", "Window", "closings", "measures_of", "owners", "said_by_entry"]

# The first and the last day.
Window = tuple[date | None, date]
# A letter by its key, a statement of it, and a window that it names.
Said = tuple[str, str, Window]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """An item, and what each letter says of it: letters by key, the oldest first, in reading order.

    `aliases` are ids that it had before, where somebody asks for its `owners`.
    """

    id: str
    series: str
    label: str
    partners: tuple[str, ...]
    mentions: tuple[tuple[str, tuple[Statement, ...]], ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A window that closes on the words of a letter, by its key.

    `named_by` are the letters that name these days of the measure by then, this one the last of them;
    `spoken` says that a letter of a later day speaks of the measure.
    """

    measure: Measure
    letter: str
    statement: Statement
    deadline: TimeExpression
    window: Window
    named_by: tuple[str, ...]
    spoken: bool

    @property
    def said(self) -> Said:
        """What it rests on."""
        return self.letter, self.statement.id, self.window


def closings(measures: Iterable[Measure]) -> tuple[Closing, ...]:
    """By measure, then by letter, in reading order; for one measure and window there is one."""
    return tuple(one for measure in measures for one in _of_measure(measure))


def measures_of(letters: Sequence[Letter], items: Iterable[Item]) -> tuple[Measure, ...]:
    """The items of a series with what its letters say of each, in the order of the items."""
    said = {(letter.key, one.id): one for letter in letters for one in letter.statements}
    series = letters[0].series or "" if letters else ""
    return tuple(
        Measure(
            id=item.id,
            series=series,
            label=item.label,
            partners=item.partners,
            aliases=item.aliases,
            mentions=tuple(
                (one.letter_key, tuple(said[one.letter_key, name] for name in one.statement_ids))
                for one in item.appearances
            ),
        )
        for item in items
    )


def owners(measures: Iterable[Measure]) -> dict[str, str]:
    """Whose each id is: that of a measure, or one that it may have had, since ids are made of statements."""
    every = tuple(measures)
    made = {
        item_id(key, statement.id): one.id
        for one in every
        for key, said in one.mentions
        for statement in said
    }
    named = {alias: one.id for one in every for alias in one.aliases}
    return made | named | {one.id: one.id for one in every}


def said_by_entry(content: Mapping[str, Any]) -> Said:
    """What the entry of a window that has closed rests on, given its content."""
    days = content["facts"]["deadline"]
    earliest = None if days["earliest"] is None else date.fromisoformat(days["earliest"])
    before = content["before"]
    return before["letter"], before["statements"][0], (earliest, date.fromisoformat(days["latest"]))


def _of_measure(measure: Measure) -> Iterator[Closing]:
    days = [_day(letter) for letter, _ in measure.mentions]
    named = [named_windows(said) for _, said in measure.mentions]
    for at, (letter, _) in enumerate(measure.mentions):
        behind = days[at + 1] if at + 1 < len(days) else None
        for (earliest, latest), (statement, deadline) in named[at].items():
            if latest is None or latest < days[at] or statement.status is Status.DONE:
                continue
            if behind is None or latest < behind:
                yield Closing(
                    measure=measure,
                    letter=letter,
                    statement=statement,
                    deadline=deadline,
                    window=(earliest, latest),
                    named_by=tuple(
                        key
                        for (key, _), windows in zip(measure.mentions[: at + 1], named, strict=False)
                        if (earliest, latest) in windows
                    ),
                    spoken=behind is not None,
                )


def _day(letter: str) -> date:
    """The day of a letter, by its key."""
    return date.fromisoformat(letter.split("/")[1])
