"""Which statements are worth comparing: those that share something telling, found without trying all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diffing.linking.subjects import Subject

__all__ = ["Posts", "nearest", "posted"]

# A term that stands in more than this share of the statements, and in more than so many, finds nobody: with
# a larger share, a thousand statements a side take three times as long, and no link changes.
_COMMON_SHARE = 0.04
_COMMON = 30
# So many places are looked up for one statement, those of its rarest terms first: the search grows with the
# letters, not with their product (DESIGN.md, decision 18).
_LOOKED_UP = 300
# What is said in the same set phrases of thirty partners would fill the list: of a likeness so much is left,
# in thousandths, as the score leaves of it (`similarity.partner_fit`).
_ABOUT_OTHERS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Posts:
    """For each term that is not too common the places that have it, in order.

    And of each place how much it tells, and the partners that it is about; `least` and `most` are the bounds
    of how much, both 0 of no places.
    """

    places: Mapping[str, Sequence[int]]
    totals: Mapping[int, int]
    partners: Mapping[int, frozenset[str]]
    least: int
    most: int


def posted(subjects: Sequence[Subject]) -> Posts:
    """Where the terms of these statements of one letter stand."""
    places: dict[str, list[int]] = {}
    for subject in subjects:
        for term in subject.weights:
            places.setdefault(term, []).append(subject.at)
    limit = max(_COMMON, round(len(subjects) * _COMMON_SHARE))
    totals = {subject.at: subject.total for subject in subjects}
    return Posts(
        places={term: ats for term, ats in places.items() if len(ats) <= limit},
        totals=totals,
        partners={subject.at: subject.partners for subject in subjects},
        least=min(totals.values(), default=0),
        most=max(totals.values(), default=0),
    )


def nearest(ones: Sequence[Subject], posts: Posts, *, most: int) -> dict[int, tuple[int, ...]]:
    """For the place of each of `ones`, the posted places that share most with it, the nearest first.

    Each gets `most` of them at most. Sharing is measured by the weight of the shared terms that are not too
    common, beside both totals; what is about other partners stands behind what is as like and about the same.
    """
    return {one.at: _best(one, posts, most) for one in ones}


def _best(one: Subject, posts: Posts, most: int) -> tuple[int, ...]:
    total, totals = one.total, posts.totals
    shared = _less_for_others(_shared(one.weights, posts.places), one.partners, posts.partners)
    if len(shared) > most:  # what shares so much less than these cannot be among the nearest, however short
        bar = sorted(shared.values())[-most] * (total + posts.least) // (total + posts.most)
        shared = {at: weight for at, weight in shared.items() if weight >= bar}
    ranked = [(-weight / (total + totals[at]), at) for at, weight in shared.items()]
    ranked.sort()
    return tuple([at for _, at in ranked[:most]])


def _less_for_others(
    shared: dict[int, int], mine: frozenset[str], partners: Mapping[int, frozenset[str]]
) -> dict[int, int]:
    """The shared weights, less where the place is about other partners than `mine`, which may be none."""
    if not mine:
        return shared
    return {
        at: weight if not partners[at] or partners[at] & mine else weight * _ABOUT_OTHERS // 1000
        for at, weight in shared.items()
    }


def _shared(weights: Mapping[str, int], places: Mapping[str, Sequence[int]]) -> dict[int, int]:
    """The weight that each of the places shares; the rarest terms first, until enough were looked up."""
    found = sorted([(len(ats), term, ats) for term in weights if (ats := places.get(term))])
    shared: dict[int, int] = {}
    left = _LOOKED_UP
    for length, term, ats in found:
        left -= length
        if left < 0 and shared:
            break
        weight = weights[term]
        for at in ats:
            if at in shared:
                shared[at] += weight
            else:
                shared[at] = weight
    return shared
