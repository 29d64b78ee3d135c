"""What people decided about links, and which of it holds: a later decision stands against an earlier one.

A decision speaks of pairs of statements. *Same* (confirm, split, merge) is an equivalence: if A and B are one
measure, and B and C are, then A and C are. *Apart* (separate) holds between whole classes: whoever is one
measure with A is apart from what A is apart from. So a pair can contradict two others together and neither of
them alone. Decisions are settled from the latest to the earliest, pair by pair: a pair that contradicts what
is settled already does not hold. What does not contradict gives the same whatever the order.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "NOTHING_SETTLED",
    "Decision",
    "Pair",
    "Place",
    "Settled",
    "Verdict",
    "decision_id",
    "pair_to_json",
    "place_to_json",
    "settle",
]


class Verdict(StrEnum):
    """What a person says of pairs of statements; undoing it is another event."""

    CONFIRM = "confirm"
    SEPARATE = "separate"
    SPLIT = "split"
    MERGE = "merge"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A statement in its series: the letter's key and the statement's id."""

    letter: str
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Pair:
    """Statements of two letters, that of the older letter first."""

    before: Place
    after: Place


def place_to_json(place: Place) -> dict[str, str]:
    """{"letter", "statement"}: the stored form, and the public one."""
    return {"letter": place.letter, "statement": place.statement}


def pair_to_json(pair: Pair) -> dict[str, dict[str, str]]:
    """{"before": {"letter", "statement"}, "after"}: the stored form, and the public one."""
    return {"before": place_to_json(pair.before), "after": place_to_json(pair.after)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision in its series: `number` counts the events of its stream. `pairs` are in order, each once."""

    number: int
    verdict: Verdict
    pairs: tuple[Pair, ...]
    actor: str
    reason: str

    @property
    def id(self) -> str:
        """What names it within its series."""
        return decision_id(self.number)


def decision_id(number: int) -> str:
    """The id of the decision that is this event of its stream."""
    return f"d{number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Decisions, each pair of which holds or not.

    `measures` gives every place that a pair which holds speaks of the number of its measure: places of one
    number are one. `apart` are pairs of these numbers, the lower first. `holding` are the pairs that hold,
    with their decisions, in order of decision; `overruled` names, for each decision of which a pair does not
    hold, the later decisions that it contradicts.
    """

    measures: Mapping[Place, int]
    apart: frozenset[tuple[int, int]]
    holding: tuple[tuple[Decision, Pair], ...]
    overruled: Mapping[int, tuple[int, ...]]

    def are_apart(self, one: int, other: int) -> bool:
        """Whether two measures were said to be two."""
        return (min(one, other), max(one, other)) in self.apart


NOTHING_SETTLED = Settled(measures={}, apart=frozenset(), holding=(), overruled={})


def settle(decisions: Sequence[Decision]) -> Settled:
    """What holds of decisions that were not undone, in whatever order they are given."""
    if not decisions:
        return NOTHING_SETTLED
    table = _Table()
    holding: list[tuple[Decision, Pair]] = []
    overruled: dict[int, tuple[int, ...]] = {}
    for decision in sorted(decisions, key=lambda one: one.number, reverse=True):
        against: set[int] = set()
        for pair in decision.pairs:
            contradicted = table.contradicted_by(decision, pair)
            against |= contradicted
            if not contradicted:
                table.take(decision, pair)
                holding.append((decision, pair))
        if against:
            overruled[decision.number] = tuple(sorted(against))
    measures = table.numbered()
    return Settled(
        measures=measures,
        apart=table.apart_by_number(measures),
        holding=tuple(sorted(holding, key=lambda one: (one[0].number, one[1]))),
        overruled=overruled,
    )


class _Table:
    """The classes so far: members by the place that stands for them, and who said what of which classes."""

    def __init__(self) -> None:
        self._stands_for: dict[Place, Place] = {}
        self._members: dict[Place, set[Place]] = {}
        self._said: dict[Place, set[int]] = {}
        self._apart: dict[Place, dict[Place, set[int]]] = {}

    def contradicted_by(self, decision: Decision, pair: Pair) -> set[int]:
        """The numbers of the decisions that say otherwise."""
        one, other = self._class_of(pair.before), self._class_of(pair.after)
        if decision.verdict is Verdict.SEPARATE:
            return set(self._said[one]) if one == other else set()
        return set(self._apart[one].get(other, ()))

    def take(self, decision: Decision, pair: Pair) -> None:
        """The pair, which contradicts nothing, holds from now on."""
        one, other = self._class_of(pair.before), self._class_of(pair.after)
        if decision.verdict is Verdict.SEPARATE:
            self._set_apart(one, other, {decision.number})
        else:
            self._join(one, other)
            self._said[self._stands_for[one]].add(decision.number)

    def numbered(self) -> dict[Place, int]:
        """Each place with the number of its class; classes count from 0 in the order of their places."""
        firsts = sorted(self._members, key=lambda one: min(self._members[one]))
        return {place: number for number, one in enumerate(firsts) for place in sorted(self._members[one])}

    def apart_by_number(self, measures: Mapping[Place, int]) -> frozenset[tuple[int, int]]:
        """The pairs of classes that are apart."""
        pairs = ((measures[one], measures[other]) for one in self._apart for other in self._apart[one])
        return frozenset((low, high) for low, high in pairs if low < high)

    def _class_of(self, place: Place) -> Place:
        if place not in self._stands_for:
            self._stands_for[place] = place
            self._members[place], self._said[place], self._apart[place] = {place}, set(), {}
        return self._stands_for[place]

    def _join(self, one: Place, other: Place) -> None:
        if one == other:
            return
        self._said[one] |= self._said.pop(other)
        for third, numbers in self._apart.pop(other).items():
            del self._apart[third][other]
            self._set_apart(one, third, numbers)
        for place in self._members.pop(other):
            self._stands_for[place] = one
            self._members[one].add(place)

    def _set_apart(self, one: Place, other: Place, numbers: Iterable[int]) -> None:
        self._apart[one].setdefault(other, set()).update(numbers)
        self._apart[other].setdefault(one, set()).update(numbers)
