"""How much speaks for two statements being about one measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from diffing.intervals import has_a_date, lapsed, same_window
from diffing.ordinals import another_of_its_kind, is_the_next, the_same_of_its_kind
from diffing.subjects import Subject
from diffing.terms import names_of, similar_units
from snapshots.facts.partner_mentions import regions
from snapshots.letter import Column, Kind, Statement, Status, TimeExpression

__all__ = [
    "Evidence",
    "continuation",
    "is_another_event",
    "likeness",
    "newly_shared",
    "partner_fit",
    "resemblance",
]

# Scores are whole thousandths, so that sums do not depend on the order of addition.
_WHOLE = 1000
# A statement with less to tell than three rare words is compared as if it had as much.
_LEAST_TOLD = 12.0
# Of two statements of very different length the shorter counts as this share of both together.
_SHORTEST = 0.25
# What an opening shares is a little less sure than what the whole shares.
_OPENING_COUNTS = 900

Weighed = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A score in thousandths, and the reasons that raised it, the strongest first.

    Never below 0; beyond 1000 where more speaks for a pair than the same words would.
    """

    score: int
    reasons: tuple[str, ...]


def likeness(one: Subject, other: Subject) -> int:
    """How much of what the two are about is shared, 0 to 1000: Dice's coefficient, weighted by rarity.

    The words and facts alone, their partners among them. A long statement names its measure first, so its
    opening is compared with the shorter statement too. A share of the shorter of the two would favour
    short statements, of which any long one contains most (DESIGN.md, decision 3).
    """
    whole = _dice(one.weights, one.total, other.weights, other.total)
    openings = [
        _dice(long.opening, long.opening_total, short.weights, short.total)
        for long, short in ((one, other), (other, one))
        if long.opening and short.total < long.total
    ]
    return max(whole, *(value * _OPENING_COUNTS // _WHOLE for value in openings), 0)


def _dice(mine: Weighed, told: float, theirs: Weighed, told_there: float) -> int:
    both = max(told, _LEAST_TOLD) + max(told_there, _LEAST_TOLD)
    return min(_WHOLE, round(_WHOLE * 2 * _shared(mine, theirs) / both))


def resemblance(one: Subject, other: Subject) -> int:
    """How far one of two statements may be the other told more fully, 0 to 1000, whomever they are about.

    The mean of Dice's coefficient and of the share of the shorter that the longer holds: a repetition in the
    letter proper is short, and a sentence that sums up holds several measures.
    """
    a, b = max(one.total, _LEAST_TOLD), max(other.total, _LEAST_TOLD)
    shared = _shared(one.weights, other.weights)
    shorter = max(min(a, b), _SHORTEST * (a + b))
    return min(_WHOLE, round(_WHOLE * (shared / (a + b) + shared / (2 * shorter))))


def _shared(mine: Weighed, theirs: Weighed) -> float:
    """The weight of the terms that both have; fsum, because a set gives them in any order."""
    return fsum([min(mine[term], theirs[term]) for term in mine.keys() & theirs.keys()])


def newly_shared(whole: Subject, part: Subject, further: Subject) -> int:
    """How much of `whole` is in `further` and not in `part`, in thousandths of `whole`; partners apart."""
    fresh = sum(
        weight
        for term, weight in whole.weights.items()
        if term in further.weights and term not in part.weights and term[0] != "@"
    )
    return round(_WHOLE * fresh / max(whole.total, _LEAST_TOLD))


_BOTH_NAME_OTHERS = 300
_A_REGION = 900
_ONE_NAMES_NONE = 900


def partner_fit(one: Subject, other: Subject) -> int:
    """What the partners leave of a likeness, in thousandths: the same words are often said of two."""
    mine, theirs = set(one.statement.partners), set(other.statement.partners)
    if mine & theirs or not (mine or theirs):
        return _WHOLE
    if not mine or not theirs:
        return _ONE_NAMES_NONE
    if _one_within(mine, theirs) or _one_within(theirs, mine):
        return _A_REGION
    if _named_in_passing(mine, other) or _named_in_passing(theirs, one):
        return _A_REGION
    return _BOTH_NAME_OTHERS


def _named_in_passing(partners: set[str], other: Subject) -> bool:
    """Whether the other names one of the partners too, only not as the one it is about."""
    names = names_of(tuple(sorted(partners)))
    return any(word in names for word in other.spelled.values())


def _one_within(mine: set[str], theirs: set[str]) -> bool:
    """Whether one of these is a region that holds, or may hold, one of those."""
    known = regions()
    within = [known.get(partner) for partner in mine if partner in known]
    return any(not members or members & theirs for members in within)


def continuation(old: Subject, new: Subject) -> Evidence:
    """What speaks for `new` continuing `old`, a statement of the older letter."""
    a, b = old.statement, new.statement
    fit = min(partner_fit(old, new), _number_fit(old, new))
    score = likeness(old, new) * fit // _WHOLE
    if fit <= _BOTH_NAME_OTHERS or not _have_words_in_common(old, new):
        return Evidence(score=score, reasons=())
    anchors = old.anchors & new.anchors
    found = (
        (round(_ANCHOR * min(len(anchors), _MOST_ANCHORS) * old.anchoring), _anchored(old, anchors)),
        (_numbers(old, new), "the same one of its kind, by its number"),
        (_steps(a, b) + _was_due(a, new), "as far as one would expect by now"),
        (_date_met(a, b), "the day promised is the day reported"),
        (_counts(a, b), "counts of the same thing"),
        (_deadlines(a, b), "both have a deadline"),
        (_headings(old, new), "under the same headings"),
        (_kinds(a, b), "the same sort of measure"),
        (_places(a, b), "in the same column"),
    )
    points = sum(points for points, _ in found) + _loses_its_figure(a, b) + _came_before(old, new)
    points += _ANOTHER_EVENT if is_another_event(old, new) else 0
    # The words come first: where they are few, all else together counts for no more than they do.
    score += min(points, score)
    reasons = sorted(((points, reason) for points, reason in found if points > 0), reverse=True)
    return Evidence(score=max(0, score), reasons=tuple(reason for _, reason in reasons))


def _have_words_in_common(old: Subject, new: Subject) -> bool:
    """Whether they share a word, a group of words or a fact, and not only partners."""
    return any(term[0] != "@" for term in old.weights.keys() & new.weights.keys())


# A word, sum or day that stands in one statement of either letter and in no other: of the pairs of the
# October and December letters that share one 58 % belong together, of those that share two 97 %.
_ANCHOR = 60
_MOST_ANCHORS = 2


def _anchored(subject: Subject, anchors: frozenset[str]) -> str:
    named = sorted(subject.spelled.get(term, term.lstrip("=<#^")) for term in anchors)
    return f"both alone have {', '.join(named)}"


# The fourth lot is not the fifth, however like the words are; of what goes on or comes round, such as talks
# and courses, letters report the latest one each time.
_ANOTHER, _THE_LATEST = 300, 700
_SAME_NUMBER, _AND_REPORTED = 60, 180


def _number_fit(old: Subject, new: Subject) -> int:
    """What the numbers leave of a likeness, in thousandths."""
    a, b = old.statement, new.statement
    if (a.status, b.status) == (Status.DONE, Status.PLANNED) and is_the_next(b.text):
        return _ANOTHER
    if not another_of_its_kind(old.numbered, new.numbered):
        return _WHOLE
    told = {a.status, b.status}
    comes_round = told <= {Status.DONE, Status.ONGOING}
    return _THE_LATEST if comes_round else _ANOTHER


def _numbers(old: Subject, new: Subject) -> int:
    """The second instalment that was promised is the second instalment that is reported paid."""
    if not the_same_of_its_kind(old.numbered, new.numbered):
        return 0
    kept = (old.statement.status, new.statement.status) == (Status.PLANNED, Status.DONE)
    return _AND_REPORTED if kept else _SAME_NUMBER


def _places(a: Statement, b: Statement) -> int:
    """The letter proper follows up the letter proper, and each column of the annex its own."""
    if a.column is not b.column:
        return 0
    return 30 if a.column is Column.BODY else 15


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


def _counts(a: Statement, b: Statement) -> int:
    mine = {unit for quantity in a.quantities for unit in similar_units(quantity.unit)}
    theirs = {unit for quantity in b.quantities for unit in similar_units(quantity.unit)}
    return 40 if mine & theirs else 0


def _was_due(a: Statement, new: Subject) -> int:
    """A promise whose day has gone by is looked for among what is reported done."""
    if (a.status, new.statement.status) != (Status.PLANNED, Status.DONE):
        return 0
    return _DUE if any(lapsed(time, new.written_on) for time in a.deadlines) else 0


def is_another_event(old: Subject, new: Subject) -> bool:
    """Whether one had happened by the older letter, and the other happened after it."""
    a, b = old.statement, new.statement
    if a.status is not Status.DONE or b.status is not Status.DONE or not (a.dates and b.dates):
        return False
    return all(time.earliest is not None and time.earliest > old.written_on for time in b.dates)


_LARGE = 1000


def _loses_its_figure(a: Statement, b: Statement) -> int:
    """A figure on flows or shares is followed up by a figure."""
    large = any(quantity.value >= _LARGE or quantity.unit == "%" for quantity in a.quantities)
    return -60 if large and not b.quantities and not b.amounts else 0


def _came_before(old: Subject, new: Subject) -> int:
    """What was still to come cannot have happened before the letter that promised it."""
    a, b = old.statement, new.statement
    if a.status is not Status.PLANNED or b.status is not Status.DONE or not b.dates:
        return 0
    latest = [time.latest for time in b.dates]
    return -200 if all(day is not None and day < old.written_on for day in latest) else 0


def _deadlines(a: Statement, b: Statement) -> int:
    both = any(map(has_a_date, a.deadlines)) and any(map(has_a_date, b.deadlines))
    return 25 if both else 0


# A day that was promised and is reported; a month or quarter; a day before the last one promised.
_ON_THE_DAY, _IN_THE_WINDOW, _IN_TIME = 180, 80, 25


def _date_met(a: Statement, b: Statement) -> int:
    points = [_met(promise, fact) for promise in a.deadlines for fact in b.dates]
    return max(points, default=0)


def _met(promise: TimeExpression, fact: TimeExpression) -> int:
    if promise.earliest is not None and same_window(promise, fact):
        return _ON_THE_DAY if promise.earliest == promise.latest else _IN_THE_WINDOW
    return _IN_TIME if _within(fact, promise) else 0


def _within(fact: TimeExpression, promise: TimeExpression) -> bool:
    if fact.latest is None or promise.latest is None:
        return False
    return fact.latest <= promise.latest and (promise.earliest is None or fact.latest >= promise.earliest)


def _back_to_plans(a: Statement, b: Statement) -> int:
    return -60 if a.status is Status.DONE and b.status is Status.PLANNED else 0


def _headings(old: Subject, new: Subject) -> int:
    if not old.surroundings or not new.surroundings:
        return 0
    shared = len(old.surroundings & new.surroundings)
    return round(50 * shared / min(len(old.surroundings), len(new.surroundings)))


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


def _kinds(a: Statement, b: Statement) -> int:
    if a.kind is b.kind:
        return 0 if a.kind is Kind.OTHER else 35
    if {a.kind, b.kind} == {Kind.MEETING, Kind.OTHER}:
        return -50
    camps = _CAMPS.get(a.kind), _CAMPS.get(b.kind)
    return -50 if None not in camps and camps[0] != camps[1] else 0
