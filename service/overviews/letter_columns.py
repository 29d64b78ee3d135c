"""The letters of a series as columns: those that are held, those withdrawn, and those that others name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.addresses import letter_path
from service.projections.letters import HeldLetter, Withdrawn
from service.projections.named_letters import NamedLetter, letters_named_but_not_held
from service.showing.plain_words import letter_name

__all__ = ["LetterColumn", "letter_columns", "short_day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterColumn:
    """A letter: `key` and `path` are empty where it is not held, and `why` says how we know of it.

    Of one that was withdrawn `why` gives the reason.
    """

    key: str
    name: str
    short: str
    path: str
    why: str
    withdrawn: bool = False

    @property
    def held(self) -> bool:
        """Whether it is here."""
        return bool(self.key)


def letter_columns(
    held: Sequence[HeldLetter], withdrawn: Sequence[Withdrawn] = ()
) -> tuple[LetterColumn, ...]:
    """From the oldest to the newest; one that is not held stands at the last day that it may have."""
    came_in = [one.letter for one in withdrawn]
    columns: list[tuple[date, int, LetterColumn]] = [
        (gap.latest, -1, _gap(gap)) for gap in letters_named_but_not_held(held, came_in=came_in)
    ]
    columns += [(one.letter.date, -1, _withdrawn(one)) for one in withdrawn]
    columns += [(letter.date, place, _column(letter)) for place, letter in enumerate(held)]
    return tuple(column for *_, column in sorted(columns, key=lambda one: one[:2]))


def short_day(day: date) -> str:
    """`13 Dec 2023`, for the head of a narrow column."""
    return f"{day.day} {day:%b} {day.year}"


def _short(letter: HeldLetter) -> str:
    return short_day(letter.date) + (f" /{letter.reissue}" if letter.reissue > 1 else "")


def _withdrawn(one: Withdrawn) -> LetterColumn:
    return LetterColumn(
        key="",
        name=letter_name(one.letter.key),
        short=_short(one.letter),
        path="",
        why=f"withdrawn: {one.reason}",
        withdrawn=True,
    )


def _column(letter: HeldLetter) -> LetterColumn:
    return LetterColumn(
        key=letter.key,
        name=letter_name(letter.key),
        short=_short(letter),
        path=letter_path(letter.key),
        why="",
    )


def _gap(gap: NamedLetter) -> LetterColumn:
    of_one_month = (gap.earliest.year, gap.earliest.month) == (gap.latest.year, gap.latest.month)
    short = f"{gap.latest:%b} {gap.latest.year}" if of_one_month else str(gap.latest.year)
    why = f"the letter of {letter_name(gap.named_by)} names it: “{gap.words}”"
    return LetterColumn(key="", name=short, short=short, path="", why=why)
