"""What each column of an annex's table holds, known by the meaning of its heading."""

from __future__ import annotations

from dataclasses import dataclass

from snapshots.column_words import Role

__all__ = ["ColumnRoles", "default_roles"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRoles:
    """The role of each grid column, from the left; None for one that no heading names."""

    roles: tuple[Role | None, ...]

    def role_at(self, column: int) -> Role | None:
        """The role of a column; one without a heading serves the named column to its right, else to its left.

        A flattened table shows a column of bullets as a column without a heading, left of what it marks.
        """
        if column < len(self.roles) and self.roles[column]:
            return self.roles[column]
        right = next((role for role in self.roles[column + 1 :] if role), None)
        left = next((role for role in reversed(self.roles[:column]) if role), None)
        return right or left


def default_roles(width: int) -> ColumnRoles:
    """The roles of a table without headings: the last column comes next, the one before it is under way."""
    if width == 1:
        return ColumnRoles(roles=(Role.ONGOING,))
    front = (Role.REFERENCE,) * (width - 2)
    return ColumnRoles(roles=(*front, Role.ONGOING, Role.NEXT_STEPS))
