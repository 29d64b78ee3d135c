"""One statement's words to its facts, each with the span in the letter that it was read from."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from snapshots.altered import altered
from snapshots.facts.actors import find_actors
from snapshots.facts.amounts import find_amounts
from snapshots.facts.commitment import read_commitment
from snapshots.facts.kind import read_kind
from snapshots.facts.next_actors import find_next_actors
from snapshots.facts.partners import find_partners
from snapshots.facts.quantities import find_quantities
from snapshots.facts.status import governing_clause, names_a_step_to_take, read_status
from snapshots.facts.times import Times, find_times
from snapshots.joined_text import JoinedText
from snapshots.letter import (
    Amount,
    Column,
    Commitment,
    NextActor,
    Quantity,
    Span,
    Statement,
    Status,
    TimeExpression,
)

__all__ = ["with_facts"]

_Fact = TypeVar("_Fact", Amount, TimeExpression, Quantity, Commitment, NextActor)


def with_facts(
    statement: Statement, words: JoinedText, *, written_on: date, heading_partners: tuple[str, ...]
) -> Statement:
    """The statement with everything that its own words say; a heading's partners hold where it names none."""
    text = words.text
    planned = read_status(text, column=statement.column)
    amounts = find_amounts(text)
    times = find_times(text, written_on=written_on, status=planned)
    column = _column_of_words(text, statement.column, times, planned)
    commitment = read_commitment(text, column=column)
    figures: tuple[Amount | TimeExpression, ...] = (*amounts, *times.deadlines, *times.dates)
    taken = tuple(span for fact in figures for span in fact.spans)
    return altered(
        statement,
        partners=find_partners(text, heading_partners=heading_partners),
        actors=find_actors(text),
        kind=read_kind(text),
        status=_status_of(text, statement.column, times, planned)
        if column is statement.column
        else Status.DONE,
        amounts=_placed(amounts, words),
        deadlines=_placed(times.deadlines, words),
        dates=_placed(times.dates, words),
        quantities=_placed(find_quantities(text, taken=taken), words),
        commitment=None if commitment is None else _in_letter(commitment, words),
        next_actors=_placed(find_next_actors(text), words),
    )


def _column_of_words(text: str, column: Column, times: Times, planned: Status) -> Column:
    """The column in whose manner the words are: a report among the next steps is read as one.

    "Third call launched on 3 November" under next steps, in a letter of the 20th, has only a time behind it.
    """
    behind = bool(times.dates) and not times.deadlines
    among_steps = column is Column.NEXT_STEPS and planned is Status.PLANNED
    if not among_steps or not behind or names_a_step_to_take(text):
        return column
    reported = read_status(text, column=Column.ONGOING)
    return Column.ONGOING if reported is Status.DONE else column


def _status_of(text: str, column: Column, times: Times, read: Status) -> Status:
    """The status that was read, unless a participle tells a next step whose days are all to come.

    "Berth handed over in May", in a letter of April, is what is to be done by then.
    """
    ahead = bool(times.deadlines) and not times.dates
    if column is not Column.NEXT_STEPS or read is not Status.DONE or not ahead:
        return read
    governing = governing_clause(text, column=column)
    return Status.PLANNED if governing is not None and not governing[1].finite else read


def _placed(facts: tuple[_Fact, ...], words: JoinedText) -> tuple[_Fact, ...]:
    """The facts with their spans in the letter; the quote of one that a page break cuts is its first part."""
    return tuple(_in_letter(fact, words) for fact in facts)


def _in_letter(fact: _Fact, words: JoinedText) -> _Fact:
    spans: list[Span] = []
    for own in fact.spans:
        spans += words.spans_of(own.start, own.end)
    first = fact.spans[0]
    length = spans[0].end - spans[0].start
    return altered(fact, spans=tuple(spans), quote=words.written[first.start : first.start + length])
