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
from diffing.sequels import goes_on
from diffing.similarity import Evidence, newly_shared, partner_fit, resemblance
from diffing.subjects import Subject
from snapshots.letter import Column, Statement, Status

__all__ = ["Cluster", "Gathered", "gather"]

Likenesses = Mapping[int, Mapping[int, int]]

_CANDIDATES = 8
# Thresholds in thousandths; DESIGN.md, decision 5, has the measurement behind them.
_SAID_AGAIN = 450
_SAID_AGAIN_BESIDE = 460
_SAID_AGAIN_NEARBY = 520
_SAID_AGAIN_HERE = 640
_ALIKE = 350
_FURTHER_PART = 150
_PART_ELSEWHERE = 260
_LIKE_THE_WHOLE = 450
_NEXT_TO_IT = 3
_TOLD_TWICE = 480


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
    by_old = _told_twice(old, new, pairs, like_old, like_new)
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
                found[one][other] = resemblance(subjects[one], subjects[other])
                found[other][one] = found[one][other]
    return found


def _seen(evidence: Mapping[tuple[int, int], Evidence], side: int) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    for edge, one in evidence.items():
        found.setdefault(edge[side], {})[edge[1 - side]] = one.score
    return found


def _told_twice(
    old: Sequence[Subject],
    new: Sequence[Subject],
    pairs: Mapping[int, int],
    like_old: Likenesses,
    like_new: Likenesses,
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
            if max(value, likewise) < _TOLD_TWICE or _is_another_step(new[pairs[i]], new[pairs[k]]):
                continue
            across = [resemblance(old[i], new[pairs[k]]), resemblance(old[k], new[pairs[i]])]
            if min(value, likewise, *across) >= _ALIKE:
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
    homes: dict[int, _Home] = {}
    for subject in view.mine:
        if subject.at in view.paired:
            continue
        home = _home(view, subject) or _home_of_previous(view, subject, homes)
        if home is not None:
            homes[subject.at] = home
    return homes


def _home_of_previous(view: _View, subject: Subject, homes: Mapping[int, _Home]) -> _Home | None:
    """The cluster that the sentence right before joined, when this one goes on about it."""
    previous = homes.get(subject.at - 1)
    return previous if previous and goes_on(subject, view.mine[subject.at - 1]) else None


def _home(view: _View, subject: Subject) -> _Home | None:
    """The cluster for which most speaks beyond its bar; of equals, the first in reading order."""
    offers = [*_said_again(view, subject), *_continued(view, subject), *_gone_on(view, subject)]
    best = max((margin for margin, _ in offers), default=-1)
    return next((home for margin, home in offers if margin == best and best >= 0), None)


def _said_again(view: _View, subject: Subject) -> Iterator[tuple[int, _Home]]:
    """Clusters whose pair is much the same, both its statement of this letter and that of the other."""
    at = subject.at
    own = {y for y in view.like[at] if y in view.paired}
    counterpart = {z: y for y, z in view.paired.items()}
    own |= {counterpart[z] for z in view.seen.get(at, {}) if z in counterpart}
    for y in sorted(own):
        beside, across = view.mine[y], view.theirs[view.paired[y]]
        values = (resemblance(subject, beside), resemblance(subject, across))
        if min(values) >= _ALIKE and not _is_another_step(subject, beside):
            yield max(values) - _bar(subject, beside), _Home(cluster=view.mine_in[y], is_part=False)


def _bar(one: Subject, other: Subject) -> int:
    """Two places of a letter tell a measure twice more readily than two neighbouring lines."""
    if elsewhere(one.statement, other.statement):
        return _SAID_AGAIN
    if one.statement.column is not other.statement.column:
        return _SAID_AGAIN_BESIDE
    return _SAID_AGAIN_HERE if one.statement.topic == other.statement.topic else _SAID_AGAIN_NEARBY


def _is_another_step(one: Subject, other: Subject) -> bool:
    """Whether one is reported done and the other planned: the next round of the same, not the same."""
    return {one.statement.status, other.statement.status} == {Status.DONE, Status.PLANNED}


def _continued(view: _View, subject: Subject) -> Iterator[tuple[int, _Home]]:
    """Clusters of which this is a further part: it tells what the pair leaves out of the other letter.

    A neighbour is believed to be one more readily than a statement elsewhere, which must be like the whole.
    """
    counterpart = {z: y for y, z in view.paired.items()}
    for z, score in sorted(view.seen.get(subject.at, {}).items()):
        if z not in counterpart or _is_another_step(subject, view.mine[counterpart[z]]):
            continue
        if score >= _LIKE_THE_WHOLE:
            value = newly_shared(view.theirs[z], view.mine[counterpart[z]], subject)
            yield value - _PART_ELSEWHERE, _Home(cluster=view.theirs_in[z], is_part=True)
    for y in range(subject.at - _NEXT_TO_IT, subject.at + _NEXT_TO_IT + 1):
        if y not in view.paired:
            continue
        beside, whole = view.mine[y], view.theirs[view.paired[y]]
        if _stand_together(subject, beside) and not _is_another_step(subject, beside):
            fit = partner_fit(whole.statement, subject.statement)
            value = newly_shared(whole, beside, subject) * fit // 1000
            yield value - _FURTHER_PART, _Home(cluster=view.mine_in[y], is_part=True)


def _gone_on(view: _View, subject: Subject) -> Iterator[tuple[int, _Home]]:
    """The cluster of the sentence right before, when this one goes on about it."""
    y = subject.at - 1
    if y in view.paired and goes_on(subject, view.mine[y], view.theirs[view.paired[y]]):
        yield 0, _Home(cluster=view.mine_in[y], is_part=False)


def _stand_together(one: Subject, other: Subject) -> bool:
    return one.statement.column is other.statement.column and one.statement.topic == other.statement.topic


def _groups(view: _View, joined: Mapping[int, _Home]) -> tuple[tuple[int, ...], ...]:
    """The places without a counterpart, those together that tell one measure; in reading order."""
    left = [s.at for s in view.mine if s.at not in view.paired and s.at not in joined]
    group = {at: at for at in left}
    for one in left:
        for other in sorted({*view.like[one], one + 1}):
            if other in group and _one_measure(view, one, other):
                kept, gone = sorted((group[one], group[other]))
                group = {at: kept if first == gone else first for at, first in group.items()}
    members: dict[int, list[int]] = {}
    for at, first in group.items():
        members.setdefault(first, []).append(at)
    return tuple(tuple(places) for places in members.values())


def _one_measure(view: _View, one: int, other: int) -> bool:
    """Whether two statements without a counterpart tell one measure."""
    a, b = view.mine[one], view.mine[other]
    if other == one + 1 and (goes_on(b, a) or _one_argument(a.statement, b.statement)):
        return True
    return not _is_another_step(a, b) and view.like[one].get(other, 0) >= _bar(a, b)


def _one_argument(one: Statement, other: Statement) -> bool:
    """Whether two sentences of the letter proper follow each other on the same partners."""
    both_in_body = one.column is Column.BODY and other.column is Column.BODY
    return both_in_body and bool(one.partners) and one.partners == other.partners
