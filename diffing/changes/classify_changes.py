"""Links to typed changes: what moved in each measure, and what only came or went.

a link -> both sides' fields, facts paired -> field changes -> typed changes
a statement without a counterpart -> added or unmentioned, with its deadline
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from diffing.changes.commitment_drift import Drift, drift_between
from diffing.changes.contract_signed import reports_signature, signed_amount
from diffing.changes.field_changes import FieldChange, Fields, field_changes
from diffing.changes.last_seen import LastSeen
from diffing.changes.measure import Measure, naming
from diffing.changes.pair_facts import FactPair, pair_amounts, pair_deadlines, pair_quantities
from diffing.changes.same_facts import is_the_step_after, tells_the_same
from diffing.changes.status_moves import Times, has_begun, promises_a_beginning, status_now
from diffing.changes.typed_changes import (
    AmountChanged,
    Change,
    ContractSigned,
    DeadlineMoved,
    DeadlinePassed,
    DeadlineRemoved,
    DeadlineSet,
    ItemAdded,
    ItemCompleted,
    ItemMerged,
    ItemMoved,
    ItemProgressed,
    ItemResumed,
    ItemReworded,
    ItemSplit,
    ItemStalled,
    ItemUnmentioned,
    QuantityChanged,
)
from diffing.intervals import has_a_date, lapsed, shift_between
from diffing.linking.links import Alternative, Link
from diffing.linking.narrative import names_a_measure
from diffing.linking.place import Place, elsewhere, moved_between
from diffing.words.stems import words
from snapshots.letter import Amount, Column, Quantity, Statement, Status, TimeExpression

__all__ = ["changes_of_added", "changes_of_link", "changes_of_unmentioned"]

# How far a measure has come, short of being done. On hold stands outside: going there is a stall, leaving
# it is progress.
_STAGES = {Status.NOT_STARTED: 0, Status.PLANNED: 1, Status.ONGOING: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Both sides of a link, with their facts paired, and what has become of the measure by now."""

    link: Link
    item: str
    before: Measure
    after: Measure
    amounts: tuple[FactPair[Amount], ...]
    quantities: tuple[FactPair[Quantity], ...]
    deadlines: tuple[FactPair[TimeExpression], ...]
    signed: bool
    status: Status

    @property
    def common(self) -> dict[str, Any]:
        """The fields that every change of the pair has."""
        return {**_common(self.item, self.before, self.after), "link": self.link}


def _common(item: str, before: Measure | None, after: Measure | None) -> dict[str, Any]:
    """The fields that every change has; the newer side leads."""
    sides = [side for side in (after, before) if side is not None]
    return {
        "item": item,
        "partners": tuple(dict.fromkeys(partner for side in sides for partner in side.partners)),
        "before": before.side if before else None,
        "after": after.side if after else None,
        "link": None,
        "parts": tuple(dict.fromkeys(part for side in sides for part in side.parts)),
        "label": sides[0].label,
    }


def changes_of_link(
    link: Link, before: Measure, after: Measure, *, item: str, letters: tuple[date, date]
) -> tuple[Change, ...]:
    """What moved in a measure that both letters speak of; empty when it stands as it stood.

    `letters` are the dates of the older and the newer. The order is that of the vocabulary.
    """
    pair = _paired(link, _led_by_what_is_open(before, after), after, item, letters)
    moved = field_changes(*_fields(pair))
    kept, left = _kept_and_left(pair, letters)
    of_kept, of_left = (moved if part is pair else field_changes(*_fields(part)) for part in (kept, left))
    step_after = kept is not left and is_the_step_after(before, kept.after, left.after)
    found: list[Change] = [
        *_status_changes(kept, of_kept),
        *_deadline_changes(
            left,
            of_left,
            letters,
            follows_on_what_was_kept=step_after,
        ),
        *_figure_changes(pair, moved),
    ]
    found += _of_other_partners(pair, letters, told={change.kind for change in found})
    if not found and _other_words(before, after) and _same_facts(pair, letters[0]):
        found.append(ItemReworded(**pair.common))
    return (*_with_drift(found, _drift(pair)), *_shape_changes(pair, moved))


