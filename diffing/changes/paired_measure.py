"""Both sides of a link with their facts paired, and what differs: what typed changes are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from diffing.changes.contract_signed import reports_signature
from diffing.changes.field_changes import FieldChange, Fields, field_changes
from diffing.changes.measure import Measure, naming
from diffing.changes.pair_facts import FactPair, pair_amounts, pair_deadlines, pair_quantities
from diffing.changes.status_moves import Times, status_now
from diffing.linking.links import Link
from diffing.linking.place import Place, moved_between
from snapshots.letter import Amount, Column, Quantity, Statement, Status, TimeExpression

__all__ = ["PairedMeasure", "common_fields", "pair_measure", "tells_of_a_signature"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedMeasure:
    """Both sides of a link, with their facts paired, and what has become of the measure by now.

    `stood` and `stands` are the statements between which it moved, if it did; `moved` are the fields that
    differ, in which a fact's key is its place among the pairs of its sort.
    """

    link: Link
    item: str
    before: Measure
    after: Measure
    amounts: tuple[FactPair[Amount], ...]
    quantities: tuple[FactPair[Quantity], ...]
    deadlines: tuple[FactPair[TimeExpression], ...]
    signed: bool
    status: Status
    stood: Statement
    stands: Statement
    moved: tuple[FieldChange, ...] = ()

    @property
    def common(self) -> dict[str, Any]:
        """The fields that every change of the pair has."""
        return {**common_fields(self.item, self.before, self.after), "link": self.link}


def common_fields(item: str, before: Measure | None, after: Measure | None) -> dict[str, Any]:
    """The fields that every change has; the newer side leads."""
    sides = [side for side in (after, before) if side is not None]
    return {
        "item": item,
        "partners": tuple(dict.fromkeys(partner for side in sides for partner in side.partners)),
        "before": before.side if before else None,
        "after": after.side if after else None,
        "link": None,
        "parts": tuple(dict.fromkeys(part for side in sides for part in side.parts)),
        "label": sides[0].label,
    }


def pair_measure(
    link: Link, before: Measure, after: Measure, *, item: str, letters: tuple[date, date]
) -> PairedMeasure:
    """What both letters, of the dates in `letters`, say of one measure, fact by fact."""
    deadlines = pair_deadlines(
        before.that_have(lambda s: s.deadlines), after.that_have(lambda s: s.deadlines)
    )
    signed = tells_of_a_signature(after) and not tells_of_a_signature(before)
    times = Times(old_letter=letters[0], new_letter=letters[1], deadlines=deadlines)
    stood, stands = _places(link, before, after)
    pair = PairedMeasure(
        link=link,
        item=item,
        before=before,
        after=after,
        amounts=pair_amounts(before.that_have(lambda s: s.amounts), after.that_have(lambda s: s.amounts)),
        quantities=pair_quantities(
            before.that_have(lambda s: s.quantities), after.that_have(lambda s: s.quantities)
        ),
        deadlines=deadlines,
        signed=signed,
        status=status_now(before, after, signed=signed, times=times),
        stood=stood,
        stands=stands,
    )
    return replace(pair, moved=field_changes(*_fields(pair)))


def tells_of_a_signature(measure: Measure) -> bool:
    """Whether one of its statements reports a contract signed."""
    return any(reports_signature(statement) for statement in measure.statements)


def _places(link: Link, before: Measure, after: Measure) -> tuple[Statement, Statement]:
    """Those between which it moved, if it did: the one of each letter by which it is known.

    The letter proper may have told it first. Of a measure that was split or merged and stays, the part that
    stands where nothing of it stands in the other letter.
    """
    old, new = naming(before.statements), naming(after.statements)
    if any(moved_between(old, new)):
        return old, new
    gone = [one for one in before.statements if link.merged and _is_elsewhere(one, after)]
    come = [one for one in after.statements if link.split and _is_elsewhere(one, before)]
    return (gone[0], new) if gone else (old, come[0] if come else new)


def _is_elsewhere(statement: Statement, measure: Measure) -> bool:
    """Whether it stands in the annex, as some of the measure does, and none of that in its place."""
    annexed = [other for other in measure.statements if other.column is not Column.BODY]
    if statement.column is Column.BODY or not annexed:
        return False
    return all(any(moved_between(statement, other)) for other in annexed)


def _fields(pair: PairedMeasure) -> tuple[Fields, Fields]:
    """Both sides as groups of fields in which the same key means the same thing."""
    old, new = moved_between(pair.stood, pair.stands)
    return (
        _side_fields(pair, "before", pair.before.status, old),
        _side_fields(pair, "after", pair.status, new),
    )


def _side_fields(pair: PairedMeasure, side: str, status: Status, place: Place) -> Fields:
    return {
        "status": {"": (status.value,)},
        "place": {name: (value,) for name, value in place},
        "amounts": _keyed(pair.amounts, side, lambda amount: (amount.value, amount.currency)),
        "quantities": _keyed(pair.quantities, side, lambda count: (count.value,)),
        "deadlines": _keyed(pair.deadlines, side, lambda time: (time.earliest, time.latest)),
    }


def _keyed(
    pairs: Sequence[FactPair[Any]], side: str, value: Callable[[Any], tuple[Any, ...]]
) -> Mapping[str, tuple[Any, ...]]:
    """The facts of one side by the number of their pair."""
    facts = [(at, getattr(pair, side)) for at, pair in enumerate(pairs)]
    return {str(at): value(fact) for at, fact in facts if fact is not None}
