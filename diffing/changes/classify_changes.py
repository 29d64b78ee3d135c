"""Links to typed changes: what moved in each measure, and what only came or went.

a link -> both sides' fields, facts paired -> field changes -> typed changes
a statement without a counterpart -> added or unmentioned, with its deadline
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from diffing.changes.commitment_drift import Drift, drift_between
from diffing.changes.contract_signed import reports_signature, signed_amount
from diffing.changes.deadline_moves import deadline_changes, told_apart_before
from diffing.changes.last_seen import LastSeen
from diffing.changes.measure import Measure, naming
from diffing.changes.paired_measure import PairedMeasure, common_fields, pair_measure, tells_of_a_signature
from diffing.changes.same_facts import is_the_step_after, tells_the_same
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
from diffing.intervals import has_a_date, lapsed
from diffing.linking.links import Alternative, Link
from diffing.linking.narrative import names_a_measure
from diffing.linking.place import elsewhere, moved_between
from diffing.words.stems import words
from snapshots.letter import Amount, Statement, Status, TimeExpression

__all__ = ["changes_of_added", "changes_of_link", "changes_of_unmentioned"]

# How far a measure has come, short of being done. On hold stands outside: going there is a stall, leaving
# it is progress.
_STAGES = {Status.NOT_STARTED: 0, Status.PLANNED: 1, Status.ONGOING: 2}
# What may be done in part, with the rest still ahead.
_OPEN = frozenset({Status.PLANNED, Status.ONGOING})


def changes_of_link(
    link: Link, before: Measure, after: Measure, *, item: str, letters: tuple[date, date]
) -> tuple[Change, ...]:
    """What moved in a measure that both letters speak of; empty when it stands as it stood.

    `letters` are the dates of the older and the newer. The order is that of the vocabulary.
    """
    pair = pair_measure(
        link, _led_by_what_is_open(link, before, after, letters[0]), after, item=item, letters=letters
    )
    kept, left = _kept_and_left(pair, letters)
    step_after = kept is not left and is_the_step_after(before, kept.after, left.after)
    found: list[Change] = [
        *_status_changes(kept),
        *deadline_changes(left, letters, follows_on_what_was_kept=step_after),
        *_figure_changes(pair),
    ]
    found += _of_parts(pair, kept, letters, told={change.kind for change in found})
    found += _kept_for_one(pair, letters, told={change.kind for change in found})
    if not found and _other_words(before, after) and _same_facts(pair, letters[0]):
        found.append(ItemReworded(**pair.common))
    return (*_with_drift(found, _drift(pair)), *_shape_changes(pair))


def _of_parts(
    pair: PairedMeasure, kept: PairedMeasure, letters: tuple[date, date], *, told: AbstractSet[str]
) -> Iterator[Change]:
    """Where the measure stands for parts of it that are told apart, when that is another move than `told`.

    One change for each such move, whoever made it: it quotes what is said of all who did. Where what was
    promised is `kept` for one, the days of the others are told with them.
    """
    found: dict[tuple[object, ...], list[tuple[Statement, Change]]] = {}
    for statement in _told_apart(pair, kept.after.statements[0]):
        part = _part(pair, (statement,), letters)
        moves = [*_status_changes(part)]
        if kept.status is Status.DONE and part.status is not Status.DONE:
            moves += deadline_changes(part, letters, follows_on_what_was_kept=False)
        for move in moves:
            found.setdefault((move.kind, *_days_of(move)), []).append((statement, move))
    for (kind, *_), moved in found.items():
        if kind not in told:
            said = pair.after.of([statement for statement, _ in moved])
            yield replace(moved[0][1], after=said.side)


def _days_of(move: Change) -> tuple[TimeExpression, ...]:
    """The deadlines that it tells of: two parts that have other days make two moves."""
    match move:
        case DeadlineMoved():
            return move.deadline_before, move.deadline_after
        case DeadlineSet() | DeadlinePassed() | DeadlineRemoved():
            return (move.deadline,)
        case _:
            return ()


def _kept_for_one(
    pair: PairedMeasure, letters: tuple[date, date], *, told: AbstractSet[str]
) -> Iterator[Change]:
    """The first promises for a partner by itself that are kept, or are begun, where all are told of now.

    At most one of each, and none that is `told`.
    """
    parts = (
        pair_measure(pair.link, pair.before.of((said,)), pair.after, item=pair.item, letters=letters)
        for said in told_apart_before(pair)
        if said.status is Status.PLANNED
    )
    moves = [move for part in parts for move in _status_changes(part)]
    kept = (move for move in moves if isinstance(move, ItemCompleted | ItemProgressed))
    first = {move.kind: move for move in reversed([*kept])}
    yield from (move for kind, move in first.items() if kind not in told)


def _told_apart(pair: PairedMeasure, lead: Statement) -> list[Statement]:
    """What the newer letter says of other partners than those of `lead`, or of a part that stands still."""
    known = set(pair.before.partners)
    return [
        statement
        for statement in (pair.after.statements if pair.link.split else ())
        if (
            statement.partners
            and known.issuperset(statement.partners)
            and set(lead.partners).isdisjoint(statement.partners)
        )
        or _halts_beside(statement, lead, pair.before)
    ]


def _halts_beside(said: Statement, lead: Statement, before: Measure) -> bool:
    """Whether it says beside `lead` that a part of the measure stands still, and none of it did."""
    halted = Status.ON_HOLD in {one.status for one in (lead, *before.statements)}
    return said.status is Status.ON_HOLD and not halted and not elsewhere(lead, said)


def _part(pair: PairedMeasure, said: Sequence[Statement], letters: tuple[date, date]) -> PairedMeasure:
    """The measure by these statements of the newer letter alone."""
    return pair_measure(pair.link, pair.before, pair.after.of(said), item=pair.item, letters=letters)


def _same_facts(pair: PairedMeasure, old_letter: date) -> bool:
    return tells_the_same(
        pair.before, pair.after, paired=(pair.amounts, pair.quantities), old_letter=old_letter
    )


def _drift(pair: PairedMeasure) -> Drift | None:
    """How the promise drifted, where it still is one on both sides."""
    if pair.signed or Status.DONE in {pair.before.status, pair.status}:
        return None
    return drift_between(pair.before.statements[0], pair.after.statements[0])


def _with_drift(found: Sequence[Change], drift: Drift | None) -> Sequence[Change]:
    """The changes, the first of which tells the drift."""
    return (replace(found[0], drift=drift), *found[1:]) if found and drift else found


def _kept_and_left(pair: PairedMeasure, letters: tuple[date, date]) -> tuple[PairedMeasure, PairedMeasure]:
    """The pair with what is reported done of a promise or of work, and the pair with what is left of it.

    Both are `pair` itself where it was not split into the two ("first boat handed over", "second
    boat to follow in spring"): then status and deadline are those of the whole.
    """
    done = tuple(s for s in pair.after.statements if s.status is Status.DONE)
    ahead = tuple(s for s in pair.after.statements if _lies_ahead(s))
    if not (pair.link.split and pair.before.status in _OPEN and done and ahead):
        return pair, pair
    kept, left = (_part(pair, said, letters) for said in (done, ahead))
    return (kept, left) if kept.status is Status.DONE else (pair, pair)


def _lies_ahead(said: Statement) -> bool:
    """Whether it is to be done still: planned, or under way with a day to come."""
    due = said.status is Status.ONGOING and any(map(has_a_date, said.deadlines))
    return due or said.status is Status.PLANNED


def _led_by_what_is_open(link: Link, before: Measure, after: Measure, old_letter: date) -> Measure:
    """The older side with what was open in front, when it was told beside what is done.

    A plan, where the newer letter does not report it done; and whatever was open, where both are told in one
    sentence now: "five boats delivered", "eight more being built", now "thirteen have been delivered". A plan
    that was only told beside it, where the newer letter reports a day since.
    """
    if before.status is not Status.DONE:
        return before
    first, *rest = before.statements
    if after.status is not Status.DONE:
        is_open = [s for s in rest if s.status is Status.PLANNED]
    else:
        since = any(
            day.earliest is not None and day.earliest > old_letter for day in after.statements[0].dates
        )
        open_before = _OPEN if link.merged else {Status.PLANNED} if since else set[Status]()
        is_open = [s for s in rest if s.status in open_before]
    led = dict.fromkeys((*[s for s in is_open if not elsewhere(first, s)][:1], *before.statements), True)
    return replace(before, statements=tuple(led))


def _status_changes(pair: PairedMeasure) -> Iterator[Change]:
    groups = {change.group for change in pair.moved}
    if pair.signed:
        for signed in _signed(pair):
            amount = signed_amount(signed.that_have(lambda s: s.amounts))
            yield replace(ContractSigned(**pair.common, amount=amount), after=signed.side)
    if "status" in groups:
        step = _step(pair.before.status, pair.status)
        yield step(**pair.common, status_before=pair.before.status, status_after=pair.status)


def _signed(pair: PairedMeasure) -> list[Measure]:
    """What tells of each contract that is signed: of a measure that was split, by their sums."""
    by_sum: dict[object, Measure] = {}
    for said in pair.after.statements if pair.link.split else ():
        amount = signed_amount((said,))
        if amount is not None and reports_signature(said):
            by_sum.setdefault((amount.value, amount.currency), pair.after.of((said,)))
    return [*by_sum.values()] if len(by_sum) > 1 else [pair.after]


def _step(old: Status, new: Status) -> type[ItemCompleted | ItemProgressed | ItemStalled]:
    """What a move from one status to another is called; `old` and `new` differ."""
    if new is Status.DONE:
        return ItemCompleted
    if new is Status.ON_HOLD:
        return ItemStalled
    if old is Status.ON_HOLD:
        return ItemProgressed
    return ItemProgressed if _STAGES[new] > _STAGES[old] else ItemStalled


def _figure_changes(pair: PairedMeasure) -> Iterator[Change]:
    for change in pair.moved:
        if change.before is None or change.after is None:
            continue
        if change.group == "amounts":
            sums = pair.amounts[int(change.key)]
            if sums.before is None or sums.after is None or _is_divided(pair, sums.before, sums.after):
                continue
            yield AmountChanged(**pair.common, amount_before=sums.before, amount_after=sums.after)
        if change.group == "quantities":
            counts = pair.quantities[int(change.key)]
            if counts.before is not None and counts.after is not None:
                yield QuantityChanged(
                    **pair.common, quantity_before=counts.before, quantity_after=counts.after
                )


def _is_divided(pair: PairedMeasure, before: Amount, after: Amount) -> bool:
    """Whether one sum is told as its shares, or shares as their sum: "EUR 46 million", now 28 and 18."""
    if pair.link.split:
        whole, told = before, pair.after
    elif pair.link.merged:
        whole, told = after, pair.before
    else:
        return False
    shares = {
        amount.value
        for said in told.statements
        for amount in said.amounts
        if amount.value is not None and amount.currency == whole.currency
    }
    return len(shares) > 1 and sum(shares) == whole.value


def _shape_changes(pair: PairedMeasure) -> Iterator[Change]:
    if pair.link.split:
        yield ItemSplit(**pair.common)
    if pair.link.merged:
        yield ItemMerged(**pair.common)
    if any(change.group == "place" for change in pair.moved):
        yield _item_moved(pair)


def _item_moved(pair: PairedMeasure) -> ItemMoved:
    """It or one of its parts moved; a part is quoted alone."""
    places = moved_between(pair.stood, pair.stands)
    moved = ItemMoved(**pair.common, place_before=places[0], place_after=places[1])
    if (pair.stood, pair.stands) == (naming(pair.before.statements), naming(pair.after.statements)):
        return moved
    return replace(moved, before=pair.before.of((pair.stood,)).side, after=pair.after.of((pair.stands,)).side)


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
    common = common_fields(item, None, after)
    status = after.status
    found: list[Change] = [
        ItemAdded(**common, status=status, considered=considered)
        if last_seen is None
        else ItemResumed(**common, status=status, last_seen=last_seen.letter, gone_days=last_seen.days)
    ]
    if tells_of_a_signature(after):
        amount = signed_amount(after.that_have(lambda s: s.amounts))
        found.append(ContractSigned(**common, amount=amount))
    deadlines = [d for s in after.that_have(lambda s: s.deadlines) for d in s.deadlines if has_a_date(d)]
    if deadlines:
        found.append(DeadlineSet(**common, deadline=deadlines[0]))
    return tuple(found)


def changes_of_unmentioned(
    before: Measure, *, item: str, letters: tuple[date, date], considered: tuple[Alternative, ...]
) -> tuple[Change, ...]:
    """What the newer letter no longer mentions; `letters` are the days of both.

    Empty for what was done already, and for sentences of the letter proper that only argue.
    """
    if before.status is Status.DONE or not any(names_a_measure(s) for s in before.statements):
        return ()
    common = common_fields(item, before, None)
    found: list[Change] = [ItemUnmentioned(**common, status=before.status, considered=considered)]
    deadlines = [d for s in before.that_have(lambda s: s.deadlines) for d in s.deadlines]
    passed = [deadline for deadline in deadlines if lapsed(deadline, letters[1])]
    if passed and letters[0] < letters[1]:
        found.append(DeadlinePassed(**common, deadline=passed[0]))
    return tuple(found)
