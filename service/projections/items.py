"""Items: the measures of a series, found by any wording that they ever had, each with its whole history.

Items are derived from all letters of a series at once, so the rows of a series are replaced together. An item
that only an earlier reading of a letter knew has a row, so that its id goes on leading to what was published
of it; no list has it.

People decide which statements are one item, and take it back. Every id that an item ever had is made of one
of its statements, so whichever item has the statement now is who that id means.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, Table, delete, insert, select, tuple_

from diffing.item_ids import item_id
from diffing.items import Appearance, Item
from service.errors import AmbiguousItem, UnknownItem
from service.filters.filter_language import DEADLINE, Subject
from service.filters.filter_terms import Facets, facets_from_json, facets_to_json, folded, holds
from service.projections.entries import PublishedEntry, changes_of_items
from service.projections.filter_names import read_filter
from service.projections.followed_pairs import keep_pairs
from service.projections.item_names import NOWHERE, aliases_of, every_id_of, items_called
from service.projections.letters import (
    HeldLetter,
    Withdrawn,
    check_series_held,
    letters_held,
    letters_withdrawn,
)
from service.projections.named_letters import NamedLetter, letters_named_but_not_held
from service.projections.pages import Page, page_of, read_cursor
from service.projections.readings import FollowedSeries
from service.projections.tables import compact_json, item_aliases, item_statements, items
from snapshots.letter import Kind, Letter, Statement, Status
from snapshots.letter_json import statement_from_json, statement_to_json

__all__ = [
    "ItemHistory",
    "ListedItem",
    "Mention",
    "find_items",
    "item_ids_listed",
    "item_ids_of",
    "items_listed",
    "items_with_facets",
    "load_item",
    "replace_items",
]

T = TypeVar("T")

# Rows are tried against a filter in Python, a batch at a time, as published changes are.
_BATCH = 500
# A statement with its letter and its place in it.
_Said = tuple[Letter, int, Statement]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedItem:
    """An item in a list. `mentions` counts the letters that speak of it; the two letters are keys.

    `kind`, `partners` and `label` are the item's own; `status` is what the last letter that speaks of it
    says first. Where `mentions` is 0 no letter does, as they are read now: the rest is what was read before.
    """

    id: str
    series: str
    slug: str
    label: str
    kind: Kind
    status: Status
    partners: tuple[str, ...]
    mentions: int
    first_letter: str
    last_letter: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What a letter that is held says of an item, in reading order: nothing, if there are no statements."""

    letter: HeldLetter
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemHistory:
    """An item through its series.

    `mentions` has one for each letter held, oldest first; `not_held` are the letters that those name and
    that never came in, so that nobody takes their silence for the letters'; `withdrawn` are those that came
    in and do not count. `changes` are those that were published of it, in the log's order; `aliases` other
    ids that it has had.
    """

    item: ListedItem
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    not_held: tuple[NamedLetter, ...]
    withdrawn: tuple[Withdrawn, ...]
    changes: tuple[PublishedEntry, ...]


def find_items(
    connection: Connection,
    q: str = "",
    *,
    series: str | None = None,
    after: str | None = None,
    limit: int,
    about: Subject = Subject.ITEMS,
) -> Page[ListedItem]:
    """The items that a filter holds of, in the order in which the letters first speak of them.

    `about` says whether it asks for items, or for deadlines by what their items are.
    Raises UnknownSeries, BadFilter and BadCursor.
    """
    if series is not None:
        check_series_held(connection, series)
    wanted = read_filter(connection, q, about=about)
    found = (
        _listed(row) for row in _in_order(connection, series, after) if holds(wanted, _facets(row, about))
    )
    return page_of(list(islice(found, limit + 1)), limit, lambda item: (item.place, item.id))


def items_with_facets(connection: Connection, series: str) -> tuple[tuple[ListedItem, Facets], ...]:
    """All items of a series that letters speak of, in their order, each with what a filter is tried on."""
    rows = _in_order(connection, series, None)
    return tuple((_listed(row), _facets(row, Subject.ITEMS)) for row in rows)


