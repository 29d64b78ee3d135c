"""What an older letter promised, each promise with what the newer letter says has become of it.

A promise is a measure that is a next step of the older letter, or has a day ahead there, and is open. What
became of it is read from the changes of the comparison and from nothing else, so each outcome opens into the
changes that it rests on. An outcome reports what letters say; it judges nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from diffing.changes.measure import Measure, quoted, read_measure
from diffing.changes.typed_changes import (
    Change,
    DeadlineMoved,
    DeadlinePassed,
    DeadlineRemoved,
    ItemCompleted,
    ItemProgressed,
    ItemStalled,
    ItemUnmentioned,
    Side,
)
from diffing.comparison import Comparison
from diffing.intervals import Shift, has_a_date, last_day
from diffing.item_ids import item_id
from diffing.linking.narrative import names_a_measure
from snapshots.letter import Certainty, Column, Letter, Statement, Status, TimeExpression

__all__ = ["InTime", "Outcome", "Promise", "is_next_step", "read_promises"]

ItemIds = Mapping[tuple[str, str], str]


class Outcome(StrEnum):
    """What the newer letter says of a promise; where several hold, the first of these.

    A deadline has slipped when its last day is a later one. It is narrowed when all of its new days are among
    those that were promised.
    """

    KEPT = "kept"
    UNMENTIONED = "unmentioned"
    SLIPPED = "slipped"
    BROUGHT_FORWARD = "brought_forward"
    NARROWED = "narrowed"
    BECAME_TBC = "became_tbc"
    PASSED = "passed"
    STALLED = "stalled"
    UNDER_WAY = "under_way"
    REMOVED = "removed"
    OPEN = "open"


class InTime(StrEnum):
    """Whether what was kept was done by its deadline: `undated` where the letters do not tell."""

    MET = "met"
    LATE = "late"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A promise of the letter `old` and its outcome in the letter `new`; both are keys.

    `partners` are the older letter's, or where it names none the newer's. `before` and `after` are both
    letters' words; `after` is None where the newer is silent. `next_step` is
    False for what has a deadline only. `deadline` and `deadline_after` are the days promised, None where none
    is named; `shift` says how far a deadline moved. `in_time` is None but for what was kept and had a
    deadline. `changes` are those of the comparison that the outcome rests on, and all others of the measure.
    """

    item: str
    label: str
    partners: tuple[str, ...]
    parts: tuple[str, ...]
    old: str
    new: str
    before: Side
    after: Side | None
    next_step: bool
    deadline: TimeExpression | None
    deadline_after: TimeExpression | None
    outcome: Outcome
    in_time: InTime | None
    shift: Shift | None
    changes: tuple[Change, ...]

    def has(self, *kinds: type[Change]) -> bool:
        """Whether a change of one of these classes is among its changes."""
        return any(isinstance(change, kinds) for change in self.changes)


def read_promises(comparison: Comparison, *, item_ids: ItemIds | None = None) -> tuple[Promise, ...]:
    """The promises of the older letter in its reading order; each open next step of it is in exactly one.

    Empty where too little of the two letters corresponds to compare them.
    """
    if comparison.summary.note:
        return ()
    place = {statement.id: at for at, statement in enumerate(comparison.old.statements)}
    found = [*_linked(comparison, item_ids or {}), *_silent(comparison, item_ids or {})]
    return tuple(sorted(found, key=lambda one: min(place[statement] for statement in one.before.statements)))


def is_next_step(statement: Statement) -> bool:
    """Whether it is open and says what comes next: in the column of next steps, or as a plan elsewhere."""
    if statement.status is Status.DONE:
        return False
    planned = statement.column is Column.NEXT_STEPS or statement.status is Status.PLANNED
    return planned and names_a_measure(statement)


def _linked(comparison: Comparison, ids: ItemIds) -> Iterator[Promise]:
    old, new = _by_id(comparison.old), _by_id(comparison.new)
    changes = _changes_of(comparison)
    for link in comparison.alignments:
        before = read_measure(comparison.old, [old[one] for one in link.before])
        after = read_measure(comparison.new, [new[one] for one in link.after])
        if _is_open(before):
            yield _promise(comparison, ids, before, after, changes.get(frozenset(link.before), ()))


def _silent(comparison: Comparison, ids: ItemIds) -> Iterator[Promise]:
    """Promises of which the newer letter has no trace, those together that the comparison takes for one."""
    old = _by_id(comparison.old)
    linked = {one for link in comparison.alignments for one in link.before}
    for members, changes in _changes_of(comparison).items():
        if linked.isdisjoint(members):
            linked |= members
            said = [statement for statement in comparison.old.statements if statement.id in members]
            before = read_measure(comparison.old, said)
            if _is_open(before):
                yield _promise(comparison, ids, before, None, changes)
    for statement in comparison.old.statements:
        if statement.id not in linked and is_next_step(statement):
            yield _promise(comparison, ids, read_measure(comparison.old, [old[statement.id]]), None, ())


def _by_id(letter: Letter) -> dict[str, Statement]:
    return {statement.id: statement for statement in letter.statements}


def _changes_of(comparison: Comparison) -> dict[frozenset[str], tuple[Change, ...]]:
    """The changes by the statements of the older letter that they are of."""
    found: dict[frozenset[str], tuple[Change, ...]] = {}
    for change in comparison.changes:
        if change.before is not None:
            key = frozenset(change.before.statements)
            found[key] = (*found.get(key, ()), change)
    return found


