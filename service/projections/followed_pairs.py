"""What the links of two letters say of items, kept: the next letter of a series links itself, not the rest.

A row is derived from the two readings and from what was decided of their statements, and its name is made of
just that. So a row is right or it is not there: nothing is brought up to date.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from diffing.followed_pairs import Continued, FollowedPair
from service.projections.tables import compact_json, followed_pairs

__all__ = ["keep_pairs", "load_pairs"]


def load_pairs(connection: Connection, series: str) -> dict[str, FollowedPair]:
    """What is kept of a series, by name."""
    query = select(followed_pairs.c.name, followed_pairs.c.details).where(followed_pairs.c.series == series)
    return {row.name: _from_json(json.loads(row.details)) for row in connection.execute(query)}


def keep_pairs(connection: Connection, series: str, pairs: Mapping[str, FollowedPair]) -> None:
    """These are kept of the series from now on, by name, and no others."""
    mine = followed_pairs.c.series == series
    held = set(connection.scalars(select(followed_pairs.c.name).where(mine)))
    for gone in sorted(held - pairs.keys()):
        connection.execute(delete(followed_pairs).where(mine, followed_pairs.c.name == gone))
    rows = [
        {"series": series, "name": name, "details": compact_json(_to_json(pairs[name]))}
        for name in sorted(pairs.keys() - held)
    ]
    if rows:
        connection.execute(insert(followed_pairs), rows)


def _to_json(pair: FollowedPair) -> dict[str, Any]:
    return {
        "continued": [[one.before, one.after, one.sure] for one in pair.continued],
        "unmentioned": pair.unmentioned,
        "added": pair.added,
    }


def _from_json(kept: Mapping[str, Any]) -> FollowedPair:
    return FollowedPair(
        continued=tuple(
            Continued(before=tuple(before), after=tuple(after), sure=sure)
            for before, after, sure in kept["continued"]
        ),
        unmentioned=_groups(kept["unmentioned"]),
        added=_groups(kept["added"]),
    )


def _groups(kept: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(one) for one in kept)
