"""The deadlines of items as the letters have them now, and those that are no more: what calendars show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, func, select, tuple_

from service.filters.filter_language import Subject
from service.projections.deadline_lives import DeadlineLife, deadline_lives
from service.projections.items import ListedItem, find_items, items_listed
from service.projections.tables import entries, item_aliases, item_statements, letters
from snapshots.letter import Statement, TimeExpression
from snapshots.letter_json import moment_from_json, statement_from_json

__all__ = [
    "EndedDeadline",
    "HeldDeadline",
    "ItemDeadlines",
    "deadlines_held",
    "deadlines_of_items",
    "items_with_a_deadline_last",
]

# How the column says it, which is compact and sorted by name; within words a quote is escaped.
_NO_DEADLINE = '"deadlines":[]'
_HAS_DEADLINE = ~item_statements.c.details.contains(_NO_DEADLINE)
_IN_TIME = (letters.c.date, letters.c.reissue, item_statements.c.ordinal)
# No calendar has room for more, and no series seen has a hundredth of it.
_MOST_ITEMS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDeadline:
    """A deadline in the last letter that speaks of its item.

    `place` tells the item's deadlines apart, from 0, and stays when one moves; `moves` counts what was
    published of the item's deadlines and the corrections of that: it only grows. `said_at` is when that
    letter was recorded; `current` says that it is the newest of its series.
    """

    item: ListedItem
    statement: Statement
    deadline: TimeExpression
    place: int
    moves: int
    said_at: datetime
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedDeadline:
    """A deadline that a letter had and a later one, `ended_by`, does not; `letter` had it last.

    `said` is what the later one says of the item instead; `ended_at` is when it was recorded.
    """

    item: ListedItem
    letter: str
    statement: Statement
    deadline: TimeExpression
    place: int
    moves: int
    ended_by: str
    said: tuple[Statement, ...]
    ended_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDeadlines:
    """By item, then by place."""

    held: tuple[HeldDeadline, ...] = ()
    ended: tuple[EndedDeadline, ...] = ()


def deadlines_held(
    connection: Connection, *, series: str | None = None, query: str = ""
) -> tuple[HeldDeadline, ...]:
    """The dated deadlines of the items that a filter holds of, by item and then by place.

    Raises BadFilter. Each window of days stands once in an item, however often the letter repeats it.
    """
    return deadlines_of_items(connection, series=series, query=query).held


def deadlines_of_items(
    connection: Connection, *, series: str | None = None, query: str = ""
) -> ItemDeadlines:
    """The deadlines that the items of a filter have, and those that they had; raises BadFilter."""
    asked = find_items(connection, query, series=series, limit=_MOST_ITEMS, about=Subject.DEADLINES)
    told, known = _told(connection, series), _Known.of(connection)
    held: list[HeldDeadline] = []
    ended: list[EndedDeadline] = []
    for item in asked.rows:
        mentions = told.get(item.id, {})
        for life in deadline_lives(list(mentions.items())):
            if life.ended_by is None:
                held.append(known.held(item, life))
            else:
                ended.append(known.ended(item, life, mentions[life.ended_by]))
    return ItemDeadlines(held=tuple(held), ended=tuple(ended))


def items_with_a_deadline_last(
    connection: Connection, series: str
) -> tuple[tuple[ListedItem, Mapping[str, Sequence[Statement]]], ...]:
    """The items of a series to which the last letter that speaks of them gives a deadline, in lists' order.

    Each with the statements that name its deadlines, by letter, the oldest first: nothing else is read, so
    this costs what is open, and not what the series has come to.
    """
    wanted = _spoken_of_last_with_a_deadline(series)
    said = select(item_statements).join(letters, letters.c.key == item_statements.c.letter)
    said = said.where(item_statements.c.item.in_(wanted), _HAS_DEADLINE)
    told = _by_item(connection.execute(said.order_by(*_IN_TIME)))
    return tuple((item, told[item.id]) for item in items_listed(connection, wanted))


def _spoken_of_last_with_a_deadline(series: str) -> Select[tuple[str]]:
    """The ids of these items: no letter behind that of the statement speaks of its item."""
    again, behind = item_statements.alias(), letters.alias()
    later = tuple_(behind.c.date, behind.c.reissue) > tuple_(letters.c.date, letters.c.reissue)
    spoken_again = exists().where(
        again.c.item == item_statements.c.item, behind.c.key == again.c.letter, later
    )
    said = select(item_statements.c.item).join(letters, letters.c.key == item_statements.c.letter)
    wanted = said.where(letters.c.series == series, _HAS_DEADLINE, ~spoken_again).distinct()
    return wanted.correlate(None)  # whoever asks for these ids asks the same tables


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known besides letters' words: how often what moved, when letters came in, which are newest."""

    moves: Mapping[str, int]
    recorded: Mapping[str, datetime]
    newest: frozenset[str]

    @classmethod
    def of(cls, connection: Connection) -> _Known:
        return cls(moves=_moves(connection), recorded=_recorded(connection), newest=_newest(connection))

    def held(self, item: ListedItem, life: DeadlineLife) -> HeldDeadline:
        return HeldDeadline(
            item=item,
            statement=life.statement,
            deadline=life.deadline,
            place=life.place,
            moves=self.moves.get(item.id, 0),
            said_at=self.recorded[life.letter],
            current=life.letter in self.newest,
        )

    def ended(self, item: ListedItem, life: DeadlineLife, said: Sequence[Statement]) -> EndedDeadline:
        ended_by = life.ended_by or life.letter
        return EndedDeadline(
            item=item,
            letter=life.letter,
            statement=life.statement,
            deadline=life.deadline,
            place=life.place,
            moves=self.moves.get(item.id, 0),
            ended_by=ended_by,
            said=tuple(said),
            ended_at=self.recorded[ended_by],
        )


