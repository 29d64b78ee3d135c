"""What a decision on links would change, or has changed: comparisons, items, and what was published of them.

Pure: the letters of a series, with the decisions in force before and after, give the effects. What was
published stays as it was; the entries named here are those that the decision would have put otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import rfc8785

from diffing.change_json import change_to_json
from diffing.compare_letters import Comparison, compare_letters
from service.projections.entries import LETTER, PublishedEntry
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
    """Comparisons that differ, by their letters' dates; items; published entries, in the log's order."""

    comparisons: tuple[Moved, ...] = ()
    joined: tuple[ItemsJoined, ...] = ()
    divided: tuple[ItemDivided, ...] = ()
    entries: tuple[PublishedEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How links are seen: under these decisions, with these ids of items."""

    decisions: Sequence[Decision]
    item_ids: ItemIds


def effects_of(
    letters: Sequence[Letter],
    published: Iterable[PublishedEntry],
    *,
    before: View,
    after: View,
    named: Iterable[tuple[str, str]],
) -> Effects:
    """What differs between the two views of a series.

    Looked at are neighbours by date, and the pairs of letters that are `named`, by their keys.
    """
    compared = [
        (_compare(old, new, before), _compare(old, new, after))
        for old, new in _pairs_to_look_at(letters, before, after, named)
    ]
    moved = [_moved(then, now) for then, now in compared]
    return Effects(
        comparisons=tuple(one for one in moved if one.gone or one.come),
        joined=tuple(_joined(before.item_ids, after.item_ids)),
        divided=tuple(_divided(before.item_ids, after.item_ids)),
        entries=tuple(_outdated(published, compared)),
    )


def _pairs_to_look_at(
    letters: Sequence[Letter], before: View, after: View, named: Iterable[tuple[str, str]]
) -> Iterator[tuple[Letter, Letter]]:
    """Of neighbours, those of which one has a statement that was decided on or changes its item."""
    by_date = sorted(letters, key=lambda one: (one.date, one.reissue))
    named = set(named)
    touched = {key for pair in named for key in pair}
    ids = before.item_ids
    touched |= {node[0] for node, item in after.item_ids.items() if ids.get(node, item) != item}
    neighbours = [(old.key, new.key) for old, new in pairwise(by_date)]
    wanted = named | {pair for pair in neighbours if touched.intersection(pair)}
    for at, old in enumerate(by_date):
        yield from ((old, new) for new in by_date[at + 1 :] if (old.key, new.key) in wanted)


def _compare(old: Letter, new: Letter, view: View) -> Comparison:
    return compare_letters(old, new, item_ids=view.item_ids, decisions=view.decisions)


def _moved(then: Comparison, now: Comparison) -> Moved:
    was = {_said(change): change for change in map(change_to_json, then.changes)}
    is_now = {_said(change): change for change in map(change_to_json, now.changes)}
    return Moved(
        old=now.old.key,
        new=now.new.key,
        gone=tuple(change for said, change in was.items() if said not in is_now),
        come=tuple(change for said, change in is_now.items() if said not in was),
    )


def _said(change: Mapping[str, Any]) -> bytes:
    """What a change says, in bytes: not how it was found, nor what its item is called."""
    facts = {name: value for name, value in change["facts"].items() if name != "considered"}
    sides = [change[side] and change[side]["quotes"] for side in ("before", "after")]
    return rfc8785.dumps([change["kind"], sides, facts])


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


def _outdated(
    published: Iterable[PublishedEntry], compared: Sequence[tuple[Comparison, Comparison]]
) -> Iterator[PublishedEntry]:
    """Entries that say what was so before, and is not any more."""
    pairs = {(now.old.key, now.new.key): (then, now) for then, now in compared}
    said = {pair: (_all_said(then), _all_said(now)) for pair, (then, now) in pairs.items()}
    for entry in published:
        if entry.event.kind == LETTER:
            counted = (_counted(entry, pairs, 0), _counted(entry, pairs, 1))
            if counted[0] != counted[1]:
                yield entry
            continue
        was, is_now = said.get((entry.event.content["old"], entry.event.content["new"]), (set(), set()))
        if _said(entry.event.content) in was - is_now:
            yield entry


def _all_said(comparison: Comparison) -> set[bytes]:
    return {_said(change_to_json(change)) for change in comparison.changes}


def _counted(
    entry: PublishedEntry, pairs: Mapping[tuple[str, str], tuple[Comparison, Comparison]], which: int
) -> list[dict[str, int]]:
    """What the entry of a letter counts, of the comparisons that were looked at."""
    named = [(one["old"], one["new"]) for one in entry.event.content["compared"]]
    return [dict(pairs[pair][which].summary.counts) for pair in named if pair in pairs]
