"""Statements as they are read and as they are written: what a line's end within them is to whoever reads.

Where a page's width broke the lines, a statement's words hold ends of lines: they are quoted with them, since
`text[start:end]` is the quote, and read with a blank in their place, since no sum is another one for it.
"""

from __future__ import annotations

from typing import TypeVar

from snapshots.altered import altered
from snapshots.letter import Amount, Commitment, Letter, NextActor, Quantity, Statement, TimeExpression

__all__ = ["as_read", "as_written"]

_Quoted = TypeVar("_Quoted", Amount, TimeExpression, Quantity, Commitment, NextActor)


def as_written(statement: Statement, text: str) -> Statement:
    """The statement with its words as they stand in the letter of this text."""
    written = " ".join(text[span.start : span.end] for span in statement.spans)
    return statement if written == statement.text else altered(statement, text=written)


def as_read(letter: Letter) -> Letter:
    """The letter with a blank for each end of a line in what it states; the same where there is none."""
    if not any("\n" in one.text for one in letter.statements):
        return letter
    return altered(letter, statements=tuple(map(_statement_as_read, letter.statements)))


def _statement_as_read(statement: Statement) -> Statement:
    if "\n" not in statement.text:
        return statement
    commitment = statement.commitment
    return altered(
        statement,
        text=statement.text.replace("\n", " "),
        amounts=tuple(map(_fact_as_read, statement.amounts)),
        deadlines=tuple(map(_fact_as_read, statement.deadlines)),
        dates=tuple(map(_fact_as_read, statement.dates)),
        quantities=tuple(map(_fact_as_read, statement.quantities)),
        commitment=None if commitment is None else _fact_as_read(commitment),
        next_actors=tuple(map(_fact_as_read, statement.next_actors)),
    )


def _fact_as_read(fact: _Quoted) -> _Quoted:
    return altered(fact, quote=fact.quote.replace("\n", " "))