def _of_other_partners(
    pair: _Pair, letters: tuple[date, date], *, told: AbstractSet[str]
) -> Iterator[Change]:
    """Where the measure stands for a partner that is told apart, when that is another move than `told`."""
    lead = set(pair.after.statements[0].partners)
    for statement in pair.after.statements[1:] if pair.link.split else ():
        partners = set(statement.partners)
        if partners and partners.isdisjoint(lead) and partners <= set(pair.before.partners):
            part = _paired(pair.link, pair.before, pair.after.of((statement,)), pair.item, letters)
            moves = _status_changes(part, field_changes(*_fields(part)))
            yield from (move for move in moves if move.kind not in told)


def _same_facts(pair: _Pair, old_letter: date) -> bool:
    return tells_the_same(
        pair.before, pair.after, paired=(pair.amounts, pair.quantities), old_letter=old_letter
    )


def _drift(pair: _Pair) -> Drift | None:
    """How the promise drifted, where it still is one on both sides."""
    if pair.signed or Status.DONE in {pair.before.status, pair.status}:
        return None
    return drift_between(pair.before.statements[0], pair.after.statements[0])


def _with_drift(found: Sequence[Change], drift: Drift | None) -> Sequence[Change]:
    """The changes, the first of which tells the drift."""
    return (replace(found[0], drift=drift), *found[1:]) if found and drift else found


def _kept_and_left(pair: _Pair, letters: tuple[date, date]) -> tuple[_Pair, _Pair]:
    """The pair with what is reported done of a promise, and the pair with what is left of it.

    Both are `pair` itself where the promise was not split into the two ("first boat handed over", "second
    boat to follow in spring"): then status and deadline are those of the whole.
    """
    done, ahead = (
        tuple(s for s in pair.after.statements if s.status is status)
        for status in (Status.DONE, Status.PLANNED)
    )
    if not (pair.link.split and pair.before.status is Status.PLANNED and done and ahead):
        return pair, pair
    kept, left = (
        _paired(pair.link, pair.before, pair.after.of(part), pair.item, letters) for part in (done, ahead)
    )
    return (kept, left) if kept.status is Status.DONE else (pair, pair)


def _led_by_what_is_open(before: Measure, after: Measure) -> Measure:
    """The older side with what was open in front, when it was told beside what is done and still is open."""
    if before.status is not Status.DONE or after.status is Status.DONE:
        return before
    first, *rest = before.statements
    is_open = [s for s in rest if s.status is Status.PLANNED and not elsewhere(first, s)]
    led = dict.fromkeys((*is_open[:1], *before.statements), True)
    return replace(before, statements=tuple(led))


def _paired(link: Link, before: Measure, after: Measure, item: str, letters: tuple[date, date]) -> _Pair:
    deadlines = pair_deadlines(
        before.that_have(lambda s: s.deadlines), after.that_have(lambda s: s.deadlines)
    )
    signed = _reports_signature(after) and not _reports_signature(before)
    times = Times(old_letter=letters[0], new_letter=letters[1], deadlines=deadlines)
    return _Pair(
        link=link,
        item=item,
        before=before,
        after=after,
        amounts=pair_amounts(before.that_have(lambda s: s.amounts), after.that_have(lambda s: s.amounts)),
        quantities=pair_quantities(
            before.that_have(lambda s: s.quantities), after.that_have(lambda s: s.quantities)
        ),
        deadlines=deadlines,
        signed=signed,
        status=status_now(before, after, signed=signed, times=times),
    )


def _reports_signature(measure: Measure) -> bool:
    return any(reports_signature(statement) for statement in measure.statements)


def _fields(pair: _Pair) -> tuple[Fields, Fields]:
    """Both sides as groups of fields in which the same key means the same thing."""
    old, new = _places(pair)
    return (
        _side_fields(pair, "before", pair.before.status, old),
        _side_fields(pair, "after", pair.status, new),
    )


def _places(pair: _Pair) -> tuple[Place, Place]:
    """What differs of the places where the annexes tell it."""
    return moved_between(*_moved_statements(pair))


