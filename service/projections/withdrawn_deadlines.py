"""Deadlines that only withdrawn letters named: who has them in a calendar is told that they are no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from diffing.changes.plain_words import first_words
from diffing.intervals import has_a_date
from diffing.item_ids import item_id
from service.filters.filter_language import DEADLINE, Filter, Subject
from service.filters.filter_terms import Facets, folded, holds
from service.projections.filter_names import read_filter
from service.projections.item_names import item_ids_given
from service.projections.letters import Withdrawn, letters_withdrawn, load_letter_of_key, series_recorded
from service.projections.tables import entries, letters
from snapshots.event_log import read_stream
from snapshots.letter import Statement, TimeExpression
from snapshots.letter_events import LetterWithdrawn
from snapshots.letter_stream import letter_stream

__all__ = ["WithdrawnDeadline", "deadlines_withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnDeadline:
    """A deadline of a letter that was withdrawn, for this `reason` and at this time.

    `item` is the id that its measure had, which no item has now; `place` counts the measure's deadlines.
    """

    item: str
    label: str
    letter: str
    statement: Statement
    deadline: TimeExpression
    place: int
    reason: str
    ended_at: datetime


def deadlines_withdrawn(
    connection: Connection, *, series: str | None = None, query: str = ""
) -> tuple[WithdrawnDeadline, ...]:
    """Those that a filter holds of, by letter and in reading order; raises BadFilter.

    A measure that other letters speak of, too, goes on as these have it and is not among them.
    """
    gone = [
        one
        for name in series_recorded(connection)
        if series in {None, name}
        for one in letters_withdrawn(connection, name)
    ]
    if not gone:
        return ()
    wanted = read_filter(connection, query, about=Subject.DEADLINES)
    given, published = item_ids_given(connection), _items_published(connection)
    first = _first_letters(connection)
    found = (one for letter in gone for one in _deadlines(connection, letter, wanted))
    return tuple(
        one for one in found if one.item not in given and (one.item in published or one.letter in first)
    )


def _items_published(connection: Connection) -> frozenset[str]:
    """The ids that items had in what was published: that of a statement which began one is among them."""
    return frozenset(connection.scalars(select(entries.c.item).distinct()))


def _first_letters(connection: Connection) -> frozenset[str]:
    """The letter of each series that came in first, by its key: every measure of it began there."""
    began = select(func.min(letters.c.first_position)).group_by(letters.c.series)
    return frozenset(connection.scalars(select(letters.c.key).where(letters.c.first_position.in_(began))))


def _deadlines(connection: Connection, gone: Withdrawn, wanted: Filter) -> Iterator[WithdrawnDeadline]:
    key = gone.letter.key
    at = _withdrawn_at(connection, key)
    for statement in load_letter_of_key(connection, key).statements:
        name = item_id(key, statement.id)
        if not holds(wanted, _facets(statement, gone, name)):
            continue
        dated = (deadline for deadline in statement.deadlines if has_a_date(deadline))
        for place, deadline in enumerate(dated):
            yield WithdrawnDeadline(
                item=name,
                label=first_words(statement.text),
                letter=key,
                statement=statement,
                deadline=deadline,
                place=place,
                reason=gone.reason,
                ended_at=at,
            )


def _withdrawn_at(connection: Connection, key: str) -> datetime:
    events = read_stream(connection, letter_stream(key))
    return next(one.recorded_at for one in reversed(events) if isinstance(one.event, LetterWithdrawn))


def _facets(statement: Statement, gone: Withdrawn, item: str) -> Facets:
    return Facets(
        kinds=(statement.kind.value, DEADLINE),
        partners=statement.partners,
        items=(item,),
        series=gone.letter.series,
        letters=(gone.letter.key,),
        parts=(folded(statement.part),) if statement.part else (),
        columns=(statement.column.value,),
        statuses=(statement.status.value,),
        wordings=(folded(statement.text),),
        amounts=tuple(amount.value for amount in statement.amounts if amount.value is not None),
    )
