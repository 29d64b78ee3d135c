"""Which letter last spoke of a measure before it fell silent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

__all__ = ["ItemIds", "LastSeen", "last_seen", "seen_in"]

# The permanent id of the item of each statement, by letter key and statement id.
ItemIds = Mapping[tuple[str, str], str]

_DATE = re.compile(r"/(\d{4}-\d{2}-\d{2})(?:/\d+)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSeen:
    """The letter, by its key, that last spoke of what is back; `days` from its date to the newer letter's."""

    letter: str
    days: int


def seen_in(key: str, *, written_on: date) -> LastSeen:
    """A letter of the series as the last that spoke of something, seen from one of the date `written_on`."""
    return LastSeen(letter=key, days=(written_on - date.fromisoformat(_date_of(key))).days)


def last_seen(ids: ItemIds, *, before: str) -> dict[str, tuple[str, str]]:
    """For each item of a letter dated before that of the key `before`, its statement in the last of them.

    Statements are (letter key, id); of several in one letter it is the one whose id comes first.
    """
    limit = _date_of(before)
    found: dict[str, tuple[str, str]] = {}
    for place, item in sorted(ids.items(), key=lambda entry: entry[0][1]):
        if _date_of(place[0]) < limit and (item not in found or _age(place) > _age(found[item])):
            found[item] = place
    return found


def _age(place: tuple[str, str]) -> tuple[str, str]:
    return _date_of(place[0]), place[0]


def _date_of(key: str) -> str:
    """The date in a letter's key, `<series>/<date>` or `<series>/<date>/<reissue>`, as text that sorts."""
    found = _DATE.search(key)
    return found.group(1) if found else ""
