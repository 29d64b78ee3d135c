"""From what the log says was published to what a subscriber sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

from diffing.changes.typed_changes import KINDS
from service.addresses import (
    change_anchor,
    comparison_path,
    corrections_path,
    fragment,
    item_path,
    letter_path,
)
from service.feeds.entry_content import (
    change_content,
    closing_content,
    correction_content,
    letter_content,
)
from service.feeds.feed import Category, Entry, Related, Retraction
from service.feeds.feed_ids import category_scheme
from service.feeds.xml_text import legal
from service.filters.entry_facets import CLOSED
from service.projections.entries import CORRECTION, LETTER, PublishedEntry
from service.showing.change_card import Card, change_card
from snapshots.letter_events import EntryPublished

__all__ = ["entry_of", "newest_letters_first"]


def entry_of(published: PublishedEntry, *, home: str) -> Entry:
    """The entry as feeds show it; `home` is the address of this service, without a slash at its end."""
    writers = {LETTER: _entry_of_letter, CORRECTION: _entry_of_correction, CLOSED: _entry_of_closing}
    write = writers.get(published.event.kind, _entry_of_change)
    entry = write(published.event, published.published_at, home)
    return replace(entry, updated=published.updated_at or published.published_at, position=published.position)


def newest_letters_first(
    published: Iterable[PublishedEntry],
    *,
    most: int,
    minor: bool = False,
    filtered: bool = False,
    behind: int | None = None,
) -> list[PublishedEntry]:
    """What was published, given newest first: the newest letter still first, but its entries in their order.

    Minor changes are left out unless they are asked for, and where a filter chose the changes (`filtered`)
    so are the entries of letters that brought none of them. Whole letters are kept as long as there are no
    more than `most` entries, the newest always, so that who looks once between two letters misses nothing;
    and whatever stands `behind` a position.
    """
    kept: list[PublishedEntry] = []
    shown = (one for one in published if minor or not one.event.minor)
    wanted = _with_their_letters(shown) if filtered else shown
    for _, letter in groupby(wanted, key=lambda one: (one.event.old, one.event.new)):
        entries = list(letter)[::-1]
        must = behind is not None and entries[-1].position > behind
        if kept and len(kept) + len(entries) > most and not must:
            break
        kept.extend(entries)
    return kept


def _with_their_letters(shown: Iterable[PublishedEntry]) -> Iterator[PublishedEntry]:
    """What is shown, newest first, without the letters that brought none of it.

    A letter's own entry goes out together with its changes, and right before them.
    """
    brought: set[tuple[str, datetime]] = set()
    for one in shown:
        event, append = one.event, (one.event.series, one.published_at)
        if event.kind != LETTER or append in brought:
            yield one
        if event.kind == LETTER:
            brought.discard(append)
        elif event.kind in KINDS:
            brought.add(append)


def _entry_of_letter(event: EntryPublished, published_at: datetime, home: str) -> Entry:
    page = comparison_path(event.old, event.new) if event.old else letter_path(event.new)
    return Entry(
        id=event.entry,
        title=legal(event.title),
        url=home + page,
        summary=legal(f"{event.title}."),
        content=letter_content(event.new, event.content["compared"], home=home),
        published=published_at,
        updated=published_at,
        categories=_categories(event, [("kind", LETTER, "letter")]),
        related=(Related(url=home + letter_path(event.new), title="The letter"),),
    )


def _entry_of_change(event: EntryPublished, published_at: datetime, home: str) -> Entry:
    card = change_card(event.content)
    old, new = event.content["old"], event.content["new"]
    # An entry that was corrected may be of another item than its id was made of.
    place = f"{event.kind}/{card.item}"
    anchor = change_anchor(event.entry, event.kind) if f"/{place}" in event.entry else place
    comparison = comparison_path(old, new, minor=card.minor) + fragment(anchor)
    return Entry(
        id=event.entry,
        title=legal(card.telling.sentence),
        url=home + comparison,
        summary=legal(card.telling.sentence),
        content=change_content(card, old=old, new=new, comparison=comparison, home=home),
        published=published_at,
        updated=published_at,
        categories=_categories(event, _topics(card)),
        related=(Related(url=home + item_path(card.item), title="The measure through all letters"),),
    )


def _entry_of_closing(event: EntryPublished, published_at: datetime, home: str) -> Entry:
    """No letter came, so there is no comparison to lead to: the measure's page has what was said of it."""
    card = change_card(event.content)
    statement = card.before.statement if card.before else None
    return Entry(
        id=event.entry,
        title=legal(card.telling.sentence),
        url=home + item_path(card.item),
        summary=legal(card.telling.sentence),
        content=closing_content(card, letter=event.new, home=home),
        published=published_at,
        updated=published_at,
        categories=_categories(event, _topics(card)),
        related=(Related(url=home + letter_path(event.new, statement=statement), title="The words"),),
    )


def _entry_of_correction(event: EntryPublished, published_at: datetime, home: str) -> Entry:
    content = event.content
    says = content["says"]
    shown = _entry_as(says, event, published_at, home).content if says else ""
    side = says or content["said"]
    topics = [] if side["kind"] == LETTER else _topics(change_card(side))
    return Entry(
        id=event.entry,
        title=legal(event.title),
        url=home + corrections_path(content["corrects"]["id"]),
        summary=legal(f"{event.title}."),
        content=correction_content(content, says=shown, home=home),
        published=published_at,
        updated=published_at,
        categories=_categories(event, [("kind", CORRECTION, CORRECTION), *topics]),
        related=(Related(url=home + letter_path(event.new), title="The letter"),),
        retracts=_retraction(content) if says is None else None,
    )


def _retraction(content: Mapping[str, Any]) -> Retraction:
    return Retraction(entry=content["corrects"]["id"], why=content["reason"], by=content["actor"])


def _entry_as(content: Mapping[str, Any], event: EntryPublished, published_at: datetime, home: str) -> Entry:
    """The entry that a correction is about, as it says now."""
    kind = content["kind"]
    title = event.content["says_title"]
    corrected = replace(event, entry=event.content["corrects"]["id"], kind=kind, title=title, content=content)
    writers = {LETTER: _entry_of_letter, CLOSED: _entry_of_closing}
    return writers.get(kind, _entry_of_change)(corrected, published_at, home)


def _topics(card: Card) -> list[tuple[str, str, str]]:
    return [
        ("kind", card.kind, card.words.one),
        *(("partner", partner.code, partner.name) for partner in card.partners),
        *(("part", part, part) for part in card.parts),
    ]


def _categories(event: EntryPublished, topics: Sequence[tuple[str, str, str]]) -> tuple[Category, ...]:
    """Scheme, term and label of each topic and of the series, under the authority that the entry's id has."""
    authority = event.entry.partition(":")[2].partition(",")[0]
    return tuple(
        Category(scheme=category_scheme(authority, scheme), term=legal(term), label=legal(label))
        for scheme, term, label in (*topics, ("series", event.series, event.series))
    )
