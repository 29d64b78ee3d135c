"""What a series gave to a comparison besides its two letters: the ids of items, so far as they tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from diffing.comparison import GivenItem
from diffing.item_ids import item_id
from diffing.links import Linking
from snapshots.letter import Letter

__all__ = ["ItemIds", "given_items", "last_seen"]

ItemIds = Mapping[tuple[str, str], str]

_DATE = re.compile(r"/(\d{4}-\d{2}-\d{2})(?:/\d+)?$")


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


def given_items(old: Letter, new: Letter, linking: Linking, ids: ItemIds) -> tuple[GivenItem, ...]:
    """The ids that a comparison of the two letters with this linking made use of, by letter and statement.

    With these alone as `item_ids` it comes out the same. An id that the two letters would give of themselves
    is left out, unless an earlier letter has it too.
    """
    earlier = last_seen(ids, before=old.key)
    used: set[tuple[str, str]] = set()
    for place in _named(old, new, linking):
        item = ids.get(place)
        before = earlier.get(item) if item and place[0] == new.key else None
        if item and (before or item != item_id(*place)):
            used.update({place, before or place})
    return tuple(GivenItem(letter=key, statement=one, item=ids[key, one]) for key, one in sorted(used))


def _named(old: Letter, new: Letter, linking: Linking) -> Iterator[tuple[str, str]]:
    """The statement by which each measure is named."""
    yield from ((old.key, link.before[0]) for link in linking.links)
    yield from ((new.key, added.statements[0]) for added in linking.added)
    yield from ((old.key, gone.statements[0]) for gone in linking.unmentioned)


def _age(place: tuple[str, str]) -> tuple[str, str]:
    return _date_of(place[0]), place[0]


def _date_of(key: str) -> str:
    """The date in a letter's key, `<series>/<date>` or `<series>/<date>/<reissue>`, as text that sorts."""
    found = _DATE.search(key)
    return found.group(1) if found else ""
