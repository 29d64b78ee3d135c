"""Which fields of a linked pair differ: the one file that knows deepdiff.

Both sides come as dicts in which everything that corresponds has the same key, so that nothing has to be
aligned here: deepdiff is asked what differs, never what belongs together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["FieldChange", "Fields", "field_changes"]

Fields = Mapping[str, Mapping[str, tuple[Any, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field, its group and key, and its value on either side; None where the side has no such field."""

    group: str
    key: str
    before: tuple[Any, ...] | None
    after: tuple[Any, ...] | None


def field_changes(before: Fields, after: Fields) -> tuple[FieldChange, ...]:
    """The fields that differ, by group and key in alphabetical order; empty when the sides are equal.

    Both map groups ("deadlines") to fields by key; a key stands for the same thing on both sides. A value is
    a tuple of plain values; two tuples differ when any of these do.
    """
    if before == after:
        return ()
    from deepdiff import DeepDiff  # 170 ms, which a comparison without differences does not need

    # Groups that are equal are most of them, and each costs as much as one that differs.
    before, after = _differing(before, after)
    # threshold 0: report the field, however little the two sides have in common.
    tree = DeepDiff(before, after, view="tree", threshold_to_diff_deeper=0)
    paths = {tuple(node.path(output_format="list")[:2]) for nodes in tree.values() for node in nodes}
    keys = {key for path in paths for key in _keys(path, before, after)}
    return tuple(_change(group, key, before, after) for group, key in sorted(keys))


def _differing(before: Fields, after: Fields) -> tuple[Fields, Fields]:
    """Both sides without the groups that are the same on both."""
    groups = [group for group in {**before, **after} if before.get(group) != after.get(group)]
    return (
        {group: before[group] for group in groups if group in before},
        {group: after[group] for group in groups if group in after},
    )


def _keys(path: tuple[str, ...], before: Fields, after: Fields) -> list[tuple[str, str]]:
    """The fields that a path points at: one, or all of a group that only one side has."""
    if len(path) > 1:
        return [(path[0], path[1])]
    return [(path[0], key) for side in (before, after) for key in side.get(path[0], {})]


def _change(group: str, key: str, before: Fields, after: Fields) -> FieldChange:
    return FieldChange(
        group=group,
        key=key,
        before=before.get(group, {}).get(key),
        after=after.get(group, {}).get(key),
    )
