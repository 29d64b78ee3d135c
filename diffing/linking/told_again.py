"""Which statements of one letter say the same twice: in body and annex, or in two parts of the annex."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from datetime import date
from decimal import Decimal

from diffing.intervals import names_days
from diffing.linking.candidates import Posts, nearest
from diffing.linking.likeness import resemblance
from diffing.linking.place import elsewhere, under_another_heading
from diffing.linking.sequels import goes_on
from diffing.linking.similarity import named_otherwise, partner_fit
from diffing.linking.strangers import about_other_things, tells_a_fact_of
from diffing.linking.subjects import Subject
from diffing.words.ordinals import another_of_its_kind
from diffing.words.terms import similar_units
from snapshots.letter import Column, Statement, Status, TimeExpression

__all__ = [
    "AboutAndStatus",
    "Resemblances",
    "are_two_lines",
    "group_alike",
    "happened_on_other_days",
    "is_another_step",
    "least_to_be_said_again",
    "lines_of_annex",
    "repeats",
    "resemblances",
    "told_under_another_name",
]

# For each place of a letter, other places of the same letter, with how much the two are alike.
Resemblances = Mapping[int, Mapping[int, int]]
# Whom a line is about, and its status.
AboutAndStatus = tuple[frozenset[str], Status]

_CANDIDATES = 5
# From here on, in thousandths, one says again what the other says: in another part of the letter, in the
# other column, under another heading, and right beside it (DESIGN.md, decision 5).
_ELSEWHERE = 470
_OTHER_PART = 720
_OTHER_COLUMN = 600
_OTHER_TOPIC = 600
_SAME_TOPIC = 640
_PLAINLY = 600
# Two lines of the annex that no older statement holds together are two measures unless they are twins.
_TWINS = 850
# Letters round a sum when they name it again: EUR 687 million, some EUR 700 million.
_ROUNDED = Decimal("0.1")


def resemblances(
    subjects: Sequence[Subject], posts: Posts, paired: Container[int]
) -> dict[int, dict[int, int]]:
    """For each place, those of the same letter that say much the same, with how much.

    Looked for among `posts`, those of all `subjects`, from what is not `paired`, and from the letter proper,
    which repeats the annex.
    """
    asking = [s for s in subjects if s.at not in paired or s.statement.column is Column.BODY]
    found: dict[int, dict[int, int]] = {at: {} for at in range(len(subjects))}
    for one, others in nearest(asking, posts, most=_CANDIDATES + 1).items():
        for other in others:
            if one != other and other not in found[one]:
                a, b = subjects[one], subjects[other]
                value = resemblance(a, b) * partner_fit(a, b) // 1000
                found[one][other] = found[other][one] = value
    return found


def repeats(
    subject: Subject, subjects: Sequence[Subject], like: Resemblances, paired: Container[int]
) -> bool:
    """Whether a statement says again, elsewhere in its letter, what one that is `paired` says."""
    return any(
        at in paired
        and value >= max(_PLAINLY, least_to_be_said_again(subject, subjects[at]))
        and elsewhere(subject.statement, subjects[at].statement)
        and not named_otherwise(subject, subjects[at])
        and not _is_another_thing_elsewhere(subject, subjects[at])
        for at, value in like[subject.at].items()
    )


def _is_another_thing_elsewhere(one: Subject, other: Subject) -> bool:
    return about_other_things(one, other) and under_another_heading(one.statement, other.statement)


def lines_of_annex(mine: Sequence[Subject]) -> Mapping[AboutAndStatus, Sequence[Subject]]:
    """The lines of a letter's annex that are about somebody, by whom and by status, in reading order."""
    lines: dict[AboutAndStatus, list[Subject]] = defaultdict(list)
    for one in mine:
        if one.partners and one.statement.column is not Column.BODY:
            lines[one.partners, one.statement.status].append(one)
    return lines


def told_under_another_name(
    subject: Subject, lines: Mapping[AboutAndStatus, Sequence[Subject]]
) -> int | None:
    """The place of the only line of the annex that a sentence of the letter proper may tell again.

    It is about the same partners, names the same place or body, or none does, and stands where the sentence
    says it stands. Of such lines it alone tells a fact of the sentence; or none does, and it alone shares a
    word that tells what the sentence is about; or none does, and it alone is the same sort of measure.
    """
    said = subject.statement
    if said.column is not Column.BODY or not subject.partners:
        return None
    there = [one for one in lines.get((subject.partners, said.status), ()) if _name_one_place(subject, one)]
    found = (
        [one for one in there if tells_a_fact_of(subject, one)]
        or [one for one in there if _share_a_thing(subject, one)]
        or [one for one in there if one.statement.kind is said.kind]
    )
    return found[0].at if len(found) == 1 else None


def _name_one_place(one: Subject, other: Subject) -> bool:
    return not one.names.isdisjoint(other.names) or not (one.names or other.names)


