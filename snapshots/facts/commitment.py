"""How firmly a statement commits somebody: done > will > to be > expected > aims > explore > tbc.

The verb group that gives the statement its status gives its strength too, and is as firm as its
weakest word: "will explore" explores, "is expected to be signed" is expected. Where no word says it there is
none: what goes on, what is on hold, an order among next steps ("Sign the contract") are no promises of any
strength.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from snapshots.facts.clauses import Sentence
from snapshots.facts.folded_places import place_of_words
from snapshots.facts.next_actors import find_orders
from snapshots.facts.phrase_search import PhraseIndex, Words, split_words
from snapshots.facts.predicates import Cue, is_adverb, is_participle
from snapshots.facts.status import governing_clause
from snapshots.facts.status_words import status_words
from snapshots.letter import Column, Commitment, Span, Status, Strength
from snapshots.lexicon import load

__all__ = ["read_commitment"]

_LADDER = tuple(Strength)
_PARTICLES = frozenset({"to", "not", "in"})
# What goes on may have been begun with an aim, or be an inquiry; it is no promise.
_OF_WHAT_GOES_ON = frozenset({Strength.AIMS, Strength.EXPLORE})


def read_commitment(text: str, *, column: Column) -> Commitment | None:
    """The strength that the main clause gives, with its words as they stand; None where none does."""
    clause = governing_clause(text, column=column)
    if clause is None:
        return _of_an_order(text) or _to_be_confirmed(text)
    sentence, cue = clause
    if cue.status is Status.DONE:
        if _describes(sentence, cue):
            return None
        return _commitment(text, sentence, Strength.DONE, (cue.at, cue.end - 1))
    rungs = [rung for rung in _rungs(sentence, cue) if _counts(rung[2], cue.status)]
    if not rungs:
        return None
    weakest = max((strength for _, _, strength in rungs), key=_LADDER.index)
    first = min(cue.at, *(first for first, _, _ in rungs))
    last = max(end - 1 for _, end, strength in rungs if strength is weakest)
    whole = last if weakest is Strength.TBC else _with_main_verb(sentence, last)
    return _commitment(text, sentence, weakest, (first, whole))


def _describes(sentence: Sentence, cue: Cue) -> bool:
    """Whether the verb says what something was like, not what was done: "was a", "were present"."""
    return cue.weak and not is_participle(sentence.key(cue.end - 1))


def _counts(strength: Strength, status: Status) -> bool:
    if status is Status.PLANNED:
        return True
    return status is Status.ONGOING and strength in _OF_WHAT_GOES_ON


def _rungs(sentence: Sentence, cue: Cue) -> Iterator[tuple[int, int, Strength]]:
    """(first word, word after the last, strength) of the group's words that stand on the ladder."""
    at, end = max(cue.at - 1, 0), max(cue.end, cue.at + 1)
    while at < end and at < len(sentence.keys):
        hit = _ladder().at(sentence.words, sentence.indexes[at])
        after = at + (hit[0] - sentence.indexes[at]) if hit is not None else at + 1
        if hit is not None and after > cue.at:
            yield at, after, hit[1]
        at = after
        end = max(end, _reach(sentence, at))


def _reach(sentence: Sentence, at: int) -> int:
    """One further word while the group goes on: over adverbs, auxiliaries, and what stands on the ladder."""
    key = sentence.key(at)
    if not key or sentence.pauses_before(at):
        return 0
    ladder = _ladder().at(sentence.words, sentence.indexes[at]) is not None
    return at + 1 if ladder or key in _chain() or is_adverb(sentence, at) else 0


def _with_main_verb(sentence: Sentence, last: int) -> int:
    """The last word of the group with the verb that it promises: "will" goes on to "will be signed"."""
    at, said = last + 1, last
    while not sentence.pauses_before(at) and _goes_on(sentence, at):
        said = said if sentence.key(at) in _PARTICLES or sentence.key(at) not in _chain() else at
        at += 1
    before = sentence.key(at - 1)
    governs = at > last + 1 or before in status_words().modal or before in {"to", "be"}
    return at if governs and before != "in" and _is_bare_word(sentence, at) else said


def _goes_on(sentence: Sentence, at: int) -> bool:
    return sentence.key(at) in _chain() or (sentence.key(at) != "" and is_adverb(sentence, at))


def _is_bare_word(sentence: Sentence, at: int) -> bool:
    """Whether the word at `at` may be a verb by its place and looks."""
    key, known = sentence.key(at), status_words()
    opens = key in known.prepositions or key in known.determiners or key.isdigit()
    return bool(key) and not opens and not sentence.pauses_before(at) and sentence.forms[at][0].islower()


def _of_an_order(text: str) -> Commitment | None:
    """What somebody is told to do without a verb beside: "Egypt to confirm", which is to be."""
    words = split_words(text)
    for to, verb in find_orders(words):
        hit = _ladder().at(words, verb)
        return _quoted(text, words, hit[1] if hit else Strength.TO_BE, to, verb)
    return None


def _to_be_confirmed(text: str) -> Commitment | None:
    """What has no verb at all and is said to be open: "Workshop in Lima (date tbc)"."""
    words = split_words(text)
    for first, end, strength in _ladder().find(words):
        if strength is Strength.TBC:
            return _quoted(text, words, strength, first, end - 1)
    return None


def _commitment(
    text: str, sentence: Sentence, strength: Strength, stretch: tuple[int, int]
) -> Commitment | None:
    indexes, (first, last) = sentence.indexes, stretch
    return _quoted(text, sentence.words, strength, indexes[first], indexes[min(last, len(indexes) - 1)])


def _quoted(text: str, words: Words, strength: Strength, first: int, last: int) -> Commitment | None:
    place = place_of_words(text, words, first, last)
    if place is None:
        return None
    start, end = place
    return Commitment(strength=strength, quote=text[start:end], spans=(Span(start=start, end=end),))


@cache
def _ladder() -> PhraseIndex[Strength]:
    rungs = load("commitment")["ladder"]
    return PhraseIndex((phrase, Strength(name)) for name, phrases in rungs.items() for phrase in phrases)


@cache
def _chain() -> frozenset[str]:
    return frozenset(load("commitment")["chain"]["verbs"])