def _is_open(before: Measure) -> bool:
    if any(is_next_step(statement) for statement in before.statements):
        return True
    return any(s.status is not Status.DONE for s in before.statements) and _deadline_in(before) is not None


def _promise(
    comparison: Comparison, ids: ItemIds, before: Measure, after: Measure | None, changes: tuple[Change, ...]
) -> Promise:
    old, new = comparison.old, comparison.new
    first = before.statements[0].id
    outcome = _outcome(before, after, changes)
    deadline = _deadline_before(before, changes)
    return Promise(
        item=changes[0].item if changes else ids.get((old.key, first)) or item_id(old.key, first),
        label=(after or before).label,
        partners=before.partners or (after.partners if after else ()),
        parts=before.parts,
        old=old.key,
        new=new.key,
        before=quoted(old, before.statements),
        after=after.side if after else None,
        next_step=any(is_next_step(statement) for statement in before.statements),
        deadline=deadline,
        deadline_after=_deadline_after(after, changes, outcome),
        outcome=outcome,
        in_time=_in_time(deadline, after, (old.date, new.date)) if outcome is Outcome.KEPT else None,
        shift=next((change.shift for change in changes if isinstance(change, DeadlineMoved)), None),
        changes=changes,
    )


def _deadline_in(measure: Measure) -> TimeExpression | None:
    """The first day that is named ahead of a measure, in what counts of it."""
    deadlines = [time for said in measure.that_have(lambda s: s.deadlines) for time in said.deadlines]
    return next((time for time in deadlines if has_a_date(time)), None)


def _deadline_before(before: Measure, changes: Sequence[Change]) -> TimeExpression | None:
    for change in changes:
        if isinstance(change, DeadlineMoved):
            return change.deadline_before
        if isinstance(change, DeadlinePassed | DeadlineRemoved):
            return change.deadline
    return _deadline_in(before)


def _deadline_after(
    after: Measure | None, changes: Sequence[Change], outcome: Outcome
) -> TimeExpression | None:
    moved = next((change.deadline_after for change in changes if isinstance(change, DeadlineMoved)), None)
    if moved is not None or after is None or outcome is Outcome.KEPT:
        return moved
    return _deadline_in(after)


# What an outcome other than those by days rests on, in the order of `Outcome`.
_BY_CHANGE: tuple[tuple[type[Change], Outcome], ...] = (
    (DeadlinePassed, Outcome.PASSED),
    (ItemStalled, Outcome.STALLED),
    (ItemProgressed, Outcome.UNDER_WAY),
    (DeadlineRemoved, Outcome.REMOVED),
)


def _outcome(before: Measure, after: Measure | None, changes: Sequence[Change]) -> Outcome:
    if after is None or any(isinstance(change, ItemUnmentioned) for change in changes):
        return Outcome.UNMENTIONED
    if _is_kept(before, after, changes):
        return Outcome.KEPT
    moved = next((change for change in changes if isinstance(change, DeadlineMoved)), None)
    if moved is not None:
        return _direction(moved.deadline_before, moved.deadline_after)
    if _is_tbc(after) and any(isinstance(change, DeadlineRemoved) for change in changes):
        return Outcome.BECAME_TBC
    found = (outcome for kind, outcome in _BY_CHANGE if any(isinstance(one, kind) for one in changes))
    return next(found, Outcome.OPEN)


def _direction(before: TimeExpression, after: TimeExpression) -> Outcome:
    """Which way a deadline moved, by its last days; both name one."""
    was, now = last_day(before), last_day(after)
    if was is not None and now is not None and now > was:
        return Outcome.SLIPPED
    first = after.earliest
    inside = before.earliest is None or (first is not None and first >= before.earliest)
    return Outcome.NARROWED if inside and first is not None else Outcome.BROUGHT_FORWARD


def _is_kept(before: Measure, after: Measure, changes: Sequence[Change]) -> bool:
    """Whether it is reported done.

    A measure told as done first and as to come after that has no change of status when it is done now: there
    the newer letter's words count, if nothing of it is open any more.
    """
    if any(isinstance(change, ItemCompleted) for change in changes):
        return True
    told_as_done = before.status is Status.DONE
    return told_as_done and all(statement.status is Status.DONE for statement in after.statements)


def _is_tbc(measure: Measure) -> bool:
    times = [time for statement in measure.statements for time in statement.deadlines]
    return any(time.certainty is Certainty.TBC for time in times)


def _in_time(
    deadline: TimeExpression | None, after: Measure | None, letters: tuple[date, date]
) -> InTime | None:
    """Whether it was done by its deadline; `letters` are the dates of both. None where it had none.

    By the newer letter, where that is no later than the deadline; else by the days between both letters on
    which it says that things happened, if these agree.
    """
    last = last_day(deadline) if deadline else None
    if last is None or after is None:
        return None
    if letters[1] <= last:
        return InTime.MET
    said = [time for statement in after.statements for time in statement.dates]
    told = {_by_then(time, last) for time in said if _lies_between(time, letters)}
    return told.pop() if len(told) == 1 else InTime.UNDATED


def _lies_between(time: TimeExpression, letters: tuple[date, date]) -> bool:
    day = last_day(time)
    return day is not None and letters[0] < day <= letters[1]


def _by_then(time: TimeExpression, last: date) -> InTime:
    if time.latest is not None and time.latest <= last:
        return InTime.MET
    return InTime.LATE if time.earliest is not None and time.earliest > last else InTime.UNDATED
