"""How much speaks for two statements being about one measure."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import product

from diffing.intervals import has_a_date, lapsed, same_window
from diffing.linking.likeness import likeness_by, shared_terms
from diffing.linking.place import under_another_heading
from diffing.linking.subjects import Subject
from diffing.words.ordinals import (
    another_of_its_kind,
    is_the_next,
    is_the_stage_before,
    the_same_of_its_kind,
)
from snapshots.facts.partner_mentions import regions
from snapshots.letter import Column, Kind, Statement, Status, TimeExpression
from snapshots.lexicon import per_series

__all__ = [
    "are_talks_and_works",
    "continuation",
    "is_another_event",
    "is_another_stage",
    "named_otherwise",
    "partner_fit",
    "reasons_for",
]

# Scores are whole thousandths, so that sums do not depend on the order of addition.
_WHOLE = 1000
_BOTH_NAME_OTHERS = 300
_A_REGION = 900
_ONE_NAMES_NONE = 900


def partner_fit(one: Subject, other: Subject) -> int:
    """What the partners leave of a likeness, in thousandths: the same words are often said of two."""
    mine, theirs = one.partners, other.partners
    if not mine.isdisjoint(theirs) or not (mine or theirs):
        return _WHOLE
    if not mine or not theirs:
        return _ONE_NAMES_NONE
    # One of the two may name a partner of the other too, only not as the one that it is about.
    in_passing = not (
        one.partner_names.isdisjoint(other.in_passing) and other.partner_names.isdisjoint(one.in_passing)
    )
    return _A_REGION if in_passing or _are_related(mine, theirs) else _BOTH_NAME_OTHERS


# Of the pairs of two real letters that belong together 4 % have names and none in common, of those that look
# alike and do not 17 %.
_NAMED_OTHERWISE = 700
# A grant for a clinic in one town, and a survey of its harbour. Of made-up pairs at 480 to 600, two of a
# hundred such belong together; on the real ones 800 costs nothing, 700 a pair in a hundred.
_ANOTHER_THING = 800
# Under another priority of the annex a statement is hardly ever the same measure: of the candidates of four
# pairs of letters that score 350, 12 of 79 are; where no telling word is the same, none (decision 32).
_UNDER_ANOTHER_HEADING, _NOTHING_SHARED_THERE = 900, 700


# Repairs, and the talks on prices, of one heating plant: of 3,200 links between statements of four pairs of
# letters and fifteen generated ones none was of these two sorts.
_TALKS_AND_WORKS = 700
# Members of an enumeration are named once, not for each of thousands of pairs: to look one up is a call.
_TALKS_OR_WORKS = frozenset({(Kind.AGREEMENT, Kind.DELIVERY), (Kind.DELIVERY, Kind.AGREEMENT)})


def are_talks_and_works(one: Statement, other: Statement) -> bool:
    """Whether one negotiates and the other builds, repairs or delivers, whatever else they share."""
    return (one.kind, other.kind) in _TALKS_OR_WORKS


def named_otherwise(one: Subject, other: Subject) -> bool:
    """Whether both name somebody or some place, partners apart, and nothing that they name is the same."""
    return bool(one.names and other.names) and one.names.isdisjoint(other.names)


@per_series
def _are_related(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return _one_within(mine, theirs) or _one_within(theirs, mine)


def _one_within(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether one of these is a region that holds, or may hold, one of those."""
    return any(not members or not members.isdisjoint(theirs) for members in _members(mine))


@per_series
def _members(partners: frozenset[str]) -> tuple[frozenset[str], ...]:
    """What each region among the partners holds; nothing when that is not known."""
    known = regions()
    return tuple(frozenset(known[partner] or ()) for partner in sorted(partners) if partner in known)


def continuation(old: Subject, new: Subject) -> int:
    """How much speaks for `new` continuing `old`, a statement of the older letter, in thousandths.

    Never below 0; beyond 1000 where more speaks for a pair than the same words would.
    """
    shared, fit = shared_terms(old, new), _fit(old, new)
    score = likeness_by(old, new, shared) * fit // _WHOLE
    if _about_another_thing(old, new, shared):
        score = score * _ANOTHER_THING // _WHOLE
    if are_talks_and_works(old.statement, new.statement):
        return score * _TALKS_AND_WORKS // _WHOLE
    if under_another_heading(old.statement, new.statement):
        one_thing = not old.things.isdisjoint(new.things)
        score = score * (_UNDER_ANOTHER_HEADING if one_thing else _NOTHING_SHARED_THERE) // _WHOLE
    if not _more_counts(old, new, shared, fit):
        return score
    points = sum(_beside_the_words(old, new)) + _against(old, new)
    # The words come first: where they are few, all else together counts for no more than they do.
    return max(0, score + min(points, score))


def reasons_for(old: Subject, new: Subject) -> tuple[str, ...]:
    """What raised the score of `continuation`, the strongest first."""
    shared = shared_terms(old, new)
    talks_and_works = are_talks_and_works(old.statement, new.statement)
    if talks_and_works or not _more_counts(old, new, shared, _fit(old, new)):
        return ()
    named = zip(_beside_the_words(old, new), (_anchored(old, new), *_REASONS), strict=True)
    return tuple([reason for points, reason in sorted(named, reverse=True) if points > 0])


