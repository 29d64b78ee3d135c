"""The page of an item: what each letter of its series says of it, and where letters are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from service.addresses import change_anchor, comparison_path, feed_path, fragment, letter_path
from service.filters.entry_facets import CLOSED
from service.overviews.item_windows import ItemWindows, item_windows
from service.pages.shown_values import StatementShown, shown_statement
from service.projections.entries import PublishedEntry
from service.projections.items import ItemHistory, Mention
from service.projections.letters import Withdrawn
from service.projections.named_letters import NamedLetter
from service.showing.change_card import Partner, telling_of
from service.showing.plain_words import KINDS, letter_name, partner_name, status
from snapshots.letter import Status
from snapshots.letter_events import EntryPublished

__all__ = ["ItemPage", "LifeRow", "Moved", "item_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A change that a letter brought: what is said of it, how its kind is called, and where it is shown."""

    said: str
    kind: str
    tone: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeRow:
    """One letter in the life of an item.

    `state` is `mentioned`; `silent`: held, and without a word of it, though an older one had; `before`: held,
    and older than the first that speaks of it; `not_held`: another letter names it, and it is not here;
    `withdrawn`: it was here, and was withdrawn for this `reason`.
    """

    name: str
    state: Literal["mentioned", "silent", "before", "not_held", "withdrawn"]
    path: str = ""
    statements: tuple[StatementShown, ...] = ()
    moved: tuple[Moved, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """All that the page shows; `rows` go from the oldest letter to the newest.

    `silent` says that the newest letter held does not speak of it, though it was open when the last one did;
    `last` names that letter. `lapsed` says that no letter does, as they are read now. `last_moved` compares
    the series' last two letters, if it has two.
    """

    id: str
    label: str
    series: str
    kind: str
    status: str
    partners: tuple[Partner, ...]
    last: str
    silent: bool
    lapsed: bool
    aliases: tuple[str, ...]
    rows: tuple[LifeRow, ...]
    last_moved: str
    json_path: str
    windows: ItemWindows
    feeds: tuple[tuple[str, str], ...]


# What follows one measure, by what it is called.
_FEEDS = (
    ("Atom", "changes.atom"),
    ("RSS", "changes.rss"),
    ("JSON Feed", "changes.json"),
    ("its deadlines as a calendar", "deadlines.ics"),
)


def item_page(history: ItemHistory) -> ItemPage:
    """The page of an item's history."""
    item = history.item
    return ItemPage(
        id=item.id,
        label=item.label,
        series=item.series,
        kind=item.kind.value,
        status=status(item.status.value),
        partners=tuple(Partner(code=code, name=partner_name(code)) for code in item.partners),
        last=letter_name(item.last_letter),
        silent=not history.mentions[-1].statements and item.status is not Status.DONE,
        lapsed=item.mentions == 0,
        aliases=history.aliases,
        rows=tuple(_rows(history)),
        last_moved=_last_moved(history),
        json_path=f"/v1/items/{item.id}",
        windows=item_windows(history.mentions),
        feeds=tuple((words, feed_path(name, query=f"item:{item.id}")) for words, name in _FEEDS),
    )


def _last_moved(history: ItemHistory) -> str:
    keys = [mention.letter.key for mention in history.mentions]
    return comparison_path(*keys[-2:]) if len(keys) > 1 else ""


def _rows(history: ItemHistory) -> Iterator[LifeRow]:
    """All letters in the order of their dates; one that is not held stands at its last possible day."""
    rows: list[tuple[date, int, LifeRow]] = [
        (gap.latest, 0, LifeRow(name=_gap_name(gap), state="not_held")) for gap in history.not_held
    ]
    rows += [(one.letter.date, 0, _withdrawn_row(one)) for one in history.withdrawn]
    heard, before = history.item.mentions == 0, ""
    for place, mention in enumerate(history.mentions):
        heard = heard or bool(mention.statements)
        brought = [change for change in history.changes if _belongs(change, before, mention.letter.key)]
        rows.append((mention.letter.date, place, _row(mention, brought, heard=heard)))
        before = mention.letter.key
    return (row for *_, row in sorted(rows, key=lambda row: row[:2]))


def _joins(change: PublishedEntry, old: str, new: str) -> bool:
    """Whether it was found between these two; one from before a letter came in between is not shown again."""
    return (change.event.old, change.event.new) == (old, new)


def _belongs(change: PublishedEntry, old: str, new: str) -> bool:
    """Whether it is told at the newer letter: found between the two, or a window that it names has closed."""
    return _joins(change, old, new) or (change.event.kind == CLOSED and change.event.new == new)


def _row(mention: Mention, brought: Sequence[PublishedEntry], *, heard: bool) -> LifeRow:
    key = mention.letter.key
    return LifeRow(
        name=letter_name(key),
        state="mentioned" if mention.statements else "silent" if heard else "before",
        path=letter_path(key),
        statements=tuple(shown_statement(key, statement) for statement in mention.statements),
        moved=tuple(_moved(change) for change in brought),
    )


def _withdrawn_row(withdrawn: Withdrawn) -> LifeRow:
    return LifeRow(name=letter_name(withdrawn.letter.key), state="withdrawn", reason=withdrawn.reason)


def _moved(change: PublishedEntry) -> Moved:
    event = change.event
    words = KINDS[event.kind]
    return Moved(
        said=telling_of(event.content).said,
        kind=words.one,
        tone=words.tone,
        path=_path(event),
    )


def _path(event: EntryPublished) -> str:
    """Its place in the comparison; of a window that closed, the words that named it."""
    if event.kind == CLOSED:
        (said, *_) = event.content["before"]["quotes"]
        return letter_path(event.new, statement=said["statement"])
    comparison = comparison_path(event.old or event.new, event.new, minor=event.minor)
    return comparison + fragment(change_anchor(event.entry, event.kind))


def _gap_name(gap: NamedLetter) -> str:
    return f"“{gap.words}”, which the letter of {letter_name(gap.named_by)} follows up"
