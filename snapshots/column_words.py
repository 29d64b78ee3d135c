"""What a column of an annex holds, known by the words of its heading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from snapshots.lexicon import load, per_series

__all__ = ["Role", "roles_named"]

# A column's heading is a few words; anything longer is a cell that reports something.
_LONGEST_HEADING = 9


class Role(StrEnum):
    """What a column of the annex is for."""

    REFERENCE = "reference"
    ONGOING = "ongoing"
    NEXT_STEPS = "next_steps"
    DUE = "due"


def roles_named(headings: Mapping[int, str]) -> dict[int, Role | None] | None:
    """The role of each column by the words that stand over it, or None when they are no column headings.

    They are when all are short and at least two name different roles, one of them what is ongoing or what
    comes next. A column whose heading says nothing has the role None.
    """
    if any(words.count(" ") >= _LONGEST_HEADING for words in headings.values()):
        return None
    named = {column: _role_of(words) for column, words in headings.items()}
    found = {role for role in named.values() if role}
    if len(found) < 2 or not found & {Role.ONGOING, Role.NEXT_STEPS}:  # noqa: PLR2004 - two different roles
        return None
    return named


def _role_of(words: str) -> Role | None:
    if _matches("due").fullmatch(words.strip(" .:")):
        return Role.DUE
    score = {role: len(_matches(role.value).findall(words)) for role in _BY_PRECEDENCE}
    best = max(_BY_PRECEDENCE, key=lambda role: score[role])
    return best if score[best] else None


_BY_PRECEDENCE = (Role.NEXT_STEPS, Role.ONGOING, Role.REFERENCE)


@per_series
def _matches(name: str) -> re.Pattern[str]:
    phrases = sorted(load("columns")[name], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b", re.IGNORECASE)