def _moved_statements(pair: _Pair) -> tuple[Statement, Statement]:
    """Those between which it moved, if it did: the one of each letter by which it is known.

    The letter proper may have told it first. Of a measure that was split or merged and stays, the part that
    stands where nothing of it stands in the other letter.
    """
    before, after = naming(pair.before.statements), naming(pair.after.statements)
    if any(moved_between(before, after)):
        return before, after
    gone = [one for one in pair.before.statements if pair.link.merged and _is_elsewhere(one, pair.after)]
    come = [one for one in pair.after.statements if pair.link.split and _is_elsewhere(one, pair.before)]
    return (gone[0], after) if gone else (before, come[0] if come else after)


def _is_elsewhere(statement: Statement, measure: Measure) -> bool:
    """Whether it stands in the annex, as some of the measure does, and none of that in its place."""
    annexed = [other for other in measure.statements if other.column is not Column.BODY]
    if statement.column is Column.BODY or not annexed:
        return False
    return all(any(moved_between(statement, other)) for other in annexed)


def _side_fields(pair: _Pair, side: str, status: Status, place: Place) -> Fields:
    return {
        "status": {"": (status.value,)},
        "place": {name: (value,) for name, value in place},
        "amounts": _keyed(pair.amounts, side, lambda amount: (amount.value, amount.currency)),
        "quantities": _keyed(pair.quantities, side, lambda count: (count.value,)),
        "deadlines": _keyed(pair.deadlines, side, lambda time: (time.earliest, time.latest)),
    }


def _keyed(
    pairs: Sequence[FactPair[Any]], side: str, value: Callable[[Any], tuple[Any, ...]]
) -> Mapping[str, tuple[Any, ...]]:
    """The facts of one side by the number of their pair."""
    facts = [(at, getattr(pair, side)) for at, pair in enumerate(pairs)]
    return {str(at): value(fact) for at, fact in facts if fact is not None}


def _status_changes(pair: _Pair, moved: tuple[FieldChange, ...]) -> Iterator[Change]:
    groups = {change.group for change in moved}
    if pair.signed:
        yield ContractSigned(**pair.common, amount=signed_amount(pair.after.that_have(lambda s: s.amounts)))
    if "status" in groups:
        step = _step(pair.before.status, pair.status)
        yield step(**pair.common, status_before=pair.before.status, status_after=pair.status)


def _step(old: Status, new: Status) -> type[ItemCompleted | ItemProgressed | ItemStalled]:
    """What a move from one status to another is called; `old` and `new` differ."""
    if new is Status.DONE:
        return ItemCompleted
    if new is Status.ON_HOLD:
        return ItemStalled
    if old is Status.ON_HOLD:
        return ItemProgressed
    return ItemProgressed if _STAGES[new] > _STAGES[old] else ItemStalled


def _deadline_changes(
    pair: _Pair,
    moved: tuple[FieldChange, ...],
    letters: tuple[date, date],
    *,
    follows_on_what_was_kept: bool,
) -> Iterator[Change]:
    if pair.status is Status.DONE:
        return
    keys = [int(change.key) for change in moved if change.group == "deadlines"]
    changed = [pair.deadlines[key] for key in keys]
    both = [(p.before, p.after) for p in changed if p.before is not None and p.after is not None]
    yield from (_moved(pair, old, new) for old, new in both[:1])
    had = next((p.before for p in pair.deadlines if p.before is not None), None)
    has = next((p.after for p in pair.deadlines if p.after is not None), None)
    if had is None and has is not None:
        yield DeadlineSet(**pair.common, deadline=has)
    if has is None and _start_was_kept(pair, letters[0]):
        return
    if had is not None and lapsed(had, letters[1]) and not follows_on_what_was_kept:
        yield DeadlinePassed(**pair.common, deadline=had)
    if had is not None and has is None:
        yield DeadlineRemoved(**pair.common, deadline=had)


