"""What people decided, held against the linking of two letters: pairs that are sure, and pairs that are not.

A pin works in two places. Before the first pass, pairs that are one measure are taken, and pairs that are not
are no candidates (`link_statements`). After the last pass, statements may have joined a measure by what they
repeat or go on about; then each measure is put together or pulled apart as it was decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from diffing.linking.clusters import Cluster
from diffing.linking.gather_clusters import Gathered
from snapshots.letter import Letter
from snapshots.link_decisions import NOTHING_SETTLED, Decision, Place, Settled, Verdict

__all__ = ["NO_PINS", "Pinned", "Pins", "arrange", "pin_links"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """One measure, by decision: its places in either letter, in reading order, and who decided what."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    decisions: tuple[Decision, ...]
    split: bool
    merged: bool

    @property
    def reasons(self) -> tuple[str, ...]:
        """Who said so, and why."""
        return tuple(f"{one.actor}: {one.reason}" for one in self.decisions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pins:
    """What was decided of the statements of two letters.

    `measures` are in the older letter's order. `apart` are pairs of sides, (is of the newer letter, place),
    that are not one measure, in both orders. `decisions` are the ids of all that say any of it, in order.
    """

    measures: tuple[Pinned, ...] = ()
    apart: frozenset[tuple[tuple[bool, int], tuple[bool, int]]] = frozenset()
    decisions: tuple[str, ...] = ()
    by_old: Mapping[int, Pinned] = field(default_factory=dict)
    by_new: Mapping[int, Pinned] = field(default_factory=dict)

    def pairs(self) -> dict[int, int]:
        """Places of the older letter with one of the newer, each once: what the linking begins with."""
        return {i: j for one in self.measures for i, j in zip(one.before, one.after, strict=False)}

    def allow(self, i: int, j: int) -> bool:
        """Whether the places `i` of the older and `j` of the newer letter may be one measure."""
        return ((False, i), (True, j)) not in self.apart

    def leave_open(self, i: int, j: int) -> bool:
        """Whether the linking may pair them: what was decided to be one measure has its pairs already."""
        return i not in self.by_old and j not in self.by_new and self.allow(i, j)


NO_PINS = Pins()


def pin_links(old: Letter, new: Letter, settled: Settled = NOTHING_SETTLED) -> Pins:
    """What the decisions that hold say of these two letters; none of a letter that they do not speak of."""
    if not settled.measures:
        return NO_PINS
    sides = {False: _places(old, settled), True: _places(new, settled)}
    measures = tuple(
        _pinned(number, (places, sides[True][number]), (old.key, new.key), settled)
        for number, places in sides[False].items()
        if number in sides[True]
    )
    apart = [
        (one, other, here, there)
        for one, here in _by_measure(sides)
        for other, there in _by_measure(sides)
        if settled.are_apart(one, other)
    ]
    said = {one.number: one for pinned in measures for one in pinned.decisions}
    said |= {one.number: one for a, b, *_ in apart for one in _who_parted(settled, a, b)}
    return Pins(
        measures=measures,
        apart=frozenset((one, other) for *_, here, there in apart for one in here for other in there),
        decisions=tuple(said[number].id for number in sorted(said)),
        by_old={i: one for one in measures for i in one.before},
        by_new={j: one for one in measures for j in one.after},
    )


def _places(letter: Letter, settled: Settled) -> dict[int, list[int]]:
    """By measure, the places of the letter's statements that were decided on."""
    found: dict[int, list[int]] = {}
    for at, statement in enumerate(letter.statements):
        number = settled.measures.get(Place(letter=letter.key, statement=statement.id))
        if number is not None:
            found.setdefault(number, []).append(at)
    return found


def _by_measure(
    sides: Mapping[bool, Mapping[int, Sequence[int]]],
) -> Iterator[tuple[int, list[tuple[bool, int]]]]:
    for is_new, found in sides.items():
        for number, places in found.items():
            yield number, [(is_new, at) for at in places]


def _pinned(
    number: int, places: tuple[Sequence[int], Sequence[int]], keys: tuple[str, str], settled: Settled
) -> Pinned:
    said = [
        (one, (pair.before.letter, pair.after.letter))
        for one, pair in settled.holding
        if one.verdict is not Verdict.SEPARATE and settled.measures[pair.before] == number
    ]
    verdicts = {one.verdict for one, letters in said if letters == keys}
    before, after = places
    return Pinned(
        before=tuple(before),
        after=tuple(after),
        decisions=tuple({one.number: one for one, _ in said}.values()),
        split=Verdict.SPLIT in verdicts and len(after) > 1,
        merged=Verdict.MERGE in verdicts and len(before) > 1,
    )


def _who_parted(settled: Settled, one: int, other: int) -> Iterator[Decision]:
    for decision, pair in settled.holding:
        ends = {settled.measures[pair.before], settled.measures[pair.after]}
        if decision.verdict is Verdict.SEPARATE and ends == {one, other}:
            yield decision


@dataclass(slots=True)
class _Unit:
    """Places that stay together: a measure by decision, a pair, or one statement that joined."""

    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    pinned: Pinned | None = None

    @property
    def sides(self) -> list[tuple[bool, int]]:
        return [*((False, i) for i in self.before), *((True, j) for j in self.after)]

    @property
    def rank(self) -> int:
        """What was decided goes first, then what is paired, then what joined."""
        return 0 if self.pinned else 1 if self.before and self.after else 2


def arrange(gathered: Gathered, pins: Pins, pairs: Mapping[int, int]) -> Gathered:
    """The same places, each still once: what was decided to be one measure together, what is not, apart.

    `pairs` are those that the clusters rest on. What joined a measure that it must not be in stands alone.
    """
    if not pins.decisions:
        return gathered
    clusters: list[Cluster] = []
    alone: list[_Unit] = []
    for heap in _heaps(gathered.clusters, pins, pairs):
        units = [unit for cluster in heap for unit in _units(cluster, pins, pairs)]
        parts, left = _parted(sorted(units, key=lambda unit: unit.rank), pins)
        clusters += [_cluster(part, heap) for part in parts]
        alone += left
    return Gathered(
        clusters=tuple(sorted(clusters, key=lambda cluster: cluster.after[0])),
        unmentioned=_groups(
            gathered.unmentioned, [one.before for one in alone if one.before], pins, new=False
        ),
        added=_groups(gathered.added, [one.after for one in alone if one.after], pins, new=True),
    )


def _heaps(clusters: Sequence[Cluster], pins: Pins, pairs: Mapping[int, int]) -> list[list[Cluster]]:
    """The clusters, those together that have pairs of one measure by decision."""
    heaps: list[tuple[set[int], list[Cluster]]] = []
    for cluster in clusters:
        measures = {pins.by_old[i].before[0] for i in cluster.before if i in pairs and i in pins.by_old}
        mine = [heap for heap in heaps if heap[0] & measures]
        heaps = [heap for heap in heaps if not heap[0] & measures]
        joined = [one for _, some in mine for one in some]
        heaps.append((measures.union(*(known for known, _ in mine)), [*joined, cluster]))
    return [heap for _, heap in heaps]


def _units(cluster: Cluster, pins: Pins, pairs: Mapping[int, int]) -> Iterator[_Unit]:
    counterparts = {pairs[i] for i in cluster.before if i in pairs}
    for i in cluster.before:
        pinned = pins.by_old.get(i)
        if pinned is None:
            yield _Unit(before=(i,), after=(pairs[i],) if i in pairs else ())
        elif i == pinned.before[0]:
            yield _Unit(before=pinned.before, after=pinned.after, pinned=pinned)
    for j in cluster.after:
        if j not in counterparts and j not in pins.by_new:
            yield _Unit(after=(j,))


def _parted(units: Iterable[_Unit], pins: Pins) -> tuple[list[list[_Unit]], list[_Unit]]:
    """The units, each with the first that it is not apart from; and those that stand alone."""
    parts: list[list[_Unit]] = []
    left: list[_Unit] = []
    for unit in units:
        home = next((part for part in parts if _may_join(unit, part, pins)), None)
        if home is not None:
            home.append(unit)
        elif unit.before and unit.after:
            parts.append([unit])
        else:
            left.append(unit)
    return parts, left


def _may_join(unit: _Unit, part: Iterable[_Unit], pins: Pins) -> bool:
    return not any((a, b) in pins.apart for other in part for a in unit.sides for b in other.sides)


def _cluster(part: Sequence[_Unit], heap: Sequence[Cluster]) -> Cluster:
    before = [i for unit in part for i in unit.before]
    after = [j for unit in part for j in unit.after]
    marked: list[Cluster | Pinned] = [*heap, *(unit.pinned for unit in part if unit.pinned)]
    return Cluster(
        before,
        after,
        split=any(one.split for one in marked) and len(after) > 1,
        merged=any(one.merged for one in marked) and len(before) > 1,
    )


def _groups(
    groups: Iterable[tuple[int, ...]], alone: Iterable[tuple[int, ...]], pins: Pins, *, new: bool
) -> tuple[tuple[int, ...], ...]:
    taken = pins.by_new if new else pins.by_old
    parted: list[tuple[int, ...]] = list(alone)
    for group in groups:
        parts: list[list[int]] = []
        for at in group:
            if at not in taken:
                home = next(
                    (p for p in parts if not any(((new, at), (new, b)) in pins.apart for b in p)), None
                )
                parts.append([at]) if home is None else home.append(at)
        parted += [tuple(part) for part in parts]
    return tuple(sorted(parted))
