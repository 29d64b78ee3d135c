"""What goes out when a letter is withdrawn: it counts as not held, and so does what was told of it.

Every entry that compares it, and its own, is retracted. The letters on either side, which were compared with
it, are compared with each other, unless that was told already; where there is none before it, the letter
behind it is the first of its series. Windows that closed on its words did not; those that it had moved, or
said to be done, did.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from diffing.compare_letters import Comparison, compare_letters
from diffing.items import Item, item_ids
from service.corrections.closing_corrections import closing_corrections
from service.corrections.correction_entry import FeedEvent, Why
from service.corrections.decide_corrections import decide_corrections
from service.corrections.told_pairs import told_pairs
from service.corrections.what_is_said import LookedAt
from service.deadline_windows.closings import measures_of
from service.filters.entry_facets import LETTER
from service.projections.entries import PublishedEntry
from snapshots.letter import Letter
from snapshots.link_decisions import Decision

__all__ = ["SeriesSeen", "withdrawn_effects"]

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesSeen:
    """The letters held of a series, the decisions that hold of them, and the items that follow."""

    series: str
    letters: Sequence[Letter]
    decisions: Sequence[Decision]
    items: Sequence[Item]
    item_ids: Mapping[tuple[str, str], str] = field(init=False)
    by_key: Mapping[str, Letter] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "item_ids", item_ids(self.items))
        object.__setattr__(self, "by_key", {letter.key: letter for letter in self.letters})

    def compare(self, old: str, new: str) -> Comparison | None:
        """The comparison of two letters by their keys; None where one is not held."""
        if old not in self.by_key or new not in self.by_key:
            return None
        return compare_letters(
            self.by_key[old], self.by_key[new], item_ids=self.item_ids, decisions=self.decisions
        )


def withdrawn_effects(
    standing: Sequence[PublishedEntry], *, before: SeriesSeen, after: SeriesSeen, why: Why, authority: str
) -> tuple[FeedEvent, ...]:
    """The events of the series' feed; `before` holds the letter that `why` names, `after` does not."""
    told = told_pairs(standing)
    instead = _in_its_place(standing, after, why.withdrawn or "")
    looked_at = [
        LookedAt(old=old, new=new, then=before.compare(old, new), now=after.compare(old, new), told=True)
        for old, new in sorted(told)
        if _is_touched((old, new), before, after)
    ]
    changes = decide_corrections(
        standing,
        [*looked_at, *(one for one in instead.values() if one.now is not None)],
        why,
        authority=authority,
        instead=instead,
    )
    windows = closing_corrections(
        standing,
        then=measures_of(before.letters, before.items),
        now=measures_of(after.letters, after.items),
        letters=after.by_key,
        why=lambda _: why,
        authority=authority,
    )
    return (*windows, *changes)


def _in_its_place(
    standing: Sequence[PublishedEntry], after: SeriesSeen, withdrawn: str
) -> dict[Pair, LookedAt]:
    """For each comparison with the letter withdrawn that another letter's entry counts, what it counts now.

    The letter that came in last counts the two on either side; whoever came in before counts nothing instead.
    """
    by_date = sorted(after.letters, key=lambda one: (one.date, one.reissue))
    neighbours = [(old.key, new.key) for old, new in pairwise(by_date)]
    before, behind = {new: (old, new) for old, new in neighbours}, dict(neighbours)
    told, found = told_pairs(standing), {}
    for entry in reversed(standing):
        if entry.event.kind != LETTER or entry.retracted or entry.event.new == withdrawn:
            continue
        for pair in ((one["old"], one["new"]) for one in entry.event.content["compared"]):
            if withdrawn not in pair:
                continue
            old, new = pair
            now = before.get(new) if old == withdrawn else (old, behind.get(old, ""))
            if now is not None and now not in told:
                told.add(now)
                found[pair] = _looked_at(now, after)
    return found


def _looked_at(pair: Pair, after: SeriesSeen) -> LookedAt:
    return LookedAt(old=pair[0], new=pair[1], then=None, now=after.compare(*pair), told=True)


def _is_touched(pair: Pair, before: SeriesSeen, after: SeriesSeen) -> bool:
    """Whether one of the two is not held any more, or a statement of theirs is of another item."""
    if not all(key in after.by_key for key in pair):
        return True
    return any(before.item_ids.get(node) != item for node, item in after.item_ids.items() if node[0] in pair)
