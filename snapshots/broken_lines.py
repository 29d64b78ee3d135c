"""Statements as they are read and as they are written: what a line's end within them is to whoever reads.

Where a page's width broke the lines, a statement's words hold ends of lines: they are quoted with them, since
`text[start:end]` is the quote, and read with a blank in their place, since no sum is another one for it.
Where other words lie between two lines or two pages, a fact quotes its words up to there and is read whole.
"""

from __future__ import annotations

from typing import TypeVar

from snapshots.altered import altered
from snapshots.letter import Amount, Commitment, Letter, NextActor, Quantity, Span, Statement, TimeExpression

__all__ = ["as_read", "as_written", "statement_as_read"]

_Quoted = TypeVar("_Quoted", Amount, TimeExpression, Quantity, Commitment, NextActor)


def as_written(statement: Statement, text: str) -> Statement:
    """The statement with its words as they stand in the letter of this text."""
    written = " ".join(text[span.start : span.end] for span in statement.spans)
    return statement if written == statement.text else altered(statement, text=written)


def as_read(letter: Letter) -> Letter:
    """The letter with what it states as it is read; the same where no line or page ends in a statement."""
    if not any(map(_is_broken, letter.statements)):
        return letter
    return altered(letter, statements=tuple(map(statement_as_read, letter.statements)))


def statement_as_read(statement: Statement) -> Statement:
    """The statement with a blank for each end of a line, and each fact with all of its words as its quote."""
    if not _is_broken(statement):
        return statement
    commitment = statement.commitment
    return altered(
        statement,
        text=_in_one_line(statement.text),
        amounts=_facts_as_read(statement.amounts, statement),
        deadlines=_facts_as_read(statement.deadlines, statement),
        dates=_facts_as_read(statement.dates, statement),
        quantities=_facts_as_read(statement.quantities, statement),
        commitment=None if commitment is None else _fact_as_read(commitment, statement),
        next_actors=_facts_as_read(statement.next_actors, statement),
    )


def _is_broken(statement: Statement) -> bool:
    return len(statement.spans) > 1 or "\n" in statement.text


def _in_one_line(words: str) -> str:
    return words.replace("\n", " ")


def _facts_as_read(facts: tuple[_Quoted, ...], statement: Statement) -> tuple[_Quoted, ...]:
    return tuple(_fact_as_read(fact, statement) for fact in facts)


def _fact_as_read(fact: _Quoted, statement: Statement) -> _Quoted:
    whole = _whole(fact.spans, statement) if len(fact.spans) > 1 else ""
    return altered(fact, quote=_in_one_line(whole or fact.quote))


def _whole(spans: tuple[Span, ...], statement: Statement) -> str:
    """What the statement's text has from the first of these places to the last; empty without them."""
    start, last = _offset(spans[0].start, statement), _offset(spans[-1].end - 1, statement)
    return "" if start is None or last is None else statement.text[start : last + 1]


def _offset(place: int, statement: Statement) -> int | None:
    """Where a place of the letter stands in the statement's text."""
    before = 0
    for span in statement.spans:
        if span.start <= place < span.end:
            return before + place - span.start
        before += span.end - span.start + 1
    return None
