"""What is left after pairing: a further part of a linked measure, the measure said again, or one of its own.

A letter tells the same measure in its body and in its annex, or in two parts of the annex; and one sentence
of the older letter may be three in the newer. Such statements join the cluster of the measure; what joins
none is grouped with its like.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from diffing.candidates import nearest
from diffing.place import elsewhere
from diffing.similarity import Evidence, likeness, newly_shared, partner_fit
from diffing.subjects import Subject
from snapshots.letter import Status

__all__ = ["Cluster", "Gathered", "gather"]

Likenesses = Mapping[int, Mapping[int, int]]

_CANDIDATES = 8
# Thresholds in thousandths; DESIGN.md, decision 5, has the measurement behind them.
_SAID_AGAIN = 420
_SAID_AGAIN_HERE = 640
_FURTHER_PART = 180
_NEXT_TO_IT = 2
_TOLD_TWICE = 480
_TOLD_TWICE_LIKEWISE = 300


@dataclass(slots=True)
class Cluster:
    """One measure in both letters: places in either, the pair that it rests on first."""

    before: list[int]
    after: list[int]
    split: bool = False
    merged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Every place of either letter once: in a cluster, or in a group that has no counterpart."""

    clusters: tuple[Cluster, ...]
    unmentioned: tuple[tuple[int, ...], ...]
    added: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """One letter as seen when its unpaired statements look for a cluster.

    `like` compares with statements of the same letter, `seen` with those of the other; `paired` gives the
    counterpart of each paired place, `mine_in` the cluster of each paired place of this letter, `theirs_in`
    that of the other.
    """

    mine: Sequence[Subject]
    theirs: Sequence[Subject]
    like: Likenesses
    seen: Likenesses
    paired: Mapping[int, int]
    mine_in: Mapping[int, Cluster]
    theirs_in: Mapping[int, Cluster]


def gather(
    old: Sequence[Subject],
    new: Sequence[Subject],
    pairs: Mapping[int, int],
    evidence: Mapping[tuple[int, int], Evidence],
) -> Gathered:
    """Clusters in the order of the newer letter, groups in their letter's; `pairs` leads from old to new."""
    like_old, like_new = _likenesses(old), _likenesses(new)
    by_old = _told_twice(old, pairs, like_old, like_new)
    by_new = {pairs[i]: cluster for i, cluster in by_old.items()}
    back = {j: i for i, j in pairs.items()}
    newer = _View(
        mine=new,
        theirs=old,
        like=like_new,
        seen=_seen(evidence, 1),
        paired=back,
        mine_in=by_new,
        theirs_in=by_old,
    )
    older = _View(
        mine=old,
        theirs=new,
        like=like_old,
        seen=_seen(evidence, 0),
        paired=pairs,
        mine_in=by_old,
        theirs_in=by_new,
    )
    joining_new, joining_old = _homes(newer), _homes(older)
    for at, home in joining_new.items():
        home.cluster.after.append(at)
        home.cluster.split |= home.is_part
    for at, home in joining_old.items():
        home.cluster.before.append(at)
        home.cluster.merged |= home.is_part
    clusters = {id(cluster): cluster for cluster in by_old.values()}.values()
    return Gathered(
        clusters=tuple(sorted(clusters, key=lambda cluster: cluster.after[0])),
        unmentioned=_groups(older, joining_old),
        added=_groups(newer, joining_new),
    )


def _likenesses(subjects: Sequence[Subject]) -> dict[int, dict[int, int]]:
    """For each place, those of the same letter that say much the same, with how much."""
    found: dict[int, dict[int, int]] = {at: {} for at in range(len(subjects))}
    for one, others in nearest(subjects, subjects, most=_CANDIDATES + 1).items():
        for other in others:
            if one != other:
                a, b = subjects[one], subjects[other]
                found[one][other] = likeness(a, b) * partner_fit(a.statement, b.statement) // 1000
                found[other][one] = found[one][other]
    return found


def _seen(evidence: Mapping[tuple[int, int], Evidence], side: int) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    for edge, one in evidence.items():
        found.setdefault(edge[side], {})[edge[1 - side]] = one.score
    return found


