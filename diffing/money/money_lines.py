"""Every amount of money of a letter as one line: whose it is, at what stage, in which words, in what place.

A line stands in exactly one place of the ledger. Here each gets the one that it has by itself: what cannot
be read, what only bounds a sum and what is told for each of several is no sum. Which of the others are told
twice, or are in another, money_shares.py and money_told_twice.py say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from diffing.changes.pair_facts import is_given_up
from snapshots.facts.amounts import stage_said_too
from snapshots.facts.word_patterns import any_of
from snapshots.letter import Amount, Column, Letter, Statement
from snapshots.lexicon import load, per_series

__all__ = ["Line", "Place", "Ref", "Stage", "in_reading_order", "quote_places", "read_lines", "sole_place"]

# Which amount: the statement's id, and the amount's place among those of the statement, from 0.
Ref = tuple[str, int]


class Stage(StrEnum):
    """How far money has come by the letter's words; `unknown` where none of them says."""

    ANNOUNCED = "announced"
    ADOPTED = "adopted"
    ALLOCATED = "allocated"
    CONTRACTED = "contracted"
    SIGNED = "signed"
    DISBURSED = "disbursed"
    UNKNOWN = "unknown"


class Place(StrEnum):
    """Where an amount stands in the ledger; only what is `summed` is in a total."""

    SUMMED = "summed"
    PART = "part"
    LIMIT = "limit"
    PER_UNIT = "per_unit"
    FORMER = "former"
    SO_FAR = "so_far"
    REPEATED = "repeated"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One amount of one letter, with the words that it was read from.

    `sentence` is the text of its statement; `amount` has the quote and its spans in the letter. `partners`
    are those whom the sum concerns, in order of mention; `others` says that it is not theirs alone. `why`
    says why it is in no total, empty where it is in one; `belongs_to` is the amount that it is a share of,
    or that it may repeat. `doubt` says why the stage may be another one, empty where no word speaks for it.
    """

    letter: str
    statement: str
    index: int
    sentence: str
    column: Column
    amount: Amount
    partners: tuple[str, ...]
    others: bool = False
    stage: Stage = Stage.UNKNOWN
    doubt: str = ""
    place: Place = Place.SUMMED
    why: str = ""
    belongs_to: Ref | None = None

    @property
    def ref(self) -> Ref:
        """Which amount it is."""
        return self.statement, self.index

    @property
    def value(self) -> Decimal | None:
        """In whole units of the currency; None where it cannot be read."""
        return self.amount.value

    @property
    def currency(self) -> str | None:
        """ISO 4217; None where no currency is named."""
        return self.amount.currency


def read_lines(letter: Letter) -> tuple[Line, ...]:
    """One line for each amount of the letter, in reading order, in the place that it has by itself."""
    return tuple(line for said in in_reading_order(letter) for line in _lines(letter.key, said))


def in_reading_order(letter: Letter) -> tuple[Statement, ...]:
    """The statements by where they stand in the text, in whatever order they are given."""
    return tuple(sorted(letter.statements, key=lambda said: (said.spans[0], said.id)))


def _lines(letter: str, said: Statement) -> Iterator[Line]:
    places = quote_places(said)
    for index, (amount, (start, end)) in enumerate(zip(said.amounts, places, strict=True)):
        place, why = sole_place(amount, said.text[:start], said.text[end:])
        other = stage_said_too(said.text, places, index) if amount.role else None
        yield Line(
            letter=letter,
            statement=said.id,
            index=index,
            sentence=said.text,
            column=said.column,
            amount=amount,
            partners=said.partners,
            stage=Stage(amount.role) if amount.role in set(Stage) else Stage.UNKNOWN,
            doubt=f"“{other}” stands in the same sentence" if other else "",
            place=place,
            why=why,
        )


def quote_places(said: Statement) -> tuple[tuple[int, int], ...]:
    """Where each amount's quote begins and ends in the statement's text, one after the other.

    A quote that the text does not have stands at its end.
    """
    places: list[tuple[int, int]] = []
    for amount in said.amounts:
        start = said.text.find(amount.quote, places[-1][1] if places else 0)
        end = len(said.text)
        places.append((start, start + len(amount.quote)) if start >= 0 else (end, end))
    return tuple(places)


def sole_place(amount: Amount, before: str, after: str) -> tuple[Place, str]:
    """Where an amount stands by itself, and why it is no sum; given the text before it and after it."""
    if amount.value is None or amount.currency is None:
        return Place.UNREADABLE, amount.reason or ("no currency is named" if amount.value else "no figure")
    if amount.qualifier in load("ledger")["limits"]:
        return Place.LIMIT, amount.reason or f"“{amount.qualifier}” only bounds it"
    if amount.reason:
        return Place.UNREADABLE, amount.reason
    if is_given_up(before, "compared"):
        return Place.FORMER, "it held once, or is there to compare with"
    each = _each().match(after)
    if each:
        return Place.PER_UNIT, f"“{each['word']}”: a figure for one of several"
    return Place.SUMMED, ""


@per_series
def _each() -> re.Pattern[str]:
    return re.compile(rf"[\s,(]*(?P<word>{any_of(load('ledger')['per_unit']['after'])})\b", re.IGNORECASE)
