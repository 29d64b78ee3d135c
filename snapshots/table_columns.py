"""What each column of an annex's table holds, known by the meaning of its heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from snapshots.layout.blocks import Cell, Row
from snapshots.lexicon import load

__all__ = ["ColumnRoles", "Role", "column_roles", "default_roles"]

# A column's heading is a few words; anything longer is a cell that reports something.
_LONGEST_HEADING = 9


class Role(StrEnum):
    """What a column of the annex is for."""

    REFERENCE = "reference"
    ONGOING = "ongoing"
    NEXT_STEPS = "next_steps"
    DUE = "due"


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


def column_roles(row: Row, text: str) -> ColumnRoles | None:
    """The roles that a row of column headings gives, or None when the row is not one.

    A row is one when at least two of its cells are short and name different roles, one of them what is
    ongoing or what comes next.
    """
    named = {cell.column: _role_of(_words(cell, text)) for cell in row.cells if cell.paragraphs}
    if any(_words(cell, text).count(" ") >= _LONGEST_HEADING for cell in row.cells):
        return None
    found = {role for role in named.values() if role}
    if len(found) < 2 or not found & {Role.ONGOING, Role.NEXT_STEPS}:  # noqa: PLR2004 - two different roles
        return None
    width = max(cell.column + cell.width for cell in row.cells)
    return ColumnRoles(roles=tuple(named.get(column) for column in range(width)))


def default_roles(width: int) -> ColumnRoles:
    """The roles of a table without headings: the last column comes next, the one before it is under way."""
    if width == 1:
        return ColumnRoles(roles=(Role.ONGOING,))
    front = (Role.REFERENCE,) * (width - 2)
    return ColumnRoles(roles=(*front, Role.ONGOING, Role.NEXT_STEPS))


def _words(cell: Cell, text: str) -> str:
    return " ".join(text[p.span.start : p.span.end] for p in cell.paragraphs)


def _role_of(words: str) -> Role | None:
    if _matches("due").fullmatch(words.strip(" .:")):
        return Role.DUE
    score = {role: len(_matches(role.value).findall(words)) for role in _BY_PRECEDENCE}
    best = max(_BY_PRECEDENCE, key=lambda role: score[role])
    return best if score[best] else None


_BY_PRECEDENCE = (Role.NEXT_STEPS, Role.ONGOING, Role.REFERENCE)


@cache
def _matches(name: str) -> re.Pattern[str]:
    phrases = sorted(load("columns")[name], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b", re.IGNORECASE)
