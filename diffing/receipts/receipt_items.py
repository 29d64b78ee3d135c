"""What a series gave to a comparison besides its two letters: the ids of items, so far as they tell."""

from __future__ import annotations

from collections.abc import Iterator

from diffing.changes.last_seen import ItemIds, last_seen
from diffing.comparison import GivenItem
from diffing.item_ids import item_id
from diffing.linking.links import Linking
from snapshots.letter import Letter

__all__ = ["given_items"]


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
