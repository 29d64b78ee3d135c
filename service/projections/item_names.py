"""What items are called: the ids that one has or had, and the short name that most have alone."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from diffing.item_ids import is_item_id
from service.projections.tables import compact_json, item_aliases, item_statements, items

__all__ = [
    "NOWHERE",
    "aliases_of",
    "every_id_of",
    "item_ids_given",
    "items_called",
    "labels_of",
    "owners_of",
]

# The place of an item that the letters, as they are read now, do not speak of.
NOWHERE = ""
# A short name is a handful of words; SQLite refuses to look for texts of tens of thousands of characters.
_LONGEST_SLUG = 1_000
# SQLite takes 32,766 values in a statement, PostgreSQL 65,535.
_ASKED_AT_ONCE = 10_000


def items_called(connection: Connection, name: str) -> tuple[str, ...]:
    """The ids of today of the items that a name means: an id of today or of before, else a short name.

    Nothing where nobody is called so; several where a short name is not one item's own.
    """
    if not name.isprintable():
        return ()
    alias = select(item_aliases.c.item).where(item_aliases.c.alias == name).scalar_subquery()
    of_today = select(items.c.id).where(items.c.id == func.coalesce(alias, name))
    found = connection.scalar(of_today) or _item_by_statement(connection, name)
    return _items_by_slug(connection, name) if found is None else (found,)


def aliases_of(connection: Connection, item: str) -> tuple[str, ...]:
    """The other ids that an item has had, in order."""
    aliases = select(item_aliases.c.alias).where(item_aliases.c.item == item)
    return tuple(connection.scalars(aliases.order_by(item_aliases.c.alias)))


def labels_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The labels of these items, by id; those that no item has are left out."""
    wanted = sorted(set(ids))
    found: dict[str, str] = {}
    for begin in range(0, len(wanted), _ASKED_AT_ONCE):
        some = items.c.id.in_(wanted[begin : begin + _ASKED_AT_ONCE])
        for row in connection.execute(select(items.c.id, items.c.details).where(some)):
            found[row.id] = json.loads(row.details)["label"]
    return found


def owners_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """By id, the item of today that it means, as `items_called` has it; those that mean none are left out."""
    wanted = sorted(set(ids))
    found: dict[str, str] = {}
    for begin in range(0, len(wanted), _ASKED_AT_ONCE):
        some = wanted[begin : begin + _ASKED_AT_ONCE]
        for name, item in (
            (item_statements.c.names, item_statements.c.item),
            (items.c.id, items.c.id),
            (item_aliases.c.alias, item_aliases.c.item),
        ):
            rows = connection.execute(select(name, item).where(name.in_(some)))
            found |= {row[0]: row[1] for row in rows}
    return found


def every_id_of(connection: Connection, item: str, aliases: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """The id of an item, those that it had, and those that it may have had, in order.

    Every id that an item ever had is made of one of its statements. `aliases` are its other ids, where they
    are known already.
    """
    known = aliases_of(connection, item) if aliases is None else aliases
    made = connection.scalars(select(item_statements.c.names).where(item_statements.c.item == item))
    return tuple(sorted({item, *known, *made}))


def item_ids_given(connection: Connection) -> frozenset[str]:
    """Every id that leads to an item: those of today, those of before, and those that statements make."""
    columns = (items.c.id, item_aliases.c.alias, item_statements.c.names)
    return frozenset(name for column in columns for name in connection.scalars(select(column)))


def _item_by_statement(connection: Connection, name: str) -> str | None:
    """The item that has the statement of which this id is made, though it goes by another id now."""
    if not is_item_id(name):
        return None
    owner = select(item_statements.c.item).where(item_statements.c.names == name)
    owner = owner.order_by(item_statements.c.letter, item_statements.c.statement).limit(1)
    return connection.scalar(select(items.c.id).where(items.c.id == owner.scalar_subquery()))


def _items_by_slug(connection: Connection, slug: str) -> tuple[str, ...]:
    """The items of a short name, which is one's own in most series, but in none by law."""
    if len(slug) > _LONGEST_SLUG:
        return ()
    written = compact_json({"slug": slug})[1:-1]
    query = select(items.c.id, items.c.details).where(
        items.c.place != NOWHERE, items.c.details.contains(written, autoescape=True)
    )
    rows = connection.execute(query.order_by(items.c.place, items.c.id))
    return tuple(row.id for row in rows if json.loads(row.details)["slug"] == slug)
