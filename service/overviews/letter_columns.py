"""The letters of a series as the columns of a table: those that are held, and those that others name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.addresses import letter_path
from service.projections.letters import HeldLetter
from service.projections.named_letters import NamedLetter, letters_named_but_not_held
from service.showing.plain_words import letter_name

__all__ = ["LetterColumn", "letter_columns", "short_day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterColumn:
    """A letter: `key` and `path` are empty where it is not held, and `why` says how we know of it."""

    key: str
    name: str
    short: str
    path: str
    why: str

    @property
    def held(self) -> bool:
        """Whether it is here."""
        return bool(self.key)


def letter_columns(held: Sequence[HeldLetter]) -> tuple[LetterColumn, ...]:
    """From the oldest to the newest; one that is not held stands at the last day that it may have."""
    columns: list[tuple[date, int, LetterColumn]] = [
        (gap.latest, -1, _gap(gap)) for gap in letters_named_but_not_held(held)
    ]
    columns += [(letter.date, place, _column(letter)) for place, letter in enumerate(held)]
    return tuple(column for *_, column in sorted(columns, key=lambda one: one[:2]))


def short_day(day: date) -> str:
    """`13 Dec 2023`, for the head of a narrow column."""
    return f"{day.day} {day:%b} {day.year}"


def _column(letter: HeldLetter) -> LetterColumn:
    reissue = f" /{letter.reissue}" if letter.reissue > 1 else ""
    return LetterColumn(
        key=letter.key,
        name=letter_name(letter.key),
        short=short_day(letter.date) + reissue,
        path=letter_path(letter.key),
        why="",
    )


def _gap(gap: NamedLetter) -> LetterColumn:
    of_one_month = (gap.earliest.year, gap.earliest.month) == (gap.latest.year, gap.latest.month)
    short = f"{gap.latest:%b} {gap.latest.year}" if of_one_month else str(gap.latest.year)
    why = f"the letter of {letter_name(gap.named_by)} names it: “{gap.words}”"
    return LetterColumn(key="", name=short, short=short, path="", why=why)
