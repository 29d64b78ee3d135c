"""What a series gave to a comparison besides its two letters: decisions on links that bear on it."""

from __future__ import annotations

from dataclasses import replace

from diffing.linking.links import Linking
from snapshots.letter import Letter
from snapshots.link_decisions import Decision, Pair, Place, Settled

__all__ = ["given_decisions"]


def given_decisions(old: Letter, new: Letter, linking: Linking, settled: Settled) -> tuple[Decision, ...]:
    """The decisions, in order, with which alone the linking of the two letters comes out the same.

    They have those of their pairs that hold and speak of a measure of either letter, by whatever letters;
    none where no decision had a say.
    """
    if not linking.decisions:
        return ()
    spoken = {
        settled.measures.get(Place(letter=letter.key, statement=statement.id))
        for letter in (old, new)
        for statement in letter.statements
    }
    pairs: dict[int, list[Pair]] = {}
    made: dict[int, Decision] = {}
    for decision, pair in settled.holding:
        ends = {settled.measures[pair.before], settled.measures[pair.after]}
        if ends <= spoken:
            made[decision.number] = decision
            pairs.setdefault(decision.number, []).append(pair)
    return tuple(replace(made[number], pairs=tuple(pairs[number])) for number in sorted(made))
