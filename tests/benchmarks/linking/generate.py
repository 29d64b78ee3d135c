"""Successive letters with known truth, from a seed.

    python tests/benchmarks/linking/generate.py --seed 1 --statements 200 --letters 3 > letters.json

prints one JSON object a line, for each two letters that follow one another.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from chance import Chance
from letter_pair import Told, Truth, TwoLetters, to_json
from measures import State, fields
from succession import Board, first_board, next_board
from wording import say

__all__ = ["generate_pair", "generate_series"]

_FIRST_DAY = date(2030, 3, 4)
_BETWEEN = (70, 140)
# The letter proper tells so many of the annex's measures again.
_TOLD_AGAIN = 0.04


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statement:
    """What is told, the state that it tells, and where that stands: None for the letter proper."""

    told: Told
    state: State
    place: tuple[str, str, str] | None

    @property
    def measures(self) -> frozenset[int]:
        return frozenset(measure.number for measure in self.state.measures)


def generate_pair(seed: int, statements: int) -> TwoLetters:
    """Two letters, the first with so many statements in its annex."""
    return next(iter(generate_series(seed, statements, letters=2)))


def generate_series(seed: int, statements: int, *, letters: int) -> list[TwoLetters]:
    """Each two letters that follow one another in a series of so many."""
    chance = Chance(seed)
    board = first_board(chance, statements, _FIRST_DAY)
    written = [(board.written_on, _statements(chance, board))]
    for _ in range(letters - 1):
        board = next_board(chance, board, chance.between(*_BETWEEN))
        written.append((board.written_on, _statements(chance, board)))
    earlier: set[int] = set()
    found = []
    for number, (old, new) in enumerate(pairwise(written), 1):
        found.append(_two(f"generated-{seed}-{statements}-{number}", old, new, frozenset(earlier)))
        earlier.update(*(one.measures for one in old[1]))
    return found


def _statements(chance: Chance, board: Board) -> tuple[_Statement, ...]:
    body = [_in_the_body(chance, state) for state in board.states if chance.happens(_TOLD_AGAIN)]
    annex = [(state, _place(state)) for state in board.states]
    told = [*body, *annex]
    return tuple(
        _Statement(told=_told(f"s{at:04}", state, place, board), state=state, place=place)
        for at, (state, place) in enumerate(told, 1)
    )


def _in_the_body(chance: Chance, state: State) -> tuple[State, None]:
    """Told again in other words, without a remark."""
    return replace(state, form=state.form + 1, style="plain", tail=None, name=chance.between(0, 1)), None


def _place(state: State) -> tuple[str, str, str]:
    field = fields()[state.field]
    column = "next_steps" if state.status == "planned" else "ongoing"
    return field.parts[state.part], field.name, column


def _told(name: str, state: State, place: tuple[str, str, str] | None, board: Board) -> Told:
    if place is None:
        return Told(id=name, text=say(state), column="body", part=None, priority=None, topic=None)
    field = fields()[state.field]
    topics = field.new_topics if (state.field, state.topic) in board.renamed_topics else field.topics
    return Told(
        id=name, text=say(state), column=place[2], part=place[0], priority=place[1], topic=topics[state.topic]
    )


Written = tuple[date, tuple[_Statement, ...]]


def _two(name: str, old: Written, new: Written, earlier: frozenset[int]) -> TwoLetters:
    return TwoLetters(
        name=name,
        old_date=old[0],
        new_date=new[0],
        old=tuple(one.told for one in old[1]),
        new=tuple(one.told for one in new[1]),
        truth=_truth(old[1], new[1], earlier),
    )


def _truth(old: Sequence[_Statement], new: Sequence[_Statement], earlier: frozenset[int]) -> Truth:
    tells: dict[int, list[_Statement]] = {}
    for one in new:
        for number in one.measures:
            tells.setdefault(number, []).append(one)
    both = {
        (a.told.id, b.told.id): (a, b) for a in old for number in a.measures for b in tells.get(number, ())
    }
    known = frozenset(number for one in old for number in one.measures)
    gone = [one for one in old if one.measures.isdisjoint(tells)]
    return Truth(
        pairs=frozenset(both),
        moved=frozenset(pair for pair, (a, b) in both.items() if a.place and b.place and a.place != b.place),
        unmentioned=frozenset(one.told.id for one in gone if one.state.status != "done"),
        closed=frozenset(one.told.id for one in old if one.state.status == "done"),
        resumed=frozenset(
            one.told.id for one in new if one.measures.isdisjoint(known) and one.measures & earlier
        ),
    )


def main() -> None:
    """Print generated letters."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--statements", type=int, default=200)
    asked.add_argument("--letters", type=int, default=2)
    given = asked.parse_args()
    for letters in generate_series(given.seed, given.statements, letters=given.letters):
        print(json.dumps(to_json(letters)))  # noqa: T201  # this is what it is for


if __name__ == "__main__":
    main()
