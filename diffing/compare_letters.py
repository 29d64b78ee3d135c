"""Two letters to what moved between them: the front door of this package.

statements -> links -> typed changes, the most important first -> summary and receipt
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from diffing.changes.classify_changes import changes_of_added, changes_of_link, changes_of_unmentioned
from diffing.changes.earlier_claims import check_claims
from diffing.changes.importance import ranked
from diffing.changes.last_seen import ItemIds, LastSeen, last_seen, seen_in
from diffing.changes.measure import Measure, read_measure
from diffing.changes.typed_changes import KINDS, Change, Side
from diffing.comparison import Comparison, Given, Summary
from diffing.item_ids import item_id
from diffing.linking.link_statements import link_statements
from diffing.linking.links import Link, Linking
from diffing.receipts.receipt import make_receipt
from diffing.receipts.receipt_decisions import given_decisions
from diffing.receipts.receipt_items import given_items
from snapshots.broken_lines import as_read
from snapshots.letter import Letter, Statement
from snapshots.lexicon import words_of_series
from snapshots.link_decisions import Decision, settle

__all__ = ["DIFF_VERSION", "Comparison", "compare_letters"]

# Raised whenever the same two letters may give other links or changes; stands in every receipt.
DIFF_VERSION = "10"

# Below this share of statements that have a counterpart, the two letters do not follow each other, and a
# list of all that "came" and "went" would be fiction (DESIGN.md, decision 7).
_LEAST_ALIGNED = 0.15
# Fewer statements than this say nothing about the two letters as a whole.
_ENOUGH_STATEMENTS = 12


def compare_letters(
    old: Letter, new: Letter, *, item_ids: ItemIds | None = None, decisions: Sequence[Decision] = ()
) -> Comparison:
    """What moved from `old` to `new`: any two letters of a series, not only neighbours.

    `item_ids` gives the permanent id of the item of each (letter key, statement id) of the series; without
    it, ids are made from the two letters alone, and nothing can be known to be back after a pause.
    `decisions` are those in force on links of the series, in any order; the receipt names those that count.
    The words that the newer letter's series has of its own count beside the general ones.
    """
    with words_of_series(new.series):
        return _compared(old, new, item_ids or {}, decisions)


def _compared(old: Letter, new: Letter, ids: ItemIds, decisions: Sequence[Decision]) -> Comparison:
    settled = settle(decisions)
    linking = link_statements(old, new, settled=settled)
    aligned = _share_aligned(old, new, linking)
    note = _note(old, new, aligned)
    seen = last_seen(ids, before=old.key)
    was, now = as_read(old), as_read(new)
    both = _Letters(old=was, new=now, ids=ids, seen=seen, said=_by_place(was, now))
    changes = () if note else _in_order(_changes(both, linking))
    given = Given(
        items=given_items(old, new, linking, ids), decided=given_decisions(old, new, linking, settled)
    )
    return Comparison(
        old=old,
        new=new,
        changes=changes,
        alignments=linking.links,
        summary=_summary(linking, changes, aligned, note),
        receipt=make_receipt(
            old, new, changes, linking.links, diff=DIFF_VERSION, given=given, decisions=linking.decisions
        ),
        claims=check_claims(new, (old,)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letters:
    """Both letters, with the items of their statements."""

    old: Letter
    new: Letter
    ids: ItemIds
    seen: Mapping[str, tuple[str, str]]
    said: Mapping[tuple[bool, str], Statement]

    def measure(self, letter: Letter, statement_ids: Sequence[str]) -> Measure:
        is_new = letter is self.new
        return read_measure(letter, [self.said[is_new, one] for one in statement_ids])

    def item(self, letter: Letter, statement_id: str) -> str:
        return self.ids.get((letter.key, statement_id)) or item_id(letter.key, statement_id)

    def last_seen(self, statement_id: str) -> LastSeen | None:
        """The last letter before the older one with the item of this statement of the newer."""
        place = self.seen.get(self.ids.get((self.new.key, statement_id), ""))
        return seen_in(place[0], written_on=self.new.date) if place else None


def _by_place(old: Letter, new: Letter) -> dict[tuple[bool, str], Statement]:
    """Every statement by whether it is the newer letter's, and its id; both may have the same key."""
    return {(is_new, s.id): s for is_new, letter in ((False, old), (True, new)) for s in letter.statements}


def _changes(both: _Letters, linking: Linking) -> Iterator[Change]:
    for link in linking.links:
        yield from _changes_of(both, link)
    for added in linking.added:
        yield from changes_of_added(
            both.measure(both.new, added.statements),
            item=both.item(both.new, added.statements[0]),
            last_seen=both.last_seen(added.statements[0]),
            considered=added.considered,
        )
    for gone in linking.unmentioned:
        yield from changes_of_unmentioned(
            both.measure(both.old, gone.statements),
            item=both.item(both.old, gone.statements[0]),
            letters=(both.old.date, both.new.date),
            considered=gone.considered,
        )


def _changes_of(both: _Letters, link: Link) -> tuple[Change, ...]:
    return changes_of_link(
        link,
        both.measure(both.old, link.before),
        both.measure(both.new, link.after),
        item=both.item(both.old, link.before[0]),
        letters=(both.old.date, both.new.date),
    )


def _in_order(changes: Iterator[Change]) -> tuple[Change, ...]:
    """By importance; then as the newer letter tells them, what it no longer mentions last."""

    def place(change: Change) -> tuple[int, bool, int, int]:
        side = change.after or change.before
        return (-change.importance, change.after is None, _start(side), KINDS.index(change.kind))

    return tuple(sorted((ranked(change) for change in changes), key=place))


def _start(side: Side | None) -> int:
    return side.quotes[0].start if side else 0


def _share_aligned(old: Letter, new: Letter, linking: Linking) -> float:
    fewest = min(len(old.statements), len(new.statements))
    before = sum(len(link.before) for link in linking.links)
    after = sum(len(link.after) for link in linking.links)
    linked = before if len(old.statements) <= len(new.statements) else after
    return round(linked / fewest, 3) if fewest else 0.0


def _note(old: Letter, new: Letter, aligned: float) -> str:
    if min(len(old.statements), len(new.statements)) < _ENOUGH_STATEMENTS or aligned >= _LEAST_ALIGNED:
        return ""
    return (
        f"only {aligned:.0%} of the statements of {old.key} and {new.key} correspond: "
        "the two letters do not seem to follow each other, so no changes are listed"
    )


def _summary(linking: Linking, changes: Sequence[Change], aligned: float, note: str) -> Summary:
    counted = Counter(change.kind for change in changes)
    return Summary(
        counts={kind: counted[kind] for kind in KINDS if counted[kind]},
        carried=sum(len(link.before) for link in linking.links),
        unmentioned=sum(len(gone.statements) for gone in linking.unmentioned),
        added=sum(len(added.statements) for added in linking.added),
        aligned=aligned,
        note=note,
    )
