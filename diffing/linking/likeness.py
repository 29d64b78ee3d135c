"""How far two statements share what they tell, by their words and facts alone."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from diffing.linking.subjects import Subject
from diffing.words.terms import LEAST_TOLD

__all__ = ["is_one_argument", "likeness", "likeness_by", "newly_shared", "resemblance", "shared_terms"]

_WHOLE = 1000
# Of two statements of very different length the shorter counts as this share of both together.
_SHORTEST = 0.25
# What an opening shares is a little less sure than what the whole shares.
_OPENING_COUNTS = 900

Weighed = Mapping[str, int]


def likeness(one: Subject, other: Subject) -> int:
    """How much of what the two are about is shared, 0 to 1000: Dice's coefficient, weighted by rarity.

    The words and facts alone, their partners among them. A long statement names its measure first, so its
    opening is compared with the shorter statement too. A share of the shorter of the two would favour
    short statements, of which any long one contains most (DESIGN.md, decision 3).
    """
    return likeness_by(one, other, shared_terms(one, other))


def shared_terms(one: Subject, other: Subject) -> AbstractSet[str]:
    """The words and facts that both have, their partners among them."""
    return one.weights.keys() & other.weights.keys()


def likeness_by(one: Subject, other: Subject, shared: AbstractSet[str]) -> int:
    """The likeness of two statements whose `shared` terms are known."""
    whole = _dice(_weight(shared, one.weights, other.weights), one.told + other.told)
    short, long = (one, other) if one.total < other.total else (other, one)
    if not long.opening or short.total == long.total:
        return whole
    both = _weight(shared & long.opening.keys(), long.opening, short.weights)
    return max(whole, _dice(both, long.opening_told + short.told) * _OPENING_COUNTS // _WHOLE)


# Two sentences that only argue are one when they are nearly the same words, or are about the same partners
# and share more than letters repeat for form; a short one says what every letter says.
_ONE_ARGUMENT, _ON_THE_SAME = 600, 400


def is_one_argument(one: Subject, other: Subject) -> bool:
    """Whether of two sentences that name no measure one is the other, with a count of it changed."""
    if min(one.total, other.total) < LEAST_TOLD:
        return False
    least = _ONE_ARGUMENT if one.partners.isdisjoint(other.partners) else _ON_THE_SAME
    return likeness(one, other) >= least


def _dice(shared: int, told: int) -> int:
    return min(_WHOLE, round(_WHOLE * 2 * shared / told))


def resemblance(one: Subject, other: Subject) -> int:
    """How far one of two statements may be the other told more fully, 0 to 1000, whomever they are about.

    The mean of Dice's coefficient and of the share of the shorter that the longer holds: a repetition in the
    letter proper is short, and a sentence that sums up holds several measures.
    """
    a, b = one.told, other.told
    shared = _weight(shared_terms(one, other), one.weights, other.weights)
    shorter = max(min(a, b), _SHORTEST * (a + b))
    return min(_WHOLE, round(_WHOLE * (shared / (a + b) + shared / (2 * shorter))))


def _weight(terms: AbstractSet[str], mine: Weighed, theirs: Weighed) -> int:
    """What these terms of both weigh: in either the lighter counts."""
    return sum([a if (a := mine[term]) < (b := theirs[term]) else b for term in terms])


def newly_shared(whole: Subject, part: Subject, further: Subject) -> int:
    """How much of `whole` is in `further` and not in `part`, in thousandths of `whole`; partners apart."""
    fresh = sum(
        weight
        for term, weight in whole.weights.items()
        if term in further.weights and term not in part.weights and term[0] != "@"
    )
    return round(_WHOLE * fresh / whole.told)
