"""Which statements are worth comparing: those that share something telling, found without trying all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diffing.linking.subjects import Subject

__all__ = ["nearest"]

# A term that stands in more than this share of the statements, and in more than so many, finds nobody: with
# a larger share, a thousand statements a side take three times as long, and no link changes.
_COMMON_SHARE = 0.04
_COMMON = 30
# So many places are looked up for one statement, those of its rarest terms first: the search grows with the
# letters, not with their product (DESIGN.md, decision 18).
_LOOKED_UP = 300


def nearest(ones: Sequence[Subject], others: Sequence[Subject], *, most: int) -> dict[int, tuple[int, ...]]:
    """For the place of each of `ones`, the places in `others` that share most, the nearest first.

    `others` are of one letter, in order; each gets `most` of them at most. Sharing is measured by the weight
    of the shared terms that are not too common, beside both totals.
    """
    posts = _posts(others)
    totals = {other.at: other.total for other in others}
    return {one.at: _best(one, totals, posts, most) for one in ones}


def _posts(others: Sequence[Subject]) -> dict[str, list[int]]:
    posts: dict[str, list[int]] = {}
    for other in others:
        for term in other.weights:
            posts.setdefault(term, []).append(other.at)
    limit = max(_COMMON, round(len(others) * _COMMON_SHARE))
    return {term: ats for term, ats in posts.items() if len(ats) <= limit}


def _best(
    one: Subject, totals: Mapping[int, float], posts: Mapping[str, Sequence[int]], most: int
) -> tuple[int, ...]:
    shared = _shared(one.weights, posts)
    total = one.total
    ranked = [(-weight / (total + totals[at]), at) for at, weight in shared.items()]
    ranked.sort()
    return tuple([at for _, at in ranked[:most]])


def _shared(weights: Mapping[str, float], posts: Mapping[str, Sequence[int]]) -> dict[int, float]:
    """The weight that each of the places shares; the rarest terms first, until enough were looked up."""
    found = sorted([(len(posts[term]), term) for term in weights if term in posts])
    shared: dict[int, float] = {}
    left = _LOOKED_UP
    for length, term in found:
        left -= length
        if left < 0 and shared:
            break
        weight = weights[term]
        for at in posts[term]:
            if at in shared:
                shared[at] += weight
            else:
                shared[at] = weight
    return shared
