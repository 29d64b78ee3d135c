"""What has become of the deadlines of a measure that both letters speak of: set, moved, passed, removed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from diffing.changes.fact_words import FactWords, words_around
from diffing.changes.measure import Measure
from diffing.changes.paired_measure import PairedMeasure, pair_measure
from diffing.changes.status_moves import has_begun, promises_a_beginning
from diffing.changes.typed_changes import (
    Change,
    DeadlineMoved,
    DeadlinePassed,
    DeadlineRemoved,
    DeadlineSet,
)
from diffing.intervals import has_a_date, lapsed, shift_between
from diffing.linking.place import elsewhere
from snapshots.letter import Statement, Status, TimeExpression

__all__ = ["deadline_changes", "told_apart_before"]

# A report that has no more than this of the words of a promise is of something else: the opening of a long
# sentence names the measure, whose words every report has, besides the act.
_HALF = 0.5


def deadline_changes(
    pair: PairedMeasure, letters: tuple[date, date], *, follows_on_what_was_kept: bool
) -> Iterator[Change]:
    """The changes of its deadlines, of all that moved or passed; where it is reported done, none of its act.

    A later step of what is done may have its day set, and that of what was done before may move.
    `follows_on_what_was_kept` says that the measure is told by a step that comes after the one whose day it
    was: that day has neither moved nor passed, and the step may have one of its own.
    """
    if pair.status is Status.DONE and not _has_a_later_step(pair):
        yield from _later_step_set(pair)
        return
    lead, others = _by_partner(pair, letters)
    yield from _of_lead(lead, letters, follows_on_what_was_kept)
    for part in others:
        if part.status is not Status.DONE and not _start_was_kept(part, letters[0]):
            yield from (*_moves(part), *_passed(part, _had(part), letters))


def _later_step_set(pair: PairedMeasure) -> Iterator[Change]:
    """The day of what comes after, where none was told before: "agreed in May, in force in the autumn"."""
    has = [p.after for p in pair.deadlines if p.after is not None]
    if has and not _had(pair) and pair.before.status is not Status.DONE:
        yield DeadlineSet(**pair.common, deadline=has[0])


def _has_a_later_step(pair: PairedMeasure) -> bool:
    """Whether what was done before has a step ahead of it in both letters: "signed, with delivery by May"."""
    return pair.before.status is Status.DONE and any(
        p.before is not None and p.after is not None for p in pair.deadlines
    )


def _of_lead(
    pair: PairedMeasure, letters: tuple[date, date], follows_on_what_was_kept: bool
) -> Iterator[Change]:
    had = _had(pair)
    has = [p.after for p in pair.deadlines if p.after is not None]
    if not follows_on_what_was_kept:
        yield from _moves(pair)
    if has and (follows_on_what_was_kept or not had):
        yield DeadlineSet(**pair.common, deadline=has[0])
    if not has and _start_was_kept(pair, letters[0]):
        return
    if not follows_on_what_was_kept:
        yield from _passed(pair, had, letters)
    if had and not has:
        yield DeadlineRemoved(**pair.common, deadline=had[0])


def _had(pair: PairedMeasure) -> list[TimeExpression]:
    return [p.before for p in pair.deadlines if p.before is not None]


def _moves(pair: PairedMeasure) -> Iterator[Change]:
    keys = [int(change.key) for change in pair.moved if change.group == "deadlines"]
    for old, new in ((pair.deadlines[key].before, pair.deadlines[key].after) for key in keys):
        if old is not None and new is not None:
            yield DeadlineMoved(
                **pair.common, deadline_before=old, deadline_after=new, shift=shift_between(old, new)
            )


def _start_was_kept(pair: PairedMeasure, old_letter: date) -> bool:
    """Whether the day that was promised was that of its beginning, and it is said to have begun since."""
    begun = pair.before.status is Status.PLANNED and pair.status is Status.ONGOING
    return begun and (has_begun(pair.after, old_letter) or promises_a_beginning(pair.before))


def _passed(
    pair: PairedMeasure, had: list[TimeExpression], letters: tuple[date, date]
) -> Iterator[DeadlinePassed]:
    """Those that have gone by, but for one whose act is told of: "design by June", delivered in May.

    None in a letter against itself, or its re-issue of the same day: no time lies between the two.
    """
    gone = [deadline for deadline in had if lapsed(deadline, letters[1])] if letters[0] < letters[1] else []
    told = _told_of(pair, letters[0]) if gone and len(had) > 1 else []
    yield from (DeadlinePassed(**pair.common, deadline=one) for one in gone if one not in told)


def _told_of(pair: PairedMeasure, old_letter: date) -> list[TimeExpression]:
    """Of several deadlines, those whose act the newer letter reports on a day since the older one.

    A report belongs to the deadline of whose words on what it is about it has the largest share; to none
    where two have as large a one, or none has more than half.
    """
    acts = [(one, around) for one, around in _deadlines_of(pair.before) if has_a_date(one)]
    found = []
    for said in pair.after.statements:
        for day, around in zip(said.dates, words_around(said, said.dates), strict=True):
            if day.earliest is not None and day.earliest > old_letter:
                found += _nearest(acts, around)
    return found


def _deadlines_of(measure: Measure) -> Iterator[tuple[TimeExpression, FactWords]]:
    for said in measure.that_have(lambda s: s.deadlines):
        yield from zip(said.deadlines, words_around(said, said.deadlines), strict=True)


def _nearest(acts: list[tuple[TimeExpression, FactWords]], report: FactWords) -> list[TimeExpression]:
    shares = [len(around.about & report.near) / max(len(around.about), 1) for _, around in acts]
    largest = max(shares)
    if largest <= _HALF or shares.count(largest) > 1:
        return []
    return [acts[shares.index(largest)][0]]


def _by_partner(pair: PairedMeasure, letters: tuple[date, date]) -> tuple[PairedMeasure, list[PairedMeasure]]:
    """The measure without those partners that were told apart and are told together now, and each of these.

    "Courses for Albania in May, for Malta in June", now "a joint course in November": each of the two moved.
    """
    apart = told_apart_before(pair)
    if not apart:
        return pair, []
    lead = [said for said in pair.before.statements if said not in apart]
    parts = [
        pair_measure(pair.link, pair.before.of(said), pair.after, item=pair.item, letters=letters)
        for said in (lead, *((one,) for one in apart))
    ]
    return parts[0], parts[1:]


def told_apart_before(pair: PairedMeasure) -> list[Statement]:
    """What the older letter said of other partners than in its first statement, who are told together now."""
    first, *rest = pair.before.statements
    told = set(pair.after.partners)
    return [
        said
        for said in rest
        if pair.link.merged
        and said.partners
        and set(said.partners).isdisjoint(first.partners)
        and told.issuperset(said.partners)
        and not elsewhere(first, said)
    ]
