"""The HTML of an entry: enough to understand the change without opening a page; neither style nor script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from diffing.changes.typed_changes import Change, ItemReworded
from diffing.wording.redline import Piece
from service import addresses
from service.showing.change_card import Card, Side
from service.showing.plain_words import KINDS, letter_name
from service.showing.shown_turns import shown_turns

__all__ = ["change_content", "closing_content", "correction_content", "letter_content"]

# Kinds whose changes are minor unless a promise drifted.
_COSMETIC = {change.kind for change in get_args(Change) if change.cosmetic}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    kind: str
    number: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    old: str
    old_name: str
    new: str
    new_name: str
    counts: tuple[_Count, ...]
    minor: int


def change_content(card: Card, *, old: str, new: str, comparison: str, home: str) -> str:
    """The content of a change's entry; `old` and `new` are letter keys, `comparison` is where it is shown."""
    return _render(
        "change.html",
        card=card,
        old_name=letter_name(old),
        new_name=letter_name(new),
        comparison=comparison,
        home=home,
    )


def closing_content(card: Card, *, letter: str, home: str) -> str:
    """The content of the entry of a window that closed; `letter` is the key of the one that names it."""
    return _render("closing.html", card=card, letter_name=letter_name(letter), home=home)


def letter_content(letter: str, compared: Sequence[Mapping[str, Any]], *, home: str) -> str:
    """The content of a letter's entry; `compared` is that of its published JSON."""
    return _render("letter.html", letter=letter, compared=[_compared(one) for one in compared], home=home)


def correction_content(content: Mapping[str, Any], *, says: str, home: str) -> str:
    """The content of a correction's entry; `says` is the HTML of what the entry says now, if anything."""
    names = ("said_title", "says_title", "reason", "actor", "decision", "withdrawn", "corrects")
    told = {name: content[name] for name in names} | {"late": content.get("late")}
    return _render("correction.html", says_content=Markup(says), home=home, **told)  # noqa: S704  made here


def _told(kind: str, one: Mapping[str, Any]) -> int:
    """How many changes of the kind are told, and not only counted as minor."""
    numbers = one["counts"]
    if kind not in _COSMETIC:
        return int(numbers.get(kind, 0))
    cosmetic = sum(numbers.get(other, 0) for other in _COSMETIC)
    return int(cosmetic - one["minor"]) if kind == ItemReworded.kind else 0


def _compared(one: Mapping[str, Any]) -> _Compared:
    return _Compared(
        old=one["old"],
        old_name=letter_name(one["old"]),
        new=one["new"],
        new_name=letter_name(one["new"]),
        counts=tuple(
            _Count(kind=kind, number=number, name=words.one if number == 1 else words.many)
            for kind, words in KINDS.items()
            if (number := _told(kind, one))
        ),
        minor=one["minor"],
    )


def _lines(side: Side) -> list[list[Piece]]:
    """The side's pieces, cut where a quote ends."""
    lines: list[list[Piece]] = [[]]
    for piece in side.pieces:
        first, *others = piece.text.split("\n")
        lines[-1].extend(_piece(first, piece))
        lines.extend(list(_piece(other, piece)) for other in others)
    return lines


def _piece(text: str, piece: Piece) -> Iterator[Piece]:
    if text:
        yield Piece(text=text, mark=piece.mark, move=piece.move)


def _render(template: str, **values: object) -> str:
    return shown_turns(_environment().get_template(template).render(values).strip())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("service.feeds"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    names = ("comparison_path", "corrections_path", "item_path", "letter_path")
    environment.globals.update(
        lines=_lines, letter_name=letter_name, **{name: getattr(addresses, name) for name in names}
    )
    return environment
