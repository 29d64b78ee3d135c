"""Which statements are worth comparing: those that share something telling, found without trying all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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

    And of each place how much it tells, the least of these (0 of no places), and the places by the partners
    that they are about.
    """

    places: Mapping[str, Sequence[int]]
    totals: Mapping[int, int]
    least: int
    about: Mapping[frozenset[str], Sequence[int]]


def posted(subjects: Sequence[Subject]) -> Posts:
    """Where the terms of these statements of one letter stand."""
    places: dict[str, list[int]] = {}
    about: dict[frozenset[str], list[int]] = {}
    for subject in subjects:
        about.setdefault(subject.partners, []).append(subject.at)
        for term in subject.weights:
            places.setdefault(term, []).append(subject.at)
    limit = max(_COMMON, round(len(subjects) * _COMMON_SHARE))
    totals = {subject.at: subject.total for subject in subjects}
    return Posts(
        places={term: ats for term, ats in places.items() if len(ats) <= limit},
        totals=totals,
        least=min(totals.values(), default=0),
        about=about,
    )


def nearest(ones: Sequence[Subject], posts: Posts, *, most: int) -> dict[int, tuple[int, ...]]:
    """For the place of each of `ones`, the posted places that share most with it, the nearest first.

    Each gets `most` of them at most, one or more. Sharing is measured by the weight of the shared terms that
    are not too common, beside both totals; what is about other partners stands behind what is as like and
    about the same.
    """
    akin = {partners: _akin(partners, posts) for partners in {one.partners for one in ones}}
    return {one.at: _best(one, posts, akin[one.partners], most) for one in ones}


def _akin(mine: frozenset[str], posts: Posts) -> frozenset[int]:
    """The posted places that are not about other partners than `mine`: either may be about none."""
    alike = (ats for theirs, ats in posts.about.items() if not (mine and theirs and mine.isdisjoint(theirs)))
    return frozenset().union(*alike)


def _best(one: Subject, posts: Posts, akin: frozenset[int], most: int) -> tuple[int, ...]:
    shared = _shared(one.weights, posts.places)
    near = shared.keys() & akin
    ranked = _ranked(near, shared, one.total, posts.totals)
    # What shares less than this would not be among the nearest however short it were.
    bar = int(-ranked[most - 1][0] * (one.total + posts.least)) if len(ranked) >= most else 0
    bar = bar * 1000 // _ABOUT_OTHERS
    far = {
        at: weight * _ABOUT_OTHERS // 1000
        for at, weight in shared.items()
        if weight >= bar and at not in near
    }
    if far:
        ranked = sorted(ranked[:most] + _ranked(far, far, one.total, posts.totals))
    return tuple([at for _, at in ranked[:most]])


def _ranked(
    ats: Iterable[int], shared: Mapping[int, int], told: int, totals: Mapping[int, int]
) -> list[tuple[float, int]]:
    """These places by what they share beside both totals, the nearest first, then in order."""
    return sorted([(-shared[at] / (told + totals[at]), at) for at in ats])


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
