"""An index of what filters ask for (service/filters/index_terms.py): each term with the positions of entries.

Terms that are turned round, and words with too many endings, narrow nothing. Of an entry that was corrected,
the terms of before and after are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import Connection, exists, func, insert, select

from service.filters.filter_terms import Filter
from service.filters.index_terms import LETTERS, Wish, wishes_of
from service.projections.tables import entry_terms

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select

__all__ = ["Narrowed", "add_new_terms", "add_terms", "narrowed", "terms_kept"]

# Endings of a word, or dates that begin so, beyond which it narrows nothing.
_MOST_ENDINGS = 64
# So far terms are counted, to begin with the rarest.
_COUNTED = 4_000
_BATCH = 500
# Comes behind whatever begins as what stands before it.
_LAST = "\U0010ffff"

_Terms = tuple[str, ...]


def add_terms(connection: Connection, position: int, terms: Iterable[str]) -> None:
    """The terms of an entry; those that it has already stay."""
    wanted = sorted(terms)
    there = select(entry_terms.c.term).where(
        entry_terms.c.term.in_(wanted), entry_terms.c.position == position
    )
    known = set(connection.scalars(there))
    add_new_terms(connection, ((position, term) for term in wanted if term not in known))


def add_new_terms(connection: Connection, terms: Iterable[tuple[int, str]]) -> None:
    """Rows of (position, term), none of which is there yet."""
    rows = [{"position": position, "term": term} for position, term in terms]
    if rows:
        # With RETURNING, many rows go into one statement, as those of entries do.
        connection.execute(insert(entry_terms).returning(entry_terms.c.position), rows)


def terms_kept(connection: Connection, *, through: int) -> Iterator[tuple[int, frozenset[str]]]:
    """Of each position that has any, up to this one and in order, its terms."""
    rows = connection.execution_options(yield_per=_BATCH).execute(
        select(entry_terms.c.position, entry_terms.c.term)
        .where(entry_terms.c.position <= through)
        .order_by(entry_terms.c.position)
    )
    for position, of_one in groupby(rows, key=lambda row: row.position):
        yield position, frozenset(row.term for row in of_one)


class Narrowed:
    """The positions of entries that are worth trying, and of all letters."""

    def __init__(self, connection: Connection, driving: _Terms, others: Sequence[_Terms]) -> None:
        self._connection, self._driving, self._others = connection, driving, others

    def after(self, position: int) -> Iterator[int]:
        """Those behind a position, each once."""
        return self._all(reverse=False, start=position)

    def newest_first(self) -> Iterator[int]:
        """All of them, each once."""
        return self._all(reverse=True, start=None)

    def _all(self, *, reverse: bool, start: int | None) -> Iterator[int]:
        streams = [self._of_term(term, self._others, reverse=reverse, start=start) for term in self._driving]
        letters = self._of_term(LETTERS, (), reverse=reverse, start=start)
        return (one for one, _ in groupby(merge(*streams, letters, reverse=reverse)))

    def _of_term(
        self, term: str, others: Sequence[_Terms], *, reverse: bool, start: int | None
    ) -> Iterator[int]:
        position = entry_terms.c.position
        query = select(position).where(entry_terms.c.term == term, *map(_has_one_of, others))
        query = query.order_by(position.desc() if reverse else position).limit(_BATCH)
        at = start
        while found := self._positions(query if at is None else query.where(_beyond(at, reverse=reverse))):
            yield from found
            at = found[-1]

    def _positions(self, query: Select[tuple[int]]) -> list[int]:
        return [row.position for row in self._connection.execute(query)]


def narrowed(connection: Connection, wanted: Filter) -> Narrowed | None:
    """The entries that a filter may hold of; None where no term of it narrows."""
    asked = [wishes_of(term.test) for term in wanted.terms if not term.negated]
    known = [_known(connection, wishes) for wishes in asked if wishes is not None]
    sets = sorted((one for one in known if one is not None), key=lambda one: _number(connection, one))
    return Narrowed(connection, sets[0], sets[1:]) if sets else None


def _beyond(position: int, *, reverse: bool) -> ColumnElement[bool]:
    return entry_terms.c.position < position if reverse else entry_terms.c.position > position


def _has_one_of(terms: _Terms) -> ColumnElement[bool]:
    other = entry_terms.alias()
    return exists().where(other.c.term.in_(terms), other.c.position == entry_terms.c.position)


def _number(connection: Connection, terms: _Terms) -> int:
    some = select(entry_terms.c.position).where(entry_terms.c.term.in_(terms)).limit(_COUNTED)
    return connection.scalar(select(func.count()).select_from(some.subquery())) or 0


def _known(connection: Connection, wishes: Iterable[Wish]) -> _Terms | None:
    """The terms that there are of those wished for; None where they are too many."""
    found: list[str] = []
    for wish in wishes:
        endings = _beginning(connection, wish.term) if wish.begins else iter((wish.term,))
        for term in endings:
            found.append(term)
            if len(found) > _MOST_ENDINGS:
                return None
    return tuple(found)


def _beginning(connection: Connection, prefix: str) -> Iterator[str]:
    """The terms that begin so, looked up one after the other: databases do not skip from one to the next."""
    query = select(func.min(entry_terms.c.term)).where(entry_terms.c.term < prefix + _LAST)
    term = connection.scalar(query.where(entry_terms.c.term >= prefix))
    while term is not None:
        yield term
        term = connection.scalar(query.where(entry_terms.c.term > term))
