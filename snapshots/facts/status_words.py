"""The words by which statements say what has become of their measures: status.toml, ready for looking up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from snapshots.facts.phrase_search import PhraseIndex
from snapshots.letter import Status
from snapshots.lexicon import load

__all__ = ["StatusWords", "status_words"]

_SELDOM_FIRST = frozenset(
    {"standing", "wanting", "attained", "lasting", "results", "descriptive", "no_progress", "promising"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWords:
    """The lists of status.toml under their names there; what each is for is said there.

    `predicates` give a status and whether they have a verb in them; `starters` are all words that can begin a
    cue, `telling` these and the words that open clauses, so that others are passed over at once.
    """

    have: frozenset[str]
    be: frozenset[str]
    be_past: frozenset[str]
    modal: frozenset[str]
    awaited: frozenset[str]
    at_rest: frozenset[str]
    standing: frozenset[str]
    wanting: frozenset[str]
    attained: frozenset[str]
    lasting: frozenset[str]
    intending: frozenset[str]
    asking: frozenset[str]
    aiming: frozenset[str]
    results: frozenset[str]
    present: frozenset[str]
    present_plural: frozenset[str]
    past: frozenset[str]
    result: frozenset[str]
    participles: frozenset[str]
    descriptive: frozenset[str]
    adverbs: frozenset[str]
    negations: frozenset[str]
    nothing: frozenset[str]
    before_no: frozenset[str]
    not_alone: frozenset[str]
    nearing: PhraseIndex[None]
    no_denials: PhraseIndex[None]
    determiners: frozenset[str]
    attributive_before: frozenset[str]
    prepositions: frozenset[str]
    subordinators: frozenset[str]
    relatives: frozenset[str]
    coordinators: frozenset[str]
    subjects: frozenset[str]
    not_progressive: frozenset[str]
    linking: frozenset[str]
    unchanged: frozenset[str]
    plurals: frozenset[str]
    goes_on_to: frozenset[str]
    before_what_is_to_come: frozenset[str]
    prefixes: frozenset[str]
    as_of_an_act: frozenset[str]
    where: frozenset[str]
    particles: frozenset[str]
    before_nouns: frozenset[str]
    expecting: frozenset[str]
    what_for: frozenset[str]
    who_writes: frozenset[str]
    it_is: frozenset[str]
    able: frozenset[str]
    imagining: frozenset[str]
    be_or_have: frozenset[str]
    before_a_rest: frozenset[str]
    names_the_rest: frozenset[str]
    existential: frozenset[str]
    by_which: frozenset[str]
    percent: frozenset[str]
    processes: frozenset[str]
    beginnings: frozenset[str]
    begin_to: frozenset[str]
    completing: frozenset[str]
    taking_up: frozenset[str]
    opening_again: frozenset[str]
    waiting: frozenset[str]
    by_now: PhraseIndex[None]
    whole_each_time: frozenset[str]
    stages: frozenset[str]
    no_progress: frozenset[str]
    promising: frozenset[str]
    arriving: frozenset[str]
    gaining: frozenset[str]
    progress: frozenset[str]
    mishaps: frozenset[str]
    concluding: frozenset[str]
    saying: frozenset[str]
    final: frozenset[str]
    leading_on: frozenset[str]
    pending: frozenset[str]
    permits: frozenset[str]
    at_hand: PhraseIndex[None]
    at_hand_now: frozenset[str]
    wholes: frozenset[str]
    at_work: PhraseIndex[None]
    starters: frozenset[str]
    telling: frozenset[str]
    predicates: PhraseIndex[tuple[Status, bool]]
    frames: PhraseIndex[None]
    no_clauses: PhraseIndex[None]
    rounds: PhraseIndex[None]
    events: PhraseIndex[None]
    sealing: PhraseIndex[None]
    deeds: PhraseIndex[None]
    deed_endings: tuple[str, ...]
    last_of_its_kind: tuple[str, ...]
    rest: PhraseIndex[None]
    dates: frozenset[str]
    orders: frozenset[str]


@cache
def status_words() -> StatusWords:
    """The vocabulary, made once per process."""
    vocabulary = load("status")
    lists = {
        name: frozenset(words) for part in ("verbs", "grammar") for name, words in vocabulary[part].items()
    }
    lists |= {name: frozenset(words) for name, words in vocabulary["processes"].items() if name != "nouns"}
    predicates = _predicates()
    verbs = frozenset[str]().union(
        *(lists[name] for name in vocabulary["verbs"] if name not in _SELDOM_FIRST)
    )
    starters = verbs | predicates.first_words() | lists["completing"] | {"to", "being"}
    return StatusWords(
        **lists,
        starters=starters,
        telling=starters | lists["subordinators"] | lists["relatives"],
        predicates=predicates,
        frames=_phrases("frames", "phrases"),
        nearing=_phrases("denials", "nearing"),
        no_denials=_phrases("denials", "none"),
        no_clauses=_phrases("no_clauses", "phrases"),
        rounds=_phrases("rounds", "phrases"),
        events=_phrases("events", "nouns"),
        sealing=_phrases("events", "sealing"),
        deeds=_phrases("events", "deeds"),
        last_of_its_kind=tuple(vocabulary["rounds"]["last"]),
        deed_endings=tuple(vocabulary["events"]["deed_endings"]),
        dates=frozenset(vocabulary["events"]["dates"]),
        orders=frozenset(vocabulary["orders"]["verbs"]),
        processes=frozenset(vocabulary["processes"]["nouns"]),
        by_now=_phrases("parts", "by_now"),
        whole_each_time=frozenset(vocabulary["parts"]["whole_each_time"]),
        saying=frozenset(vocabulary["saying"]["verbs"]),
        final=frozenset(vocabulary["pending"]["final"]),
        leading_on=frozenset(vocabulary["pending"]["leading_on"]),
        pending=frozenset(vocabulary["pending"]["words"]),
        permits=frozenset(vocabulary["pending"]["permits"]),
        at_hand=_phrases("at_hand", "phrases"),
        wholes=frozenset(vocabulary["at_work"]["wholes"]),
        rest=_phrases("rest", "words"),
        at_work=_phrases("at_work", "phrases"),
    )


def _predicates() -> PhraseIndex[tuple[Status, bool]]:
    vocabulary = load("status")
    return PhraseIndex(
        (phrase, (Status(name), finite))
        for section, finite in (("finite_phrases", True), ("phrases", False))
        for name, phrases in vocabulary[section].items()
        for phrase in phrases
    )


def _phrases(section: str, name: str) -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrase in load("status")[section][name])
