"""Pairs to clusters and groups: every statement of either letter in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diffing.linking.clusters import Cluster, Home, View
from diffing.linking.join_clusters import find_homes
from diffing.linking.likeness import resemblance
from diffing.linking.place import elsewhere
from diffing.linking.subjects import Subject
from diffing.linking.told_again import (
    Resemblances,
    are_two_lines,
    group_alike,
    happened_on_other_days,
    is_another_step,
)

__all__ = ["Gathered", "gather_clusters"]

# Two pairs tell one measure when, in thousandths, all four statements are alike and two of one letter are
# plainly so (DESIGN.md, decision 5).
_ALIKE = 350
_TOLD_TWICE = 480


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Every place of either letter once: in a cluster, or in a group that has no counterpart."""

    clusters: tuple[Cluster, ...]
    unmentioned: tuple[tuple[int, ...], ...]
    added: tuple[tuple[int, ...], ...]


def gather_clusters(
    old: Sequence[Subject],
    new: Sequence[Subject],
    pairs: Mapping[int, int],
    evidence: Mapping[tuple[int, int], int],
    *,
    like_old: Resemblances,
    like_new: Resemblances,
    reports: Mapping[int, int],
    lines: Mapping[int, int],
) -> Gathered:
    """Clusters in the order of the newer letter, groups in their letter's; `pairs` leads from old to new.

    `reports` leads from a promise to what reports it kept, `lines` from a line of a list to that under the
    same label; `like_old` and `like_new` are what `told_again.resemblances` gives for either letter.
    """
    back = {j: i for i, j in pairs.items()}
    by_old = _told_twice(old, new, pairs, like_old, like_new)
    by_new = {pairs[i]: cluster for i, cluster in by_old.items()}
    newer, older = (
        View(
            mine=mine,
            theirs=theirs,
            like=like,
            seen=_seen(evidence, side),
            paired=paired,
            counterpart=counterpart,
            mine_in=mine_in,
            theirs_in=theirs_in,
            reports=kept,
            lines=labelled,
        )
        for mine, theirs, like, side, paired, counterpart, mine_in, theirs_in, kept, labelled in (
            (new, old, like_new, 1, back, pairs, by_new, by_old, {}, {}),
            (old, new, like_old, 0, pairs, back, by_old, by_new, reports, lines),
        )
    )
    joining_new, joining_old = find_homes(newer), find_homes(older)
    _take_in(joining_old, joining_new)
    clusters = {id(cluster): cluster for cluster in by_old.values()}.values()
    return Gathered(
        clusters=tuple(sorted(clusters, key=lambda cluster: cluster.after[0])),
        unmentioned=group_alike(_left(older, joining_old), old, like_old),
        added=group_alike(_left(newer, joining_new), new, like_new),
    )


def _take_in(joining_old: Mapping[int, Home], joining_new: Mapping[int, Home]) -> None:
    for at, home in joining_new.items():
        home.cluster.after.append(at)
        home.cluster.split |= home.is_part
    for at, home in joining_old.items():
        home.cluster.before.append(at)
        home.cluster.merged |= home.is_part


def _left(view: View, joined: Mapping[int, Home]) -> list[int]:
    return [s.at for s in view.mine if s.at not in view.paired and s.at not in joined]


def _seen(evidence: Mapping[tuple[int, int], int], side: int) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    for edge, score in evidence.items():
        found.setdefault(edge[side], {})[edge[1 - side]] = score
    return found


def _told_twice(
    old: Sequence[Subject],
    new: Sequence[Subject],
    pairs: Mapping[int, int],
    like_old: Resemblances,
    like_new: Resemblances,
) -> dict[int, Cluster]:
    """The cluster of each paired place of the older letter: pairs that tell one measure twice share one.

    All four statements must be alike: the two of either letter, and each with the other's counterpart.
    """
    clusters = {i: Cluster([i], [j]) for i, j in pairs.items()}
    for i, others in like_old.items():
        for k, value in sorted(others.items()):
            if not (i < k and i in pairs and k in pairs and elsewhere(old[i].statement, old[k].statement)):
                continue
            likewise = like_new[pairs[i]].get(pairs[k], 0)
            if max(value, likewise) < _TOLD_TWICE or is_another_step(new[pairs[i]], new[pairs[k]]):
                continue
            if are_two_lines(old[i], old[k]) or are_two_lines(new[pairs[i]], new[pairs[k]]):
                continue
            if happened_on_other_days(new[pairs[i]], new[pairs[k]]):
                continue
            across = [resemblance(old[i], new[pairs[k]]), resemblance(old[k], new[pairs[i]])]
            if min(value, likewise, *across) >= _ALIKE:
                _merge(clusters, i, k)
    return clusters


def _merge(clusters: dict[int, Cluster], one: int, other: int) -> None:
    kept, gone = clusters[one], clusters[other]
    if kept is gone:
        return
    clusters.update(dict.fromkeys(gone.before, kept))
    kept.before += gone.before
    kept.after += gone.after