def _fit(old: Subject, new: Subject) -> int:
    """What partners, numbers and names leave of a likeness, in thousandths: the least of what each leaves."""
    fit = partner_fit(old, new)
    if fit <= _BOTH_NAME_OTHERS:  # nothing leaves less
        return fit
    return min(fit, _number_fit(old, new), _name_fit(old, new))


def _more_counts(old: Subject, new: Subject, shared: AbstractSet[str], fit: int) -> bool:
    """Whether what speaks for a pair beside its words counts: they fit, and share more than partners."""
    return fit > _BOTH_NAME_OTHERS and len(shared) > len(old.partners & new.partners)


_REASONS = (
    "the same one of its kind, by its number",
    "as far as one would expect by now",
    "the day promised is the day reported",
    "counts of the same thing",
    "both have a deadline",
    "under the same headings",
    "the same sort of measure",
    "in the same column",
)


def _beside_the_words(old: Subject, new: Subject) -> tuple[int, ...]:
    """The points for what both alone have, and for each of `_REASONS`; below 0 where it speaks against."""
    a, b = old.statement, new.statement
    return (
        _anchors(old, new),
        _numbers(old, new),
        _steps(a, b) + _was_due(a, new),
        _date_met(a, b),
        _counts(old, new),
        _deadlines(a, b),
        _headings(old.surroundings, new.surroundings),
        _kinds(a, b),
        _places(a, b),
    )


def _against(old: Subject, new: Subject) -> int:
    another = _ANOTHER_EVENT if is_another_event(old, new) else 0
    return _loses_its_figure(old.statement, new.statement) + _came_before(old, new) + another


def _about_another_thing(old: Subject, new: Subject, shared: AbstractSet[str]) -> bool:
    """Whether the place is the same and the thing is not: both name it, and share no word or fact beside.

    Words that have similar ones tell what is done, not to what.
    """
    if old.names.isdisjoint(new.names) or not (old.own and new.own) or not old.own.isdisjoint(new.own):
        return False
    return not any(term[0] in "=<#^" for term in shared)


# A word, sum or day that stands in one statement of either letter and in no other: of the pairs of the
# October and December letters that share one 58 % belong together, of those that share two 97 %.
_ANCHOR = 60
_MOST_ANCHORS = 2


def _anchors(old: Subject, new: Subject) -> int:
    if old.anchors.isdisjoint(new.anchors):
        return 0
    return round(_ANCHOR * min(len(old.anchors & new.anchors), _MOST_ANCHORS) * old.anchoring)


def _anchored(old: Subject, new: Subject) -> str:
    named = sorted([old.spelled.get(term, term.lstrip("=<#^")) for term in old.anchors & new.anchors])
    return f"both alone have {', '.join(named)}"


# The fourth lot is not the fifth, however like the words are; of what goes on or comes round, such as talks
# and courses, letters report the latest one each time.
_ANOTHER, _THE_LATEST = 300, 700
_SAME_NUMBER, _AND_REPORTED = 60, 180
_KEPT, _PLANNED_ANEW = (Status.PLANNED, Status.DONE), (Status.DONE, Status.PLANNED)
_COMES_ROUND = frozenset({Status.DONE, Status.ONGOING})


def _number_fit(old: Subject, new: Subject) -> int:
    """What the numbers leave of a likeness, in thousandths."""
    a, b = old.statement, new.statement
    if (a.status, b.status) == _PLANNED_ANEW and (is_the_next(b.text) or _was_held(a, b)):
        return _ANOTHER
    if not (old.numbered or new.numbered):
        return _WHOLE
    if is_another_stage(old, new):
        return _ANOTHER
    if not another_of_its_kind(old.numbered, new.numbered):
        return _WHOLE
    return _THE_LATEST if {a.status, b.status} <= _COMES_ROUND else _ANOTHER


def is_another_stage(one: Subject, other: Subject) -> bool:
    """Whether one is the stage before the other: the pre-feasibility study and the feasibility study."""
    if not (one.numbered or other.numbered):
        return False
    return is_the_stage_before(one.numbered, other.numbered, other.spelled) or is_the_stage_before(
        other.numbered, one.numbered, one.spelled
    )


def _was_held(a: Statement, b: Statement) -> bool:
    """Whether both are meetings or visits, `a` with a day that lies behind and `b` with one that lies ahead.

    What `a` and `b` say of their being held or planned, by their status, is for the caller to look at.
    """
    if not (a.kind is b.kind is Kind.MEETING):
        return False
    return any(map(has_a_date, a.dates)) and any(map(has_a_date, b.deadlines))


def _name_fit(old: Subject, new: Subject) -> int:
    """What proper names leave of a likeness, in thousandths: a pump for one town is no pump for the next."""
    return _NAMED_OTHERWISE if named_otherwise(old, new) else _WHOLE


def _numbers(old: Subject, new: Subject) -> int:
    """The second instalment that was promised is the second instalment that is reported paid."""
    if not the_same_of_its_kind(old.numbered, new.numbered):
        return 0
    kept = (old.statement.status, new.statement.status) == _KEPT
    return _AND_REPORTED if kept else _SAME_NUMBER


