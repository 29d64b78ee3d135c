"""How much speaks for two statements being about one measure."""

from __future__ import annotations

from dataclasses import dataclass

from diffing.subjects import Subject
from snapshots.letter import Column, Kind, Statement, Status, TimeExpression

__all__ = ["Evidence", "continuation", "likeness", "newly_shared", "partner_fit"]

# Scores are whole thousandths, so that sums do not depend on the order of addition.
_WHOLE = 1000
# A statement of few words is contained in any long one: below this share of the two together it counts as
# if it had more.
_SHORTEST = 0.30


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A score in thousandths, and the reasons that raised it, the strongest first."""

    score: int
    reasons: tuple[str, ...]


def likeness(one: Subject, other: Subject) -> int:
    """How much of what the two are about is shared, 0 to 1000; the words and facts alone, without partners.

    The mean of Dice's coefficient and of the share of the shorter one that the longer contains, weighted by
    rarity: a long statement may hold all of a short one, and two long ones share more by chance.
    """
    shared = shared_weight(one, other)
    both = one.total + other.total
    if not both:
        return 0
    shorter = max(min(one.total, other.total), _SHORTEST * both)
    return round(_WHOLE * (shared / both + shared / (2 * shorter)))


def shared_weight(one: Subject, other: Subject) -> float:
    """The weight of the terms that both have."""
    few, many = (
        (one.weights, other.weights)
        if len(one.weights) <= len(other.weights)
        else (other.weights, one.weights)
    )
    return sum(weight for term, weight in few.items() if term in many)


def newly_shared(whole: Subject, part: Subject, further: Subject) -> int:
    """How much of `whole` is in `further` and not in `part`, in thousandths of `whole`."""
    if not whole.total:
        return 0
    fresh = sum(
        w for term, w in whole.weights.items() if term in further.weights and term not in part.weights
    )
    return round(_WHOLE * fresh / whole.total)


_BOTH_NAME_OTHERS = 450
_A_REGION = 900
_ONE_NAMES_NONE = 900


def partner_fit(one: Statement, other: Statement) -> int:
    """What the partners leave of the likeness, in thousandths: nearly the same words are often said of two."""
    mine, theirs = set(one.partners), set(other.partners)
    if mine & theirs or not (mine or theirs):
        return _WHOLE
    if not mine or not theirs:
        return _ONE_NAMES_NONE
    if any(_is_region(p) for p in mine) != any(_is_region(p) for p in theirs):
        return _A_REGION
    return _BOTH_NAME_OTHERS


def _is_region(partner: str) -> bool:
    return not partner.isupper()


_OPEN = frozenset({Status.PLANNED, Status.ONGOING, Status.ON_HOLD, Status.NOT_STARTED})


def continuation(old: Subject, new: Subject) -> Evidence:
    """What speaks for `new` continuing `old`, a statement of the older letter."""
    a, b = old.statement, new.statement
    score = likeness(old, new) * partner_fit(a, b) // _WHOLE
    reasons = []
    for points, reason in (
        (_kept_promise(a, b), "promised before, reported done now"),
        (_date_met(a, b), "the day promised is the day reported"),
        (_back_to_plans(a, b), "done before, only planned now"),
        (_headings(old, new), "under the same headings"),
        (_kinds(a, b), "the same sort of measure"),
    ):
        score += points
        if points > 0:
            reasons.append((points, reason))
    return Evidence(
        score=max(0, min(_WHOLE, score)), reasons=tuple(r for _, r in sorted(reasons, reverse=True))
    )


def _kept_promise(a: Statement, b: Statement) -> int:
    """A promise that became a fact: the strongest signal beside the words."""
    promised = a.status is Status.PLANNED or a.column is Column.NEXT_STEPS
    return 35 if promised and b.status is Status.DONE else 0


def _date_met(a: Statement, b: Statement) -> int:
    met = any(_within(fact, promise) for promise in a.deadlines for fact in b.dates)
    exact = any(_same(fact, promise) for promise in a.deadlines for fact in b.dates)
    return 90 if exact else 25 if met else 0


def _within(fact: TimeExpression, promise: TimeExpression) -> bool:
    if fact.latest is None or promise.latest is None:
        return False
    return fact.latest <= promise.latest and (promise.earliest is None or fact.latest >= promise.earliest)


def _same(fact: TimeExpression, promise: TimeExpression) -> bool:
    named = fact.latest is not None and fact.earliest is not None
    return named and (fact.earliest, fact.latest) == (promise.earliest, promise.latest)


def _back_to_plans(a: Statement, b: Statement) -> int:
    return -60 if a.status is Status.DONE and b.status is Status.PLANNED else 0


def _headings(old: Subject, new: Subject) -> int:
    if not old.surroundings or not new.surroundings:
        return 0
    shared = len(old.surroundings & new.surroundings)
    return round(50 * shared / min(len(old.surroundings), len(new.surroundings)))


def _kinds(a: Statement, b: Statement) -> int:
    if Kind.OTHER in (a.kind, b.kind):
        return 0
    return 20 if a.kind is b.kind else 0
