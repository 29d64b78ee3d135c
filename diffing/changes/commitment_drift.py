"""Whether what was promised is promised more or less firmly now, by the words of both letters.

"will be signed" before and "is expected to be signed" now is weaker by two rungs of the ladder. What is done
is no promise any more: from planned to done is completion, which the status tells. And both sides have to
promise the same act: "talks should be concluded" and "conclusion of talks, to be followed by a visit" do not.
"""

from __future__ import annotations

from dataclasses import dataclass

from diffing.words.stems import stem, words
from snapshots.letter import Commitment, Statement, Strength
from snapshots.lexicon import load, per_series

__all__ = ["Drift", "drift_between"]

_LADDER = tuple(Strength)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A promise of another strength than before; `before` and `after` differ, and neither is done."""

    before: Commitment
    after: Commitment

    @property
    def rungs(self) -> int:
        """By how many rungs of the ladder: positive when it is firmer now, never 0."""
        return _LADDER.index(self.before.strength) - _LADDER.index(self.after.strength)

    @property
    def direction(self) -> str:
        """Which way: "strengthened" or "weakened"."""
        return "strengthened" if self.rungs > 0 else "weakened"


def drift_between(before: Statement, after: Statement) -> Drift | None:
    """How the promise of one statement differs from that of its successor; None where it does not.

    None too where either says nothing of the kind, reports it done, or promises another act.
    """
    old, new = before.commitment, after.commitment
    if old is None or new is None or old.strength is new.strength:
        return None
    if Strength.DONE in {old.strength, new.strength} or _promise_other_acts(before, after, old, new):
        return None
    return Drift(before=old, after=new)


def _promise_other_acts(before: Statement, after: Statement, old: Commitment, new: Commitment) -> bool:
    """Whether the act that one side promises stands in the other outside its promise."""
    this, that = _act(old), _act(new)
    if not this or not that or this & that:
        return False
    return not (this.isdisjoint(_told(after)) and that.isdisjoint(_told(before)))


def _act(commitment: Commitment) -> frozenset[str]:
    """The verb that is promised, with the groups of words that mean the same; empty where none is named."""
    said = words(commitment.quote)
    return _meanings(said[-1]) if said and said[-1] not in _ladder_words() else frozenset()


def _told(statement: Statement) -> frozenset[str]:
    return frozenset().union(*map(_meanings, words(statement.text)))


@per_series
def _meanings(word: str) -> frozenset[str]:
    root = stem(word)
    return frozenset({root, *_groups().get(root, ())})


@per_series
def _groups() -> dict[str, tuple[str, ...]]:
    """The groups of similar words, in capitals, by the stem of each member that is one word."""
    found: dict[str, tuple[str, ...]] = {}
    for name, members in load("similar_words")["groups"].items():
        for member in members:
            if " " not in member:
                root = stem(member)
                found[root] = (*found.get(root, ()), name.upper())
    return found


@per_series
def _ladder_words() -> frozenset[str]:
    known = load("commitment")
    phrases = [phrase for rung in known["ladder"].values() for phrase in rung]
    return frozenset(word for phrase in (*phrases, *known["chain"]["verbs"]) for word in words(phrase))
