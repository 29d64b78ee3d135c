"""What every letter says of many items at once: one query for up to two thousand of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from service.projections.tables import item_statements
from snapshots.letter import Statement
from snapshots.letter_json import statement_from_json

__all__ = ["Told", "told_of_items"]

# By item, by letter key: the statements of that letter on that item, in reading order. A letter without a
# word of the item has no entry.
Told = Mapping[str, Mapping[str, tuple[Statement, ...]]]

# A page shows tens of items, a series has hundreds; SQLite takes 32,766 parameters at once.
_AT_ONCE = 2_000


def told_of_items(connection: Connection, items: Sequence[str]) -> Told:
    """What the letters say of these items, given by their ids; nothing of an id that no item has."""
    told: dict[str, dict[str, tuple[Statement, ...]]] = {}
    for start in range(0, len(items), _AT_ONCE):
        some = item_statements.c.item.in_(items[start : start + _AT_ONCE])
        query = select(item_statements).where(some)
        for row in connection.execute(query.order_by(item_statements.c.letter, item_statements.c.ordinal)):
            said = statement_from_json(json.loads(row.details))
            letters = told.setdefault(row.item, {})
            letters[row.letter] = (*letters.get(row.letter, ()), said)
    return told