def items_listed(connection: Connection, ids: Select[tuple[str]]) -> tuple[ListedItem, ...]:
    """The items of these ids that letters speak of, in the order of lists."""
    query = select(items).where(items.c.place != NOWHERE, items.c.id.in_(ids))
    return tuple(map(_listed, connection.execute(query.order_by(items.c.place, items.c.id))))


def item_ids_listed(connection: Connection) -> tuple[str, ...]:
    """The ids of all items that letters speak of, of every series, in the order of lists."""
    query = select(items.c.id).where(items.c.place != NOWHERE).order_by(items.c.place, items.c.id)
    return tuple(connection.scalars(query))


def load_item(connection: Connection, item: str) -> ItemHistory:
    """The item of an id, one that it had before too, or of a short name.

    Raises UnknownItem, and AmbiguousItem where several items have the short name.
    """
    listed = _load_listed(connection, item)
    held = letters_held(connection, listed.series)
    withdrawn = letters_withdrawn(connection, listed.series)
    known_as = aliases_of(connection, listed.id)
    return ItemHistory(
        item=listed,
        aliases=known_as,
        mentions=_mentions(connection, listed.id, held),
        not_held=letters_named_but_not_held(held, came_in=[one.letter for one in withdrawn]),
        withdrawn=withdrawn,
        changes=changes_of_items(connection, every_id_of(connection, listed.id, known_as)),
    )


def item_ids_of(connection: Connection, series: str) -> dict[tuple[str, str], str]:
    """The id of the item of each statement of a series, by letter key and statement id."""
    said = item_statements
    query = select(said.c.letter, said.c.statement, said.c.item).join(items, items.c.id == said.c.item)
    rows = connection.execute(query.where(items.c.series == series))
    return {(row.letter, row.statement): row.item for row in rows}


def replace_items(
    connection: Connection, series: str, found: FollowedSeries, readings: Sequence[Letter]
) -> None:
    """The rows of a series' items, and of what they rest on, in place of those that were there.

    `readings` are all readings of all of its letters, in the order in which they were recorded.
    """
    keep_pairs(connection, series, found.pairs)
    _delete_items(connection, series)
    said = _last_said(readings)
    rows = [_ItemRows(item, said) for item in found.items]
    _insert(connection, items, [row.item_row(series) for row in rows])
    _insert(connection, item_aliases, [alias for row in rows for alias in row.alias_rows()])
    _insert(connection, item_statements, [said for row in rows for said in row.statement_rows()])


def _delete_items(connection: Connection, series: str) -> None:
    ids = select(items.c.id).where(items.c.series == series).scalar_subquery()
    connection.execute(delete(item_statements).where(item_statements.c.item.in_(ids)))
    connection.execute(delete(item_aliases).where(item_aliases.c.item.in_(ids)))
    connection.execute(delete(items).where(items.c.series == series))


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        # With RETURNING, many rows go into one statement; psycopg would pipeline them otherwise.
        connection.execute(insert(table).returning(*table.primary_key), rows)


class _ItemRows:
    """The rows of one item: itself, its aliases, and each statement that a letter makes of it."""

    def __init__(self, item: Item, last_said: Mapping[tuple[str, str], _Said]) -> None:
        self.item = item
        self.stated = _in_time(item.appearances, last_said)
        self.said = self.stated or _in_time(item.lapsed, last_said)

    def item_row(self, series: str) -> dict[str, Any]:
        return {
            "id": self.item.id,
            "series": series,
            "place": _place(*self.said[0][:2]) if self.stated else NOWHERE,
            "facets": compact_json(facets_to_json(_facets_of(self.item, series, self.said))),
            "details": compact_json(self._details()),
        }

    def _details(self) -> dict[str, Any]:
        first, last = self.said[0][0], self.said[-1][0]
        status = next(statement.status for letter, _, statement in self.said if letter is last)
        return {
            "slug": self.item.slug,
            "label": self.item.label,
            "kind": self.item.kind.value,
            "status": status.value,
            "partners": list(self.item.partners),
            "mentions": len(self.item.appearances),
            "first_letter": first.key,
            "last_letter": last.key,
        }

    def alias_rows(self) -> list[dict[str, Any]]:
        return [{"alias": alias, "item": self.item.id} for alias in self.item.aliases]

    def statement_rows(self) -> list[dict[str, Any]]:
        return [
            {
                "letter": letter.key,
                "statement": statement.id,
                "ordinal": ordinal,
                "item": self.item.id,
                "details": compact_json(statement_to_json(statement)),
                "names": item_id(letter.key, statement.id),
            }
            for letter, ordinal, statement in self.stated
        ]