def _share_a_thing(one: Subject, other: Subject) -> bool:
    return bool((one.things & other.things) - one.names)


def least_to_be_said_again(one: Subject, other: Subject) -> int:
    """How much alike two statements of a letter must be: neighbouring lines more than two places of it."""
    if Column.BODY in (one.statement.column, other.statement.column):
        return _ELSEWHERE
    if elsewhere(one.statement, other.statement):
        return _OTHER_PART
    if one.statement.column is not other.statement.column:
        return _OTHER_COLUMN
    return _SAME_TOPIC if one.statement.topic == other.statement.topic else _OTHER_TOPIC


def is_another_step(one: Subject, other: Subject) -> bool:
    """Whether they tell of two steps: the fourth lot and the fifth, or what is done and what is next."""
    if another_of_its_kind(one.numbered, other.numbered):
        return True
    return {one.statement.status, other.statement.status} == {Status.DONE, Status.PLANNED}


def happened_on_other_days(one: Subject, other: Subject) -> bool:
    """Whether both say on which day or days it happened, and no two are the same: no rounding explains it."""
    mine, theirs = ([t for t in said.statement.dates if names_days(t)] for said in (one, other))
    return bool(mine and theirs) and not any(_meet(a, b) for a in mine for b in theirs)


def are_two_lines(one: Subject, other: Subject) -> bool:
    """Whether neither stands in the letter proper, and they name other places, bodies, sums, counts or days.

    The letter proper rounds and sums up; two lines of the annex do not.
    """
    if Column.BODY in (one.statement.column, other.statement.column):
        return False
    if named_otherwise(one, other):
        return True
    a, b = one.statement, other.statement
    return _another_sum(one, other) or _another_count(a, b) or _other_days(a, b)


def _another_sum(one: Subject, other: Subject) -> bool:
    """Whether both name sums of one currency, and none of the one is, when rounded, one of the other."""
    pairs = [
        (a.value, b.value)
        for a in one.statement.amounts
        for b in other.statement.amounts
        if a.value is not None and b.value is not None and a.currency == b.currency
    ]
    return bool(pairs) and not any(abs(a - b) <= _ROUNDED * max(a, b) for a, b in pairs)


def _another_count(one: Statement, other: Statement) -> bool:
    """Whether both count the same thing, and no two of the counts are the same when rounded."""
    pairs = [
        (a.value, b.value)
        for a in one.quantities
        for b in other.quantities
        if not set(similar_units(a.unit)).isdisjoint(similar_units(b.unit))
    ]
    return bool(pairs) and not any(abs(a - b) <= _ROUNDED * max(a, b) for a, b in pairs)


def _other_days(one: Statement, other: Statement) -> bool:
    """Whether both say when it happened, or is to happen, and no two of the windows meet."""
    return any(
        bool(mine and theirs) and not any(_meet(a, b) for a in mine for b in theirs)
        for mine, theirs in (
            (_known(one.dates), _known(other.dates)),
            (_known(one.deadlines), _known(other.deadlines)),
        )
    )


def _known(times: Sequence[TimeExpression]) -> list[TimeExpression]:
    return [time for time in times if time.earliest or time.latest]


def _meet(one: TimeExpression, other: TimeExpression) -> bool:
    return _begins(one) <= _ends(other) and _begins(other) <= _ends(one)


def _begins(time: TimeExpression) -> date:
    return time.earliest or date.min


def _ends(time: TimeExpression) -> date:
    return time.latest or date.max


def group_alike(
    left: Sequence[int], subjects: Sequence[Subject], like: Resemblances
) -> tuple[tuple[int, ...], ...]:
    """The places that are `left`, in reading order, those together that tell one measure."""
    group = {at: [at] for at in left}
    for one in left:
        for other in sorted({*like[one], one + 1}):
            if other in group and _one_measure(subjects[one], subjects[other], like):
                _unite(group, one, other)
    return tuple(tuple(sorted(places)) for at, places in group.items() if at == min(places))


def _unite(group: dict[int, list[int]], one: int, other: int) -> None:
    """Both places and all that is with them share one list."""
    kept, gone = group[one], group[other]
    if kept is not gone:
        kept += gone
        group.update(dict.fromkeys(gone, kept))


def _one_measure(a: Subject, b: Subject, like: Resemblances) -> bool:
    if b.at == a.at + 1 and (goes_on(b, a) or _one_argument(a.statement, b.statement)):
        return True
    one_in_body = (a.statement.column is Column.BODY) != (b.statement.column is Column.BODY)
    least = least_to_be_said_again(a, b) if one_in_body else _TWINS
    if is_another_step(a, b) or are_two_lines(a, b):
        return False
    return like[a.at].get(b.at, 0) >= least


def _one_argument(one: Statement, other: Statement) -> bool:
    """Whether two sentences of the letter proper follow each other on the same partners."""
    both_in_body = one.column is Column.BODY and other.column is Column.BODY
    return both_in_body and bool(one.partners) and one.partners == other.partners
