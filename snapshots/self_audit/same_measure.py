"""Which statement of the letter proper and which of the annex tell the same measure.

By words that are rare in the letter: each side has to be the other's best match. On two real letters and
three of our own the pairs that tell one measure lie at 0.55 and above by this, nearly all others below 0.45.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from math import log
from operator import attrgetter, not_

from snapshots.facts.partner_mentions import find_mentions, regions
from snapshots.facts.phrase_search import split_words
from snapshots.letter import Column, Statement

__all__ = ["told_twice"]

_ALIKE = 0.5
# Names of partners aside: a list of the same countries is no measure.
_FEWEST_SHARED = 3
_TELLING = re.compile(r"[A-Z]{2,}|[^\W\d_]{5,}")
_LONG = 5
_STEM = 6
# Every statement of the letter proper is held against every one of the annex.
_MOST_STATEMENTS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    statement: Statement
    terms: frozenset[str]
    weight: float


def told_twice(statements: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """(statement of the letter proper, statement of the annex) on one measure, in the order of the letter."""
    held = statements[:_MOST_STATEMENTS]
    terms = {statement.id: _terms(statement) for statement in held}
    spread = Counter(term for found in terms.values() for term in found)
    rarity = {term: log((len(held) + 1) / count) for term, count in spread.items()}
    told = [
        _Told(statement=one, terms=terms[one.id], weight=sum(rarity[term] for term in terms[one.id]))
        for one in held
    ]
    body = [one for one in told if one.statement.column is Column.BODY]
    annex = [one for one in told if one.statement.column is not Column.BODY]
    for one in body:
        other = _best(one, annex, rarity)
        if other is not None and _best(other, body, rarity) is one and _concern_the_same(one, other):
            yield one.statement, other.statement


def _best(one: _Told, others: Sequence[_Told], rarity: Mapping[str, float]) -> _Told | None:
    """The one that is most alike, if it is alike enough; of two the first."""
    best, found = _ALIKE, None
    apart = map(one.terms.isdisjoint, map(_terms_of, others))
    for other in compress(others, map(not_, apart)):
        shared = one.terms & other.terms
        if len(shared) < _FEWEST_SHARED:
            continue
        likeness = 2 * sum(rarity[term] for term in sorted(shared)) / (one.weight + other.weight)
        if likeness > best:
            best, found = likeness, other
    return found


_terms_of = attrgetter("terms")


def _terms(statement: Statement) -> frozenset[str]:
    """The beginnings of the statement's telling words, without the names of partners."""
    words = split_words(statement.text)
    names = {at for mention in find_mentions(words) for at in range(mention.start, mention.end)}
    long = [at for at, form in enumerate(words.forms) if len(form) >= _LONG or form.isupper()]
    told = [at for at in long if at not in names and _is_telling(words.forms[at])]
    return frozenset([words.keys[at][:_STEM] for at in told])


def _is_telling(form: str) -> bool:
    """Whether a long word, or one in capitals, is letters alone, or an abbreviation."""
    return (len(form) >= _LONG and form.isalpha()) or _TELLING.fullmatch(form) is not None


def _concern_the_same(one: _Told, other: _Told) -> bool:
    mine, theirs = _concerned(one.statement), _concerned(other.statement)
    return not (mine and theirs) or bool(mine & theirs)


def _concerned(statement: Statement) -> set[str]:
    """The statement's partners and everyone in its regions."""
    within = (regions().get(partner, frozenset()) for partner in statement.partners)
    return set(statement.partners).union(*within)
