"""Which statements of the letter proper only argue, and name no measure that one could follow."""

from __future__ import annotations

import re

from diffing.intervals import has_a_date
from snapshots.letter import Column, Kind, Statement

__all__ = ["names_a_measure"]

# Two capitalised words in a row, or an abbreviation: something that has a name.
_NAMED = re.compile(
    r"(?<![.!?]\s)(?<!^)\b[A-Z][\w-]+(?:\s(?:of|on|and|for|the)){0,2}\s[A-Z][\w-]+|\b[A-Z]{3,}\b"
)


def names_a_measure(statement: Statement) -> bool:
    """Whether it says of something in particular what has become of it.

    All of the annex does. A sentence of the letter proper does when it has a figure, a sum or a day ahead;
    or is about a certain sort of measure and names whom it concerns, who acts, or what it is called.
    """
    if statement.column is not Column.BODY:
        return True
    if statement.amounts or statement.quantities or any(map(has_a_date, statement.deadlines)):
        return True
    named = statement.partners or statement.actors or _NAMED.search(statement.text)
    return statement.kind is not Kind.OTHER and bool(named)