def _start_was_kept(pair: _Pair, old_letter: date) -> bool:
    """Whether the day that was promised was that of its beginning, and it is said to have begun since."""
    begun = pair.before.status is Status.PLANNED and pair.status is Status.ONGOING
    return begun and (has_begun(pair.after, old_letter) or promises_a_beginning(pair.before))


def _moved(pair: _Pair, old: TimeExpression, new: TimeExpression) -> Change:
    return DeadlineMoved(
        **pair.common, deadline_before=old, deadline_after=new, shift=shift_between(old, new)
    )


def _figure_changes(pair: _Pair, moved: tuple[FieldChange, ...]) -> Iterator[Change]:
    for change in moved:
        if change.before is None or change.after is None:
            continue
        if change.group == "amounts":
            sums = pair.amounts[int(change.key)]
            if sums.before is not None and sums.after is not None:
                yield AmountChanged(**pair.common, amount_before=sums.before, amount_after=sums.after)
        if change.group == "quantities":
            counts = pair.quantities[int(change.key)]
            if counts.before is not None and counts.after is not None:
                yield QuantityChanged(
                    **pair.common, quantity_before=counts.before, quantity_after=counts.after
                )


def _shape_changes(pair: _Pair, moved: tuple[FieldChange, ...]) -> Iterator[Change]:
    if pair.link.split:
        yield ItemSplit(**pair.common)
    if pair.link.merged:
        yield ItemMerged(**pair.common)
    if any(change.group == "place" for change in moved):
        yield _item_moved(pair)


def _item_moved(pair: _Pair) -> ItemMoved:
    """It or one of its parts moved; a part is quoted alone."""
    before, after = _moved_statements(pair)
    places = moved_between(before, after)
    moved = ItemMoved(**pair.common, place_before=places[0], place_after=places[1])
    if (before, after) == (naming(pair.before.statements), naming(pair.after.statements)):
        return moved
    return replace(moved, before=pair.before.of((before,)).side, after=pair.after.of((after,)).side)


def _other_words(before: Measure, after: Measure) -> bool:
    """Whether the wordings differ in more than case, blanks, punctuation and signs."""
    return [words(s.text) for s in before.statements] != [words(s.text) for s in after.statements]


def changes_of_added(
    after: Measure, *, item: str, last_seen: LastSeen | None, considered: tuple[Alternative, ...] = ()
) -> tuple[Change, ...]:
    """What the newer letter says that the older does not: new, or back when an earlier letter had it.

    Empty for sentences of the letter proper that only argue. `last_seen` is the last letter before
    the older one that spoke of it, None when none did.
    """
    if not any(names_a_measure(statement) for statement in after.statements):
        return ()
    common = _common(item, None, after)
    status = after.status
    found: list[Change] = [
        ItemAdded(**common, status=status, considered=considered)
        if last_seen is None
        else ItemResumed(**common, status=status, last_seen=last_seen.letter, gone_days=last_seen.days)
    ]
    if _reports_signature(after):
        amount = signed_amount(after.that_have(lambda s: s.amounts))
        found.append(ContractSigned(**common, amount=amount))
    deadlines = [d for s in after.that_have(lambda s: s.deadlines) for d in s.deadlines if has_a_date(d)]
    if deadlines:
        found.append(DeadlineSet(**common, deadline=deadlines[0]))
    return tuple(found)


def changes_of_unmentioned(
    before: Measure, *, item: str, written_on: date, considered: tuple[Alternative, ...]
) -> tuple[Change, ...]:
    """What the newer letter, of `written_on`, no longer mentions.

    Empty for what was done already, and for sentences of the letter proper that only argue.
    """
    if before.status is Status.DONE or not any(names_a_measure(s) for s in before.statements):
        return ()
    common = _common(item, before, None)
    found: list[Change] = [ItemUnmentioned(**common, status=before.status, considered=considered)]
    deadlines = [d for s in before.that_have(lambda s: s.deadlines) for d in s.deadlines]
    passed = [deadline for deadline in deadlines if lapsed(deadline, written_on)]
    if passed:
        found.append(DeadlinePassed(**common, deadline=passed[0]))
    return tuple(found)
