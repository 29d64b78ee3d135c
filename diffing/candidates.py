"""Which statements are worth comparing: those that share something telling, found without trying all."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest

from diffing.subjects import Subject

__all__ = ["nearest"]

# A term that stands in more than this share of the statements, and in more than so many, finds nobody: with
# a larger share, a thousand statements a side take three times as long, and no link changes.
_COMMON_SHARE = 0.04
_COMMON = 30


def nearest(ones: Sequence[Subject], others: Sequence[Subject], *, most: int) -> dict[int, tuple[int, ...]]:
    """For the place of each of `ones`, the places in `others` that share most, the nearest first.

    `others` is a whole letter, in order; each gets `most` of them at most. Sharing is measured by the weight
    of the shared terms that are not too common, beside both totals.
    """
    posts = _posts(others)
    return {one.at: _best(one, others, posts, most) for one in ones}


def _posts(others: Sequence[Subject]) -> dict[str, list[int]]:
    posts: dict[str, list[int]] = {}
    for at, other in enumerate(others):
        for term in other.weights:
            posts.setdefault(term, []).append(at)
    limit = max(_COMMON, round(len(others) * _COMMON_SHARE))
    return {term: ats for term, ats in posts.items() if len(ats) <= limit}


def _best(one: Subject, others: Sequence[Subject], posts: dict[str, list[int]], most: int) -> tuple[int, ...]:
    shared: dict[int, float] = {}
    for term, weight in one.weights.items():
        for at in posts.get(term, ()):
            shared[at] = shared.get(at, 0.0) + weight
    ranked = [(-weight / (one.total + others[at].total), at) for at, weight in shared.items()]
    return tuple([at for _, at in nsmallest(most, ranked)])
