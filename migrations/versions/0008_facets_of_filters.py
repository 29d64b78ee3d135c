"""What filters ask of items and changes since they know `item:`, `series:`, `letter:`, `column:` and so on.

A replay of the log (`lettertrail rebuild`) gives the same rows.
"""

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None

_ADDED = ("items", "series", "letters", "columns", "statuses", "drift")
_WAYS = {"strengthened": "up", "weakened": "down"}


def upgrade() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.text("SELECT * FROM entries WHERE facets IS NOT NULL")).all():
        content = json.loads(row.details)["content"]
        _set(connection, "facets", row.position, _of_entry(row.kind, json.loads(row.facets), content))
        if row.standing_facets:
            content = json.loads(row.standing)["content"]
            stands = _of_entry(row.kind, json.loads(row.standing_facets), content)
            _set(connection, "standing_facets", row.position, stands)
    for row in connection.execute(sa.text("SELECT id, series, facets FROM items")).all():
        facets = json.loads(row.facets) | _of_item(connection, row.id, row.series)
        _set_of_item(connection, row.id, facets)


def _of_entry(kind: str, facets: Any, content: dict[str, Any]) -> Any:
    """Those of a correction are those of what was said and of what is said, where that is a change."""
    if kind != "correction":
        return facets | _of_change(content)
    said = [side for side in (content["said"], content["says"]) if side and side["kind"] != "letter"]
    several = facets if isinstance(facets, list) else [facets]
    added = [one | _of_change(side) for one, side in zip(several, said, strict=True)]
    return added if isinstance(facets, list) else added[0]


def _of_change(content: dict[str, Any]) -> dict[str, Any]:
    drift = ((content.get("facts") or {}).get("commitment") or {}).get("direction", "")
    return {
        "items": [content["item"]] if content.get("item") else [],
        "series": content.get("series") or "",
        "letters": [content["new"]] if content.get("new") else [],
        "columns": content.get("columns", []),
        "statuses": content.get("statuses", []),
        "drift": _WAYS.get(drift),
    }


def _of_item(connection: sa.Connection, item: str, series: str) -> dict[str, Any]:
    query = sa.text(
        "SELECT s.letter, s.details FROM item_statements s JOIN letters l ON l.key = s.letter "
        "WHERE s.item = :item ORDER BY l.date, l.reissue, s.ordinal"
    )
    said = [(row.letter, json.loads(row.details)) for row in connection.execute(query, {"item": item})]
    return {
        "items": [item],
        "series": series,
        "letters": _each_once(letter for letter, _ in said),
        "columns": _each_once(statement["column"] for _, statement in said),
        "statuses": _each_once(s["status"] for letter, s in said if letter == said[-1][0]),
        "drift": None,
    }


def _each_once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _set(connection: sa.Connection, column: str, position: int, facets: Any) -> None:
    statement = sa.text(f"UPDATE entries SET {column} = :facets WHERE position = :position")
    connection.execute(statement, {"position": position, "facets": _written(facets)})


def _set_of_item(connection: sa.Connection, item: str, facets: dict[str, Any]) -> None:
    statement = sa.text("UPDATE items SET facets = :facets WHERE id = :item")
    connection.execute(statement, {"item": item, "facets": _written(facets)})


def _written(facets: Any) -> str:
    return json.dumps(facets, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def downgrade() -> None:
    connection = op.get_bind()
    for column in ("facets", "standing_facets"):
        query = sa.text(f"SELECT position, {column} AS facets FROM entries WHERE {column} IS NOT NULL")
        for row in connection.execute(query).all():
            _set(connection, column, row.position, _without(json.loads(row.facets)))
    for row in connection.execute(sa.text("SELECT id, facets FROM items")).all():
        _set_of_item(connection, row.id, _without(json.loads(row.facets)))


def _without(facets: Any) -> Any:
    if isinstance(facets, list):
        return [_without(one) for one in facets]
    return {name: value for name, value in facets.items() if name not in _ADDED}
