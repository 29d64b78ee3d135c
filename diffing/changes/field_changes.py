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

    # Groups that are equal are most of them, and a field that is equal costs as much as one that differs.
    old, new = _of_other_groups(before, after), _of_other_groups(after, before)
    # threshold 0: report the field, however little the two sides have in common.
    tree = DeepDiff(old, new, view="tree", threshold_to_diff_deeper=0, zip_ordered_iterables=True)
    fields = {node.path(output_format="list")[0] for nodes in tree.values() for node in nodes}
    return tuple(
        FieldChange(group=group, key=key, before=old.get((group, key)), after=new.get((group, key)))
        for group, key in sorted(fields)
    )


def _of_other_groups(side: Fields, other: Fields) -> dict[tuple[str, str], tuple[Any, ...]]:
    """The fields of a side by group and key, without the groups that are the same on the other."""
    return {
        (group, key): value
        for group, fields in side.items()
        if fields != other.get(group)
        for key, value in fields.items()
    }
