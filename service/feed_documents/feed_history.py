"""All that a feed ever brought, in the log's order and as it was published: what its archives are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import Connection

from diffing.changes.typed_changes import KINDS
from service.feed_documents.feed_question import Wanted
from service.filters.entry_facets import LETTER
from service.projections.entries import PublishedEntry, entries_in_order

__all__ = ["history_after"]


def history_after(
    connection: Connection, position: int, wanted: Wanted, *, limit: int
) -> tuple[PublishedEntry, ...]:
    """Up to `limit` entries of the feed that stand behind a position.

    They are letters and changes, or with a filter the changes that it holds of, and the letters that brought
    some; cosmetic ones where they are asked for. What stands in a feed at a position does so for ever.
    """
    found = entries_in_order(connection, position, series=wanted.series, wanted=wanted.filter)
    shown = (one for one in found if wanted.minor or not one.event.minor)
    return tuple(islice(_with_their_letters(shown) if wanted.filter else shown, limit))


def _with_their_letters(shown: Iterable[PublishedEntry]) -> Iterator[PublishedEntry]:
    """What is shown, without the letters that brought none of it: they go out right before their changes."""
    letter: PublishedEntry | None = None
    for one in shown:
        if one.event.kind == LETTER:
            letter = one
            continue
        if letter is not None and one.event.kind in KINDS and _brought(letter, one):
            yield letter
            letter = None
        yield one


def _brought(letter: PublishedEntry, change: PublishedEntry) -> bool:
    return (letter.event.series, letter.published_at) == (change.event.series, change.published_at)
