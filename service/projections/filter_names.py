"""Filters as they are asked of a database: the items and series that they name are looked up in it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from service.errors import BadFilter
from service.filters.filter_language import Filter, Subject, parse
from service.filters.filter_terms import OfItem, OfSeries, Test
from service.projections.item_names import every_id_of, items_called
from service.projections.letters import series_held

__all__ = ["named", "read_filter"]


def read_filter(connection: Connection, query: str, *, about: Subject = Subject.CHANGES) -> Filter:
    """The filter that a query spells, with the items in it under every id that they ever had.

    Raises BadFilter, also for an item that nobody is called and for a series of which no letter is held.
    """
    return named(connection, parse(query, about=about))


def named(connection: Connection, wanted: Filter) -> Filter:
    """The same filter with its items under every id that they ever had; raises BadFilter as `read_filter`."""
    terms = tuple(
        replace(term, test=_looked_up(connection, wanted.query, term.test)) for term in wanted.terms
    )
    return Filter(query=wanted.query, terms=terms)


def _looked_up(connection: Connection, query: str, test: Test) -> Test:
    match test:
        case OfItem(items=items, at=at):
            ids = (_ids(connection, query, *one) for one in zip(items, at, strict=True))
            return OfItem(items=tuple(one for several in ids for one in several))
        case OfSeries(series=series, at=at):
            _check_held(series_held(connection), query, series, at)
            return test
        case _:
            return test


def _ids(connection: Connection, query: str, name: str, at: int) -> tuple[str, ...]:
    """Every id of the items that a name means; a short name may be that of several."""
    found = items_called(connection, name)
    if not found:
        raise BadFilter(
            query, at, f"no item is called {name!r}; the address of its page ends in its id, as in item:ID"
        )
    return tuple(one for item in found for one in every_id_of(connection, item))


def _check_held(held: tuple[str, ...], query: str, series: tuple[str, ...], at: tuple[int, ...]) -> None:
    for name, place in zip(series, at, strict=True):
        if name not in held:
            known = f"there are {', '.join(held)}" if held else "none is held yet"
            raise BadFilter(query, place, f"no letter of a series {name!r} is held; {known}")
