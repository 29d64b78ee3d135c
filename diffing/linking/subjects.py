"""Statements made ready for comparison: their words weighed, their place in the letter noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from diffing.linking.telling_words import telling_words
from diffing.words.abbreviations import light_words
from diffing.words.ordinals import Numbered, read_numbered
from diffing.words.stems import stem, words
from diffing.words.terms import FACTS, LEAST_TOLD, Terms, names_of, read_terms, similar_units, weigh
from snapshots.letter import Letter, Statement
from snapshots.lexicon import few_per_series

__all__ = ["Subject", "read_subjects"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A statement with what comparing needs.

    `weights` are its terms with how much each tells, `total` how much they tell together, and `told` the
    same, but no less than `LEAST_TOLD`; `opening` and `opening_told` are those of the first words of a long
    statement; `opening` is empty of a short one. `at` is its place in reading order, `written_on` the
    letter's date, `surroundings` the stems of the headings that govern it. `anchors` are the terms that stand
    in one statement of either letter and in no other; `anchoring` says how much that tells, from 0 to 1: in
    short letters most words stand alone. `spelled` gives the word for a stem, `own` are words that have no
    similar ones; `partner_names` are the words by which letters name its partners, `in_passing` its words by
    which they name others; `names` are the terms that are other proper names, `facts` its sums, days and
    figures, `counted` what it counts; `things` are the terms that tell what it is about; `numbered` says
    which of a kind it speaks of.
    """

    statement: Statement
    partners: frozenset[str]
    partner_names: frozenset[str]
    weights: Mapping[str, int]
    total: int
    told: int
    opening: Mapping[str, int]
    opening_told: int
    at: int
    written_on: date
    surroundings: frozenset[str]
    anchors: frozenset[str]
    anchoring: float
    spelled: Mapping[str, str]
    in_passing: frozenset[str]
    names: frozenset[str]
    facts: frozenset[str]
    counted: frozenset[str]
    own: frozenset[str]
    things: frozenset[str]
    numbered: Numbered


def read_subjects(older: Letter, newer: Letter) -> tuple[tuple[Subject, ...], tuple[Subject, ...]]:
    """Both letters' statements, in their order, weighed against each other's vocabulary."""
    old, new = older.statements, newer.statements
    read = read_terms((*old, *new))
    anchors = _anchors(read[: len(old)]) & _anchors(read[len(old) :])
    things = telling_words((*old, *new), read)
    of_partners = frozenset().union(*(names_of(statement.partners) for statement in (*old, *new)))
    one_of = _OneOfEach()
    found = [
        Subject(
            statement=statement,
            partners=one_of(frozenset(statement.partners)),
            partner_names=names_of(statement.partners),
            weights=weights.of,
            total=weights.total,
            told=max(weights.total, LEAST_TOLD),
            opening=weights.opening,
            opening_told=max(weights.opening_total, LEAST_TOLD),
            at=at if at < len(old) else at - len(old),
            written_on=older.date if at < len(old) else newer.date,
            surroundings=_surroundings(statement),
            anchors=one_of(anchors.intersection(weights.of)),
            anchoring=min(1.0, len(read) / _MANY_STATEMENTS),
            spelled=terms.spelled,
            in_passing=one_of(of_partners.intersection(terms.spelled.values())),
            names=one_of(_names(terms)),
            facts=one_of(frozenset([term for term in terms.terms if term[0] in FACTS])),
            counted=one_of(_counted(statement)),
            own=terms.own,
            things=one_of(things[at]),
            numbered=read_numbered(statement.text),
        )
        for at, (statement, terms, weights) in enumerate(zip((*old, *new), read, weigh(read), strict=True))
    ]
    return tuple(found[: len(old)]), tuple(found[len(old) :])


class _OneOfEach:
    """Equal sets as one: most are empty or name one partner, and every set less is one less to collect."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[frozenset[str], frozenset[str]] = {}

    def __call__(self, found: frozenset[str]) -> frozenset[str]:
        return self._known.setdefault(found, found)


def _counted(statement: Statement) -> frozenset[str]:
    return frozenset([unit for one in statement.quantities for unit in similar_units(one.unit)])


def _names(terms: Terms) -> frozenset[str]:
    """What is written with a capital, and abbreviations with what they stand for."""
    explained = [term for term in terms.terms if term[0] == "^"]
    return terms.names.intersection(terms.spelled).union(explained)


_MANY_STATEMENTS = 100

# Groups of words, deadlines and partners are shared by chance more often than not.
_NO_ANCHOR = "~>@"


def _anchors(read: Sequence[Terms]) -> frozenset[str]:
    """The terms that stand in one statement only."""
    counts = Counter(chain.from_iterable(one.terms for one in read))
    return frozenset(term for term, count in counts.items() if count == 1 and term[0] not in _NO_ANCHOR)


def _surroundings(statement: Statement) -> frozenset[str]:
    return _stems_of_headings(statement.part, statement.priority, statement.topic)


@few_per_series(1024)
def _stems_of_headings(*headings: str | None) -> frozenset[str]:
    light = light_words()
    return frozenset(stem(word) for word in words(" ".join(filter(None, headings))) if word not in light)
