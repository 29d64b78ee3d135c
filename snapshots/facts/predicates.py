"""Predicates, and how a verb governs them: "is on hold", "have not yet started", "close to signature"."""

from __future__ import annotations

from dataclasses import dataclass

from snapshots.facts.clauses import Sentence
from snapshots.facts.status_words import status_words
from snapshots.letter import Status

__all__ = [
    "Cue",
    "finite_cue",
    "governed_predicate",
    "is_adverb",
    "is_participle",
    "predicate_at",
    "skip_adverbs",
]

_SHORTEST_ENDING = 4  # "need" and "seed" end in -ed too
_SHORTEST_LY = 4  # "only" and "July" end in -ly too


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What the words of a sentence from `at` to `end` (exclusive) say of its measure.

    `finite`: a verb with a tense, not a participle or predicate alone. `weak`: it has happened, or goes on,
    but that is no result in itself ("have proven useful", "is"). `agent`: "by" follows. `denied`: a result
    that there is not yet ("has not been signed"). The rest says where it stands: `joined` after "and" or
    "but", so that it may share a subject; `pauses` after a comma; `subordinate` in a clause of time, reason
    or relation; `opens` at the beginning of the sentence.
    """

    status: Status
    at: int
    end: int
    finite: bool = False
    weak: bool = False
    agent: bool = False
    denied: bool = False
    joined: bool = False
    pauses: bool = False
    subordinate: bool = False
    opens: bool = False


def finite_cue(status: Status, at: int, last: int, *, weak: bool = False) -> Cue:
    """The cue of a verb that stands from `at` to `last`, inclusive."""
    return Cue(status=status, at=at, end=last + 1, finite=True, weak=weak)


def is_adverb(sentence: Sentence, at: int) -> bool:
    """Whether a verb group can go on over the word at `at`: "have also recently been"."""
    key = sentence.key(at)
    return key in status_words().adverbs or (key.endswith("ly") and len(key) > _SHORTEST_LY)


def is_participle(key: str) -> bool:
    """Whether the word can be a past participle, by its ending or as a known one."""
    known = status_words()
    regular = key.endswith("ed") and len(key) > _SHORTEST_ENDING
    return regular or key in known.participles or key in known.result


def skip_adverbs(sentence: Sentence, at: int) -> tuple[int, bool]:
    """The position after adverbs and negations, and whether there was a negation."""
    negations, negated = status_words().negations, False
    while at < len(sentence.keys):
        if sentence.keys[at] in negations:
            negated = True
        elif not is_adverb(sentence, at):
            break
        at += 1
    return at, negated


def predicate_at(sentence: Sentence, at: int) -> tuple[int, Status, bool] | None:
    """(end, status, finite) of the predicate that begins at `at`."""
    if at >= len(sentence.keys):
        return None
    index = sentence.indexes[at]
    hit = status_words().predicates.at(sentence.words, index)
    return None if hit is None else (at + hit[0] - index, *hit[1])


def governed_predicate(sentence: Sentence, at: int, first: int, last: int) -> Cue | None:
    """The predicate that begins between `first` and `last`, as governed by the verb at `at`."""
    for position in range(first, last + 1):
        hit = predicate_at(sentence, position)
        if hit is not None:
            return Cue(status=hit[1], at=at, end=hit[0], finite=True)
    return None