def _told(connection: Connection, series: str | None) -> dict[str, dict[str, list[Statement]]]:
    """What letters say of each item that ever had a deadline: by item, then by letter, the oldest first."""
    query = select(item_statements).join(letters, letters.c.key == item_statements.c.letter)
    if series is not None:
        query = query.where(letters.c.series == series)
    rows = connection.execute(query.order_by(*_IN_TIME)).all()
    # Reading a statement's JSON is what takes the time, and most have no deadline.
    with_one = {row.item for row in rows if _NO_DEADLINE not in row.details}
    return _by_item(row for row in rows if row.item in with_one)


def _by_item(rows: Iterable[Row[Any]]) -> dict[str, dict[str, list[Statement]]]:
    told: dict[str, dict[str, list[Statement]]] = {}
    for row in rows:
        said = told.setdefault(row.item, {}).setdefault(row.letter, [])
        said.append(statement_from_json(json.loads(row.details)))
    return told


# What is published of an item's deadline besides that it moved, and ends it.
_ENDINGS = ("deadline.removed", "item.completed")


def _moves(connection: Connection) -> dict[str, int]:
    """How often something was published of an item's deadlines that changes their events.

    Counted under whatever id the item had then. The first time that a deadline is set makes the event; later
    ones make it anew.
    """
    item = func.coalesce(item_aliases.c.item, entries.c.item).label("item")
    query = (
        select(item, entries.c.kind, entries.c.corrections)
        .select_from(entries.outerjoin(item_aliases, item_aliases.c.alias == entries.c.item))
        .where(entries.c.kind.in_(("deadline.moved", "deadline.set", *_ENDINGS)))
        .order_by(entries.c.position)
    )
    told: dict[str, list[tuple[str, int]]] = {}
    for row in connection.execute(query):
        told.setdefault(row.item, []).append((row.kind, row.corrections))
    return {item: sum(_counted(published)) for item, published in told.items()}


def _counted(published: Sequence[tuple[str, int]]) -> Iterator[int]:
    ended = False
    for kind, corrections in published:
        yield corrections + (kind != "deadline.set" or ended)
        ended = kind in _ENDINGS


def _recorded(connection: Connection) -> dict[str, datetime]:
    rows = connection.execute(select(letters.c.key, letters.c.recorded_at))
    return {row.key: moment_from_json(row.recorded_at) for row in rows}


def _newest(connection: Connection) -> frozenset[str]:
    """The newest letter of each series: its last re-issue, if it has any."""
    query = select(letters.c.series, letters.c.key).where(letters.c.withdrawn.is_(None))
    query = query.order_by(letters.c.date, letters.c.reissue)
    return frozenset({row.series: row.key for row in connection.execute(query)}.values())
