"""One statement's words to its facts, each with the span in the letter that it was read from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

from snapshots.facts.actors import find_actors
from snapshots.facts.amounts import find_amounts
from snapshots.facts.commitment import read_commitment
from snapshots.facts.kind import read_kind
from snapshots.facts.next_actors import find_next_actors
from snapshots.facts.partners import find_partners
from snapshots.facts.quantities import find_quantities
from snapshots.facts.status import read_status
from snapshots.facts.times import find_times
from snapshots.joined_text import JoinedText
from snapshots.letter import Amount, Commitment, NextActor, Quantity, Span, Statement, TimeExpression

__all__ = ["with_facts"]

_Fact = TypeVar("_Fact", Amount, TimeExpression, Quantity, Commitment, NextActor)


def with_facts(
    statement: Statement, words: JoinedText, *, written_on: date, heading_partners: tuple[str, ...]
) -> Statement:
    """The statement with everything that its own words say; a heading's partners hold where it names none."""
    text = words.text
    status = read_status(text, column=statement.column)
    amounts = find_amounts(text)
    commitment = read_commitment(text, column=statement.column)
    times = find_times(text, written_on=written_on, status=status)
    figures: tuple[Amount | TimeExpression, ...] = (*amounts, *times.deadlines, *times.dates)
    taken = tuple(span for fact in figures for span in fact.spans)
    return replace(
        statement,
        partners=find_partners(text, heading_partners=heading_partners),
        actors=find_actors(text),
        kind=read_kind(text),
        status=status,
        amounts=_placed(amounts, words),
        deadlines=_placed(times.deadlines, words),
        dates=_placed(times.dates, words),
        quantities=_placed(find_quantities(text, taken=taken), words),
        commitment=None if commitment is None else _in_letter(commitment, words),
        next_actors=_placed(find_next_actors(text), words),
    )


def _placed(facts: tuple[_Fact, ...], words: JoinedText) -> tuple[_Fact, ...]:
    """The facts with their spans in the letter; the quote of one that a page break cuts is its first part."""
    return tuple(_in_letter(fact, words) for fact in facts)


def _in_letter(fact: _Fact, words: JoinedText) -> _Fact:
    spans: list[Span] = []
    for own in fact.spans:
        spans += words.spans_of(own.start, own.end)
    first = fact.spans[0]
    length = spans[0].end - spans[0].start
    return replace(fact, spans=tuple(spans), quote=words.text[first.start : first.start + length])
