"""A deadline through the letters: which window of an earlier letter was the same one, moved or not.

Windows are paired from letter to letter as comparisons pair them (`diffing/changes/pair_facts.py`), each
letter that speaks of the measure with the one before it that does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from diffing.changes.pair_facts import pair_deadlines
from diffing.intervals import Shift, has_a_date, same_window, shift_between
from snapshots.broken_lines import statement_as_read
from snapshots.letter import Statement, TimeExpression
from snapshots.lexicon import words_of_letter

__all__ = ["SaidWindow", "WindowLife", "window_lives", "windows_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidWindow:
    """A window as a letter, given by its key, says it in a statement."""

    letter: str
    statement: Statement
    time: TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowLife:
    """A window that the last letter which speaks of the measure names, and what it was; oldest first."""

    said: tuple[SaidWindow, ...]

    @property
    def now(self) -> SaidWindow:
        """What is said last."""
        return self.said[-1]

    @property
    def former(self) -> tuple[SaidWindow, ...]:
        """What held once, each where it was said last: other days than what followed."""
        return tuple(one for one, after in pairwise(self.said) if not same_window(one.time, after.time))

    @property
    def shift(self) -> Shift | None:
        """How far it moved last, to the days that hold now; None where it did not, or no day is named."""
        if not self.former or not (has_a_date(self.now.time) and has_a_date(self.former[-1].time)):
            return None
        return shift_between(self.former[-1].time, self.now.time)


def window_lives(said: Mapping[str, Sequence[Statement]], letters: Sequence[str]) -> tuple[WindowLife, ...]:
    """The lives of the windows that the last of these letters with a word of the measure names, in its order.

    `said` has the statements of each letter on the measure, `letters` their keys, the oldest first. They are
    given as they are read, with whole quotes.
    """
    mentions = [(key, tuple(map(statement_as_read, said[key]))) for key in letters if key in said]
    if not mentions:
        return ()
    return tuple(WindowLife(said=_life(mentions, now)) for now in windows_of(*mentions[-1]))


def windows_of(letter: str, statements: Iterable[Statement]) -> tuple[SaidWindow, ...]:
    """Each window of days once, where it is said first; words without a day count as one window."""
    found: dict[object, SaidWindow] = {}
    for statement in statements:
        for time in statement.deadlines:
            said = SaidWindow(letter=letter, statement=statement, time=time)
            found.setdefault((time.earliest, time.latest), said)
    return tuple(found.values())


def _life(mentions: Sequence[tuple[str, Sequence[Statement]]], now: SaidWindow) -> tuple[SaidWindow, ...]:
    life = [now]
    for (letter, before), (_, after) in reversed(list(pairwise(mentions))):
        earlier = _same_before(letter, before, after, life[0])
        if earlier is None:
            break
        life.insert(0, earlier)
    return tuple(life)


def _same_before(
    letter: str, before: Sequence[Statement], after: Sequence[Statement], now: SaidWindow
) -> SaidWindow | None:
    """The window of the older letter that this one of the newer was; words without a day follow any."""
    windows = windows_of(letter, before)
    if not has_a_date(now.time):
        return windows[0] if windows else None
    with words_of_letter(letter):
        pairs = pair_deadlines(before, after)
    for pair in pairs:
        if pair.before is not None and pair.after is not None and same_window(pair.after, now.time):
            return next(one for one in windows if same_window(one.time, pair.before))
    return None
