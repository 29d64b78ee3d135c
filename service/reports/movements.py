"""What became of measures: changes that rest on the same words, together, by what they say of the measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from service.showing.change_card import Card, change_card
from service.showing.plain_words import money
from snapshots.letter import Amount, Letter, Statement

__all__ = ["HEADINGS", "RANKED", "Movement", "movements_of", "ranked"]

Json = Mapping[str, Any]

HEADINGS = {
    "forward": "Signed, done, moved forward",
    "deadlines": "Deadlines that passed, moved or went",
    "faded": "Stalled, or no longer mentioned",
    "figures": "Sums and figures",
    "new": "New",
    "quiet": "Told otherwise",
}
# How often each sort has its turn where there is no room for all.
RANKED = {"forward": 5, "deadlines": 5, "faded": 3, "figures": 3, "new": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Changes of one item that rest on the same words, the most important first.

    `section` is a key of HEADINGS, `why` says why it ranks where it does, `sum` is the largest sum that a new
    measure names.
    """

    section: str
    changes: tuple[Json, ...]
    cards: tuple[Card, ...]
    why: str
    sum: Decimal


def movements_of(changes: Sequence[Json], new: Letter) -> list[Movement]:
    """In their order, but what is new by the largest sum that it names: nothing else tells them apart."""
    together: dict[object, list[tuple[Json, Card]]] = {}
    for change in changes:
        card = change_card(change)
        together.setdefault((card.item, card.before, card.after), []).append((change, card))
    sums = {statement.id: _largest_sum(statement) for statement in new.statements}
    found = [_movement(group, sums) for group in together.values()]
    return sorted(found, key=lambda one: -one.sum)


def ranked(movements: Iterable[Movement]) -> list[Movement]:
    """Those that a short brief tells, what matters most first: each sort has its turns, in its order."""
    seen = dict.fromkeys(RANKED, 0)
    turns: list[tuple[float, Movement]] = []
    for one in movements:
        if one.section in RANKED:
            turns.append(((seen[one.section] + 0.5) / RANKED[one.section], one))
            seen[one.section] += 1
    return [one for _, one in sorted(turns, key=lambda turn: turn[0])]


def _movement(group: Sequence[tuple[Json, Card]], sums: Mapping[str, Amount | None]) -> Movement:
    change, card = group[0]
    section, why, amount = _section_of(card), card.why, None
    if section == "new" and change["after"]:
        named = [found for one in change["after"]["statements"] if (found := sums[one])]
        amount = max(named, key=_value, default=None)
        why += f": it names {money(amount.value, amount.currency)}" if amount else ""
    return Movement(
        section=section,
        changes=tuple(one for one, _ in group),
        cards=tuple(one for _, one in group),
        why=why,
        sum=_value(amount) if amount else Decimal(0),
    )


def _largest_sum(statement: Statement) -> Amount | None:
    return max((one for one in statement.amounts if one.value is not None), key=_value, default=None)


def _value(amount: Amount) -> Decimal:
    return amount.value or Decimal(0)


def _section_of(card: Card) -> str:
    tone = card.words.tone
    if tone == "back":
        return "deadlines" if card.kind.startswith("deadline.") else "faded"
    return {"figure": "figures"}.get(tone, tone)
