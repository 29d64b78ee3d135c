"""The page of evidence: a change, a link or a statement, with the letters open at the words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from diffing.comparison import Comparison
from service.addresses import (
    change_anchors,
    change_path,
    comparison_path,
    fragment,
    item_path,
    letter_path,
    statement_path,
)
from service.errors import UnknownChange, UnknownStatement
from service.evidence.excerpt import Excerpt, excerpt_of
from service.evidence.page_pictures import PagePicture, page_pictures
from service.evidence.pairing import Pairing, link_of_pair, pairing_of_change, pairing_of_pair
from service.pages.marked_words import marked_text
from service.pages.shown_values import StatementShown, shown_statement
from service.showing.change_card import Card, change_card
from service.showing.plain_words import letter_name
from snapshots.letter import Letter, Statement

__all__ = ["EvidencePage", "SideOpen", "StatementOpen", "change_page", "pair_page", "statement_page"]

Json = Mapping[str, Any]
# The sizes of the pages of the file that a letter came as; empty where it has none or cannot be drawn.
Sizes = Callable[[Letter], Sequence[tuple[float, float]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementOpen:
    """A statement where it stands: its words in context and on its pages, what was read, its own page."""

    id: str
    path: str
    said: StatementShown
    excerpt: Excerpt
    pictures: tuple[PagePicture, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideOpen:
    """One letter, opened at statements; none where it does not speak of the measure."""

    name: str
    path: str
    statements: tuple[StatementOpen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage:
    """All that the page shows. `card` is of a change, `pairing` of two letters.

    `compared` is the page of the comparison, at the change where there is one; `item` that of the measure;
    `before` and `behind` are those of the changes around it. Each is empty where there is none.
    """

    series: str
    heading: str
    card: Card | None
    pairing: Pairing | None
    sides: tuple[SideOpen, ...]
    compared: str
    between: str
    item: str
    before: str
    behind: str


def change_page(
    comparison: Comparison, changes: Sequence[Json], anchor: str, *, sizes: Sizes
) -> EvidencePage:
    """The page of the change of that anchor; `changes` are all of the comparison as public JSON.

    Raises UnknownChange. The changes before and behind it are those of the same sort, cosmetic or not.
    """
    anchors = change_anchors([(change["kind"], change["item"]) for change in changes])
    if anchor not in anchors:
        raise UnknownChange(comparison.old.key, comparison.new.key, anchor)
    change = changes[anchors.index(anchor)]
    alike = [name for name, one in zip(anchors, changes, strict=True) if one["minor"] is change["minor"]]
    place = alike.index(anchor)
    old, new = comparison.old.key, comparison.new.key
    card = change_card(change)
    return EvidencePage(
        series=comparison.old.series or "",
        heading=card.telling.claim,
        card=card,
        pairing=pairing_of_change(comparison, change),
        sides=_sides(comparison, _named(change["before"]), _named(change["after"]), sizes),
        compared=comparison_path(old, new, minor=change["minor"]) + fragment(anchor),
        between=_between(comparison),
        item=item_path(change["item"]),
        before=change_path(old, new, alike[place - 1]) if place else "",
        behind=change_path(old, new, alike[place + 1]) if place + 1 < len(alike) else "",
    )


def pair_page(comparison: Comparison, before: str, after: str, *, sizes: Sizes) -> EvidencePage:
    """The page of two statements, whether they are taken for one measure or not; raises UnknownStatement."""
    link = link_of_pair(comparison, before, after)
    befores, afters = (link.before, link.after) if link else ((before,), (after,))
    return EvidencePage(
        series=comparison.old.series or "",
        heading="One measure in two letters" if link else "Two measures, not taken for one",
        card=None,
        pairing=pairing_of_pair(comparison, before, after),
        sides=_sides(comparison, befores, afters, sizes),
        compared=comparison_path(comparison.old.key, comparison.new.key),
        between=_between(comparison),
        item="",
        before="",
        behind="",
    )


def statement_page(letter: Letter, statement: str, *, item: str, sizes: Sizes) -> EvidencePage:
    """The page of one statement of a letter; `item` is the id of its measure. Raises UnknownStatement."""
    return EvidencePage(
        series=letter.series or "",
        heading=f"What the letter of {letter_name(letter.key)} says",
        card=None,
        pairing=None,
        sides=(_side(letter, (statement,), sizes),),
        compared="",
        between="",
        item=item_path(item) if item else "",
        before="",
        behind="",
    )


def _between(comparison: Comparison) -> str:
    return f"{letter_name(comparison.old.key)} to {letter_name(comparison.new.key)}"


def _named(side: Json | None) -> tuple[str, ...]:
    return tuple(side["statements"]) if side else ()


def _sides(
    comparison: Comparison, before: Sequence[str], after: Sequence[str], sizes: Sizes
) -> tuple[SideOpen, ...]:
    return (_side(comparison.old, before, sizes), _side(comparison.new, after, sizes))


def _side(letter: Letter, names: Sequence[str], sizes: Sizes) -> SideOpen:
    stated = {statement.id: statement for statement in letter.statements}
    for name in names:
        if name not in stated:
            raise UnknownStatement(letter.key, name, len(stated))
    marked = marked_text(letter)
    pages = sizes(letter) if names else ()
    found = tuple(
        StatementOpen(
            id=name,
            path=statement_path(letter.key, name),
            said=shown_statement(letter.key, stated[name]),
            excerpt=excerpt_of(letter, stated[name], marked),
            pictures=_pictures(letter, stated[name], pages),
        )
        for name in names
    )
    return SideOpen(name=letter_name(letter.key), path=letter_path(letter.key), statements=found)


def _pictures(
    letter: Letter, statement: Statement, sizes: Sequence[tuple[float, float]]
) -> tuple[PagePicture, ...]:
    return page_pictures(statement.boxes, sizes, sha256=letter.source.sha256)