_IN_ONE_COLUMN = {Column.BODY: 30, Column.ONGOING: 15, Column.NEXT_STEPS: 15}


def _places(a: Statement, b: Statement) -> int:
    """The letter proper follows up the letter proper, and each column of the annex its own."""
    return _IN_ONE_COLUMN[a.column] if a.column is b.column else 0


# From one letter to the next a measure moves on or stays where it is; what was done is not planned again.
_MOVED_ON = {
    (Status.PLANNED, Status.DONE): 60,
    (Status.PLANNED, Status.ONGOING): 15,
    (Status.ONGOING, Status.DONE): 10,
    (Status.ONGOING, Status.PLANNED): -20,
    (Status.DONE, Status.PLANNED): -160,
}
_STAYED = 20
# What was due by now and is reported done; what had happened, and what has happened since on other days.
_DUE, _ANOTHER_EVENT = 40, -120


def _steps(a: Statement, b: Statement) -> int:
    """A promise that became a fact is the strongest signal beside the words."""
    return _STAYED if a.status is b.status else _MOVED_ON.get((a.status, b.status), 0)


def _counts(old: Subject, new: Subject) -> int:
    return 0 if old.counted.isdisjoint(new.counted) else 40


def _was_due(a: Statement, new: Subject) -> int:
    """A promise whose day has gone by is looked for among what is reported done."""
    if not a.deadlines or (a.status, new.statement.status) != _KEPT:
        return 0
    return _DUE if any(lapsed(time, new.written_on) for time in a.deadlines) else 0


def is_another_event(old: Subject, new: Subject) -> bool:
    """Whether one had happened by the older letter, and the other happened after it."""
    a, b = old.statement, new.statement
    if not (a.dates and b.dates) or not (a.status is b.status is Status.DONE):
        return False
    return all(time.earliest is not None and time.earliest > old.written_on for time in b.dates)


_LARGE = 1000


def _loses_its_figure(a: Statement, b: Statement) -> int:
    """A figure on flows or shares is followed up by a figure."""
    if not a.quantities or b.quantities or b.amounts:
        return 0
    return -60 if any(quantity.value >= _LARGE or quantity.unit == "%" for quantity in a.quantities) else 0


def _came_before(old: Subject, new: Subject) -> int:
    """What was still to come cannot have happened before the letter that promised it."""
    a, b = old.statement, new.statement
    if not b.dates or (a.status, b.status) != _KEPT:
        return 0
    latest = [time.latest for time in b.dates]
    return -200 if all(day is not None and day < old.written_on for day in latest) else 0


def _deadlines(a: Statement, b: Statement) -> int:
    if not a.deadlines or not b.deadlines:
        return 0
    return 25 if any(map(has_a_date, a.deadlines)) and any(map(has_a_date, b.deadlines)) else 0


# A day that was promised and is reported; a month or quarter; a day before the last one promised.
_ON_THE_DAY, _IN_THE_WINDOW, _IN_TIME = 180, 80, 25


def _date_met(a: Statement, b: Statement) -> int:
    if not a.deadlines or not b.dates:
        return 0
    return max([_met(promise, fact) for promise in a.deadlines for fact in b.dates])


def _met(promise: TimeExpression, fact: TimeExpression) -> int:
    if promise.earliest is not None and same_window(promise, fact):
        return _ON_THE_DAY if promise.earliest == promise.latest else _IN_THE_WINDOW
    return _IN_TIME if _within(fact, promise) else 0


def _within(fact: TimeExpression, promise: TimeExpression) -> bool:
    if fact.latest is None or promise.latest is None:
        return False
    return fact.latest <= promise.latest and (promise.earliest is None or fact.latest >= promise.earliest)


@lru_cache(maxsize=4096)
def _headings(mine: frozenset[str], theirs: frozenset[str]) -> int:
    """What the stems of their headings have in common; letters have few headings and many statements."""
    if not mine or not theirs:
        return 0
    return round(50 * len(mine & theirs) / min(len(mine), len(theirs)))


# Sorts of measure that are not mistaken for one another, by the words that letters use for them: a meeting
# is no delivery, a figure on flows no contract. Between the others a reader wavers.
_CAMPS = {
    Kind.MEETING: "meeting",
    Kind.INDICATOR: "figure",
    Kind.CONTRACT: "means",
    Kind.FUNDING: "means",
    Kind.DELIVERY: "means",
    Kind.DEPLOYMENT: "means",
}


def _of_kinds(one: Kind, other: Kind) -> int:
    if one is other:
        return 0 if one is Kind.OTHER else 35
    if {one, other} == {Kind.MEETING, Kind.OTHER}:
        return -50
    camps = _CAMPS.get(one), _CAMPS.get(other)
    return -50 if None not in camps and camps[0] != camps[1] else 0


_BY_KINDS = {kinds: _of_kinds(*kinds) for kinds in product(Kind, Kind)}


def _kinds(a: Statement, b: Statement) -> int:
    return _BY_KINDS[a.kind, b.kind]
