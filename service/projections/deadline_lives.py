"""Deadlines of an item from letter to letter: which window is the same, moved, and which is no more. Pure.

A window keeps its place, and with it the event of a calendar, for as long as letters name a day for it;
windows of two letters are paired as comparisons pair them (`diffing/changes/pair_facts.py`). A place that was
given up is taken again by the next window that is new: what has a day again after a while is the same event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from diffing.changes.pair_facts import pair_deadlines
from diffing.intervals import has_a_date, same_window
from snapshots.broken_lines import statement_as_read
from snapshots.letter import Statement, TimeExpression
from snapshots.lexicon import words_of_letter

__all__ = ["DeadlineLife", "Mention", "deadline_lives", "named_windows"]

# A letter by its key, and what it says of the item in reading order.
Mention = tuple[str, Sequence[Statement]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineLife:
    """A window as a letter, by its key, said it last; `ended_by` is the letter that names it no more."""

    place: int
    letter: str
    statement: Statement
    deadline: TimeExpression
    ended_by: str | None = None


def deadline_lives(mentions: Sequence[Mention]) -> tuple[DeadlineLife, ...]:
    """The windows that an item has or had, by their places; `mentions` are its letters, the oldest first.

    Statements are given as they are read, with whole quotes, as a comparison pairs them.
    """
    lives: list[DeadlineLife] = []
    before: Sequence[Statement] = ()
    for letter, raw in mentions:
        said = tuple(map(statement_as_read, raw))
        lives = _after(lives, before, letter, said)
        before = said
    return tuple(lives)


def named_windows(
    statements: Sequence[Statement],
) -> dict[tuple[date | None, date | None], tuple[Statement, TimeExpression]]:
    """The windows of days that statements name, in reading order, each with the first to name it."""
    windows: dict[tuple[date | None, date | None], tuple[Statement, TimeExpression]] = {}
    for statement in statements:
        for deadline in statement.deadlines:
            if has_a_date(deadline):
                windows.setdefault((deadline.earliest, deadline.latest), (statement, deadline))
    return windows


def _after(
    lives: list[DeadlineLife], before: Sequence[Statement], letter: str, said: Sequence[Statement]
) -> list[DeadlineLife]:
    """The lives once this letter has spoken."""
    named = list(named_windows(said).values())
    with words_of_letter(letter):
        pairs = [pair for pair in pair_deadlines(before, said) if pair.before is not None]
    going_on: list[DeadlineLife] = []
    for life in lives:
        heirs = (
            one.after
            for one in pairs
            if life.ended_by is None and one.before is not None and same_window(one.before, life.deadline)
        )
        heir = next((one for one in heirs if one is not None), None)
        found = _taken(named, heir)
        going_on.append(_said(life, letter, found) if found else _ended(life, letter))
    return _with_new(going_on, letter, named)


def _taken(
    named: list[tuple[Statement, TimeExpression]], heir: TimeExpression | None
) -> tuple[Statement, TimeExpression] | None:
    """What names this window, taken out of what is named; None where nothing does, or not any more."""
    at = next((n for n, (_, time) in enumerate(named) if heir is not None and same_window(time, heir)), None)
    return None if at is None else named.pop(at)


def _said(life: DeadlineLife, letter: str, found: tuple[Statement, TimeExpression]) -> DeadlineLife:
    return DeadlineLife(place=life.place, letter=letter, statement=found[0], deadline=found[1])


def _ended(life: DeadlineLife, letter: str) -> DeadlineLife:
    return replace(life, ended_by=life.ended_by or letter)


def _with_new(
    lives: list[DeadlineLife], letter: str, named: list[tuple[Statement, TimeExpression]]
) -> list[DeadlineLife]:
    """The lives with the windows that are new, at places that were given up before at new ones."""
    left = list(named)
    filled = [_said(life, letter, left.pop(0)) if life.ended_by and left else life for life in lives]
    fresh = [
        DeadlineLife(place=place, letter=letter, statement=statement, deadline=deadline)
        for place, (statement, deadline) in enumerate(left, len(filled))
    ]
    return filled + fresh
