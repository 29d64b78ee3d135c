"""How far two statements share what they tell, by their words and facts alone."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum

from diffing.linking.subjects import Subject

__all__ = ["is_one_argument", "likeness", "newly_shared", "resemblance"]

_WHOLE = 1000
# A statement with less to tell than three rare words is compared as if it had as much.
_LEAST_TOLD = 12.0
# Of two statements of very different length the shorter counts as this share of both together.
_SHORTEST = 0.25
# What an opening shares is a little less sure than what the whole shares.
_OPENING_COUNTS = 900

Weighed = Mapping[str, float]


def likeness(one: Subject, other: Subject) -> int:
    """How much of what the two are about is shared, 0 to 1000: Dice's coefficient, weighted by rarity.

    The words and facts alone, their partners among them. A long statement names its measure first, so its
    opening is compared with the shorter statement too. A share of the shorter of the two would favour
    short statements, of which any long one contains most (DESIGN.md, decision 3).
    """
    whole = _dice(one.weights, one.total, other.weights, other.total)
    short, long = (one, other) if one.total < other.total else (other, one)
    if not long.opening or short.total == long.total:
        return whole
    opening = _dice(long.opening, long.opening_total, short.weights, short.total)
    return max(whole, opening * _OPENING_COUNTS // _WHOLE)


# Two sentences that only argue are one when they are nearly the same words, or are about the same partners
# and share more than letters repeat for form; a short one says what every letter says.
_ONE_ARGUMENT, _ON_THE_SAME = 600, 400


def is_one_argument(one: Subject, other: Subject) -> bool:
    """Whether of two sentences that name no measure one is the other, with a count of it changed."""
    if min(one.total, other.total) < _LEAST_TOLD:
        return False
    least = _ONE_ARGUMENT if one.partners.isdisjoint(other.partners) else _ON_THE_SAME
    return likeness(one, other) >= least


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
    """The weight of the terms that both have; fsum, because sets have no order."""
    return fsum([min(mine[term], theirs[term]) for term in mine.keys() & theirs.keys()])


def newly_shared(whole: Subject, part: Subject, further: Subject) -> int:
    """How much of `whole` is in `further` and not in `part`, in thousandths of `whole`; partners apart."""
    fresh = sum(
        weight
        for term, weight in whole.weights.items()
        if term in further.weights and term not in part.weights and term[0] != "@"
    )
    return round(_WHOLE * fresh / max(whole.total, _LEAST_TOLD))