def _told_twice(
    old: Sequence[Subject], pairs: Mapping[int, int], like_old: Likenesses, like_new: Likenesses
) -> dict[int, Cluster]:
    """The cluster of each paired place of the older letter: pairs that tell one measure twice share one."""
    clusters = {i: Cluster([i], [j]) for i, j in pairs.items()}
    for i, others in like_old.items():
        for k, value in sorted(others.items()):
            if i < k and i in pairs and k in pairs and elsewhere(old[i].statement, old[k].statement):
                likewise = like_new[pairs[i]].get(pairs[k], 0)
                if min(value, likewise) >= _TOLD_TWICE_LIKEWISE and max(value, likewise) >= _TOLD_TWICE:
                    _merge(clusters, i, k)
    return clusters


def _merge(clusters: dict[int, Cluster], one: int, other: int) -> None:
    kept, gone = clusters[one], clusters[other]
    if kept is gone:
        return
    kept.before += gone.before
    kept.after += gone.after
    clusters.update({i: kept for i, cluster in clusters.items() if cluster is gone})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Home:
    """The cluster that a statement joins: as a further part of the measure, or because it says it again."""

    cluster: Cluster
    is_part: bool


def _homes(view: _View) -> dict[int, _Home]:
    """Where each unpaired place of the letter belongs; those that belong nowhere are missing."""
    homes = {s.at: _home(view, s) for s in view.mine if s.at not in view.paired}
    return {at: home for at, home in homes.items() if home is not None}


def _home(view: _View, subject: Subject) -> _Home | None:
    """The cluster for which most speaks beyond its bar; of equals, the first in reading order."""
    offers = [*_said_again(view, subject), *_continued(view, subject)]
    best = max((margin for margin, _ in offers), default=-1)
    return next((home for margin, home in offers if margin == best and best >= 0), None)


def _said_again(view: _View, subject: Subject) -> Iterator[tuple[int, _Home]]:
    """Clusters that hold much the same words, in this letter or in the other."""
    at = subject.at
    own = [(y, value) for y, value in view.like[at].items() if y in view.mine_in]
    for y, value in sorted(own):
        if not _is_another_step(subject, view.mine[y]):
            yield value - _bar(subject, view.mine[y]), _Home(cluster=view.mine_in[y], is_part=False)
    counterpart = {z: y for y, z in view.paired.items()}
    theirs = [(counterpart[z], z, value) for z, value in view.seen.get(at, {}).items() if z in counterpart]
    for y, z, value in sorted(theirs):
        if not _is_another_step(subject, view.mine[y]):
            yield value - _bar(subject, view.mine[y]), _Home(cluster=view.theirs_in[z], is_part=False)


def _bar(one: Subject, other: Subject) -> int:
    """Two places of a letter tell a measure twice more readily than two neighbouring lines."""
    return _SAID_AGAIN if elsewhere(one.statement, other.statement) else _SAID_AGAIN_HERE


def _is_another_step(one: Subject, other: Subject) -> bool:
    """Whether one is reported done and the other planned: the next round of the same, not the same."""
    return {one.statement.status, other.statement.status} == {Status.DONE, Status.PLANNED}


def _continued(view: _View, subject: Subject) -> Iterator[tuple[int, _Home]]:
    """Clusters of which this is a further part: the neighbour tells half of what the other letter said in one."""
    for y in range(subject.at - _NEXT_TO_IT, subject.at + _NEXT_TO_IT + 1):
        if y not in view.paired:
            continue
        beside, whole = view.mine[y], view.theirs[view.paired[y]]
        if _stand_together(subject, beside):
            value = newly_shared(whole, beside, subject)
            yield value - _FURTHER_PART, _Home(cluster=view.mine_in[y], is_part=True)


def _stand_together(one: Subject, other: Subject) -> bool:
    a, b = one.statement, other.statement
    return a.column is b.column and a.topic == b.topic and partner_fit(a, b) >= 900


def _groups(view: _View, joined: Mapping[int, _Home]) -> tuple[tuple[int, ...], ...]:
    """The places without a counterpart, those together that tell one measure; in reading order."""
    left = [s.at for s in view.mine if s.at not in view.paired and s.at not in joined]
    group = {at: at for at in left}
    for one in left:
        for other, value in sorted(view.like[one].items()):
            a, b = view.mine[one], view.mine[other]
            if other in group and not _is_another_step(a, b) and value >= _bar(a, b):
                kept, gone = sorted((group[one], group[other]))
                group = {at: kept if first == gone else first for at, first in group.items()}
    members: dict[int, list[int]] = {}
    for at, first in group.items():
        members.setdefault(first, []).append(at)
    return tuple(tuple(places) for places in members.values())
