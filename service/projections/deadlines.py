"""The deadlines of items as the letters have them now: what a calendar is made of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from service.filter_language import Subject
from service.projections.items import ListedItem, find_items
from service.projections.tables import entries, item_aliases, item_statements, letters
from snapshots.letter import Statement, TimeExpression
from snapshots.letter_json import moment_from_json, statement_from_json

__all__ = ["HeldDeadline", "deadlines_held"]

# No calendar has room for more, and no series seen has a hundredth of it.
_MOST_ITEMS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDeadline:
    """A deadline in the last letter that speaks of its item.

    `place` counts the item's deadlines from 0 in reading order, `moves` how often a letter has moved one of
    them. `said_at` is when that letter was recorded; `current` says that it is the newest of its series.
    """

    item: ListedItem
    statement: Statement
    deadline: TimeExpression
    place: int
    moves: int
    said_at: datetime
    current: bool


def deadlines_held(
    connection: Connection, *, series: str | None = None, query: str = ""
) -> tuple[HeldDeadline, ...]:
    """The dated deadlines of the items that a filter holds of, by item and then in reading order.

    Raises BadFilter. Each window of days stands once in an item, however often the letter repeats it.
    """
    asked = find_items(connection, query, series=series, limit=_MOST_ITEMS, about=Subject.DEADLINES)
    found = asked.rows
    said = _statements(connection, {item.last_letter for item in found})
    moves, recorded, newest = _moves(connection), _recorded(connection), _newest(connection)
    return tuple(
        HeldDeadline(
            item=item,
            statement=statement,
            deadline=deadline,
            place=place,
            moves=moves.get(item.id, 0),
            said_at=recorded[item.last_letter],
            current=item.last_letter in newest,
        )
        for item in found
        for place, (statement, deadline) in enumerate(_dated(said.get((item.last_letter, item.id), ())))
    )


def _dated(statements: Sequence[Statement]) -> list[tuple[Statement, TimeExpression]]:
    """The first to name it, for each window of days that is named."""
    windows: dict[object, tuple[Statement, TimeExpression]] = {}
    for statement in statements:
        for deadline in statement.deadlines:
            if deadline.earliest or deadline.latest:
                windows.setdefault((deadline.earliest, deadline.latest), (statement, deadline))
    return list(windows.values())


def _statements(connection: Connection, keys: set[str]) -> dict[tuple[str, str], list[Statement]]:
    said: dict[tuple[str, str], list[Statement]] = {}
    query = select(item_statements).where(item_statements.c.letter.in_(sorted(keys)))
    for row in connection.execute(query.order_by(item_statements.c.letter, item_statements.c.ordinal)):
        said.setdefault((row.letter, row.item), []).append(statement_from_json(json.loads(row.details)))
    return said


def _moves(connection: Connection) -> dict[str, int]:
    """How often an item's deadline was published as moved, under whatever id it had then."""
    item = func.coalesce(item_aliases.c.item, entries.c.item).label("item")
    query = (
        select(item, func.count().label("moves"))
        .select_from(entries.outerjoin(item_aliases, item_aliases.c.alias == entries.c.item))
        .where(entries.c.kind == "deadline.moved")
        .group_by(item)
    )
    return {row.item: row.moves for row in connection.execute(query)}


def _recorded(connection: Connection) -> dict[str, datetime]:
    rows = connection.execute(select(letters.c.key, letters.c.recorded_at))
    return {row.key: moment_from_json(row.recorded_at) for row in rows}


def _newest(connection: Connection) -> set[str]:
    """The newest letter of each series: its last re-issue, if it has any."""
    query = select(letters.c.series, letters.c.key).where(letters.c.withdrawn.is_(None))
    query = query.order_by(letters.c.date, letters.c.reissue)
    return set({row.series: row.key for row in connection.execute(query)}.values())
