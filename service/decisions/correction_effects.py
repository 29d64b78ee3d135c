"""What a decision on links would change, or has changed: comparisons, items, and what was published of them.

Pure: the letters of a series, with the decisions in force before and after, give the effects, and what goes
out in consequence: corrections of the entries that are untrue now, and entries of what is newly true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from diffing.change_json import change_to_json
from diffing.compare_letters import Comparison, compare_letters
from diffing.items import Item, item_ids
from service.corrections.closing_corrections import closing_corrections
from service.corrections.correction_entry import FeedEvent, Why
from service.corrections.decide_corrections import decide_corrections, entries_corrected
from service.corrections.told_pairs import told_pairs
from service.corrections.what_is_said import LookedAt, changes_said
from service.deadline_windows.closings import measures_of
from service.projections.entries import PublishedEntry
from snapshots.letter import Letter
from snapshots.link_decisions import Decision

__all__ = ["Effects", "ItemDivided", "ItemsJoined", "Moved", "View", "effects_of"]

Json = dict[str, Any]
ItemIds = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The changes between two letters, as their public JSON, that the decision takes away and brings."""

    old: str
    new: str
    gone: tuple[Json, ...]
    come: tuple[Json, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsJoined:
    """Statements of several items, `was`, are one item now."""

    item: str
    was: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDivided:
    """Statements of one item are of several now, `into`."""

    item: str
    into: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """Comparisons that differ, by their letters' dates; items; published entries, in the log's order.

    `entries` are those that are corrected or retracted, as they stand before; `feed` are the events that say
    so, with what else goes out.
    """

    comparisons: tuple[Moved, ...] = ()
    joined: tuple[ItemsJoined, ...] = ()
    divided: tuple[ItemDivided, ...] = ()
    entries: tuple[PublishedEntry, ...] = ()
    feed: tuple[FeedEvent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How links are seen: under these decisions, with these items."""

    decisions: Sequence[Decision]
    items: Sequence[Item]
    item_ids: ItemIds = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "item_ids", item_ids(self.items))


def effects_of(
    letters: Sequence[Letter],
    published: Sequence[PublishedEntry],
    *,
    before: View,
    after: View,
    named: Iterable[tuple[str, str]],
    why: Why,
    authority: str,
) -> Effects:
    """What differs between the two views of a series.

    Looked at are neighbours by date, letters between which something was published, and the pairs of letters
    that are `named`, by their keys. `authority` is the host name for the ids of new entries.
    """
    told = told_pairs(published)
    pairs = _pairs_to_look_at(letters, before, after, told=told, named=set(named))
    looked_at = [
        LookedAt(
            old=old.key,
            new=new.key,
            then=_compare(old, new, before),
            now=_compare(old, new, after),
            told=(old.key, new.key) in told,
        )
        for old, new in pairs
    ]
    moved = [_moved(one) for one in looked_at]
    windows = closing_corrections(
        published,
        then=measures_of(letters, before.items),
        now=measures_of(letters, after.items),
        letters={letter.key: letter for letter in letters},
        why=lambda _: why,
        authority=authority,
    )
    feed = (*windows, *decide_corrections(published, looked_at, why, authority=authority))
    return Effects(
        comparisons=tuple(one for one in moved if one.gone or one.come),
        joined=tuple(_joined(before.item_ids, after.item_ids)),
        divided=tuple(_divided(before.item_ids, after.item_ids)),
        entries=entries_corrected(published, feed),
        feed=feed,
    )


def _pairs_to_look_at(
    letters: Sequence[Letter],
    before: View,
    after: View,
    *,
    told: set[tuple[str, str]],
    named: set[tuple[str, str]],
) -> Iterator[tuple[Letter, Letter]]:
    """Of neighbours and told pairs, those with a statement that was decided on or changes its item."""
    by_date = sorted(letters, key=lambda one: (one.date, one.reissue))
    touched = {key for pair in named for key in pair}
    ids = before.item_ids
    touched |= {node[0] for node, item in after.item_ids.items() if ids.get(node, item) != item}
    neighbours = {(old.key, new.key) for old, new in pairwise(by_date)}
    wanted = named | {pair for pair in neighbours | told if touched.intersection(pair)}
    for at, old in enumerate(by_date):
        yield from ((old, new) for new in by_date[at + 1 :] if (old.key, new.key) in wanted)


def _compare(old: Letter, new: Letter, view: View) -> Comparison:
    return compare_letters(old, new, item_ids=view.item_ids, decisions=view.decisions)


def _moved(looked: LookedAt) -> Moved:
    was, is_now = changes_said(looked.then), changes_said(looked.now)
    return Moved(
        old=looked.old,
        new=looked.new,
        gone=tuple(change_to_json(change) for said, change in was.items() if said not in is_now),
        come=tuple(change_to_json(change) for said, change in is_now.items() if said not in was),
    )


def _joined(before: ItemIds, after: ItemIds) -> Iterator[ItemsJoined]:
    for item, was in _by_item(after, before).items():
        if len(was) > 1:
            yield ItemsJoined(item=item, was=was)


def _divided(before: ItemIds, after: ItemIds) -> Iterator[ItemDivided]:
    for item, into in _by_item(before, after).items():
        if len(into) > 1:
            yield ItemDivided(item=item, into=into)


def _by_item(ids: ItemIds, others: ItemIds) -> dict[str, tuple[str, ...]]:
    """For each item, in order of id, those that its statements have on the other side, in order of id."""
    found: dict[str, set[str]] = {}
    for node, item in ids.items():
        if node in others:
            found.setdefault(item, set()).add(others[node])
    return {item: tuple(sorted(found[item])) for item in sorted(found)}