def _last_said(readings: Sequence[Letter]) -> dict[tuple[str, str], _Said]:
    """By letter key and id, each statement as it was read last."""
    return {
        (letter.key, statement.id): (letter, ordinal, statement)
        for letter in readings
        for ordinal, statement in enumerate(letter.statements)
    }


def _in_time(appearances: Sequence[Appearance], last_said: Mapping[tuple[str, str], _Said]) -> list[_Said]:
    said = (last_said[one.letter_key, name] for one in appearances for name in one.statement_ids)
    return sorted(said, key=lambda said: (said[0].date, said[0].reissue, said[1]))


def _place(letter: Letter, ordinal: int) -> str:
    """Where a letter first speaks of it: text order is the order of letters and of reading."""
    return f"{letter.series}/{letter.date.isoformat()}/{letter.reissue:04}/{ordinal:06}"


def _load_listed(connection: Connection, item: str) -> ListedItem:
    found = items_called(connection, item)
    if not found:
        raise UnknownItem(item)
    if len(found) > 1:
        raise AmbiguousItem(item, found)
    return _listed(connection.execute(select(items).where(items.c.id == found[0])).one())


def _mentions(connection: Connection, item: str, held: Sequence[HeldLetter]) -> tuple[Mention, ...]:
    query = select(item_statements).where(item_statements.c.item == item).order_by(item_statements.c.ordinal)
    said: dict[str, list[Statement]] = {}
    for row in connection.execute(query):
        said.setdefault(row.letter, []).append(statement_from_json(json.loads(row.details)))
    return tuple(Mention(letter=letter, statements=tuple(said.get(letter.key, ()))) for letter in held)


def _in_order(connection: Connection, series: str | None, after: str | None) -> Iterator[Row[Any]]:
    place = tuple_(items.c.place, items.c.id)
    query = select(items).where(items.c.place != NOWHERE).order_by(items.c.place, items.c.id).limit(_BATCH)
    if series is not None:
        query = query.where(items.c.series == series)
    beyond = read_cursor(after, str, str) if after is not None else ("", "")
    while rows := connection.execute(query.where(place > tuple_(*beyond))).all():
        yield from rows
        beyond = (rows[-1].place, rows[-1].id)


def _facets(row: Row[Any], about: Subject) -> Facets:
    facets = facets_from_json(json.loads(row.facets))
    return replace(facets, kinds=(*facets.kinds, DEADLINE)) if about is Subject.DEADLINES else facets


def _listed(row: Row[Any]) -> ListedItem:
    details = json.loads(row.details)
    return ListedItem(
        id=row.id,
        series=row.series,
        place=row.place,
        slug=details["slug"],
        label=details["label"],
        kind=Kind(details["kind"]),
        status=Status(details["status"]),
        partners=tuple(details["partners"]),
        mentions=details["mentions"],
        first_letter=details["first_letter"],
        last_letter=details["last_letter"],
    )


def _facets_of(item: Item, series: str, mentions: Sequence[_Said]) -> Facets:
    """An item is never minor and does not slip: its changes do."""
    said = [statement for *_, statement in mentions]
    last = [statement for letter, _, statement in mentions if letter is mentions[-1][0]]
    amounts = (amount.value for statement in said for amount in statement.amounts)
    return Facets(
        kinds=_each_once([item.kind.value, *(statement.kind.value for statement in said)]),
        partners=_each_once([*item.partners, *(p for statement in said for p in statement.partners)]),
        items=(item.id,),
        series=series,
        letters=_each_once(letter.key for letter, *_ in mentions),
        parts=_each_once(folded(statement.part) for statement in said if statement.part),
        columns=_each_once(statement.column.value for statement in said),
        statuses=_each_once(statement.status.value for statement in last),
        wordings=_each_once([folded(item.label), *(folded(statement.text) for statement in said)]),
        amounts=_each_once(value for value in amounts if value is not None),
    )


def _each_once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
