"""The parts of the letters of a series, by the names that the letters give them."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from service.projections.tables import item_statements, items

__all__ = ["parts_named"]


def parts_named(connection: Connection, series: str) -> tuple[str, ...]:
    """The names of the parts that measures stand in, in the order in which letters first have them."""
    said = select(item_statements.c.details).join(items, items.c.id == item_statements.c.item)
    said = said.where(items.c.series == series)
    rows = connection.scalars(said.order_by(item_statements.c.letter, item_statements.c.ordinal))
    return tuple(dict.fromkeys(part for row in rows if (part := json.loads(row).get("part"))))
