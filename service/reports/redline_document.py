"""A letter redlined against an older one: every statement of either, once, with what became of its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from diffing.comparison import Comparison
from diffing.wording.corrected_text import Correction, corrected_text
from diffing.wording.redline import Mark, redline
from service.reports.quotations import place_of
from service.showing.plain_words import letter_name
from snapshots.letter import Statement

__all__ = ["Fate", "RedlineDocument", "RedlinedStatement", "redline_document", "redline_to_json"]

# With less than this in common, two wordings are read one after the other (service/showing/change_card.py).
_WORTH_MARKING = 0.25


class Fate(StrEnum):
    """What became of a statement."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedlinedStatement:
    """Statements of one measure: ids in either letter, and both wordings as one text with its corrections.

    A wording has a line for each statement. `heading` are the part and topic that govern it, `place` is where
    it stands in the newer letter, or stood in the older.
    """

    fate: Fate
    before: tuple[str, ...]
    after: tuple[str, ...]
    heading: str
    place: str
    pieces: tuple[Correction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedlineDocument:
    """The newer letter's statements in its order, then what of the older one has no counterpart, in its.

    `old` and `new` are the letters' names by their dates; `counts` says how many there are of each fate.
    """

    old: str
    new: str
    keys: tuple[str, str]
    counts: str
    statements: tuple[RedlinedStatement, ...]


def redline_document(comparison: Comparison) -> RedlineDocument:
    """The redline of a comparison: every statement of either letter stands in exactly one place."""
    found = tuple(_entries(comparison))
    return RedlineDocument(
        old=letter_name(comparison.old.key),
        new=letter_name(comparison.new.key),
        keys=(comparison.old.key, comparison.new.key),
        counts=_counts(found),
        statements=found,
    )


def redline_to_json(document: RedlineDocument) -> dict[str, Any]:
    """{"old", "new", "statements"}: keys, then `fate`, ids, `heading`, `place` and `pieces` of each.

    A piece is {"text", "mark", "old", "new", "move"}: the texts of those with `old`, joined, are the older
    wording, of those with `new` the newer.
    """
    return {
        "old": document.keys[0],
        "new": document.keys[1],
        "statements": [
            {
                "fate": one.fate.value,
                "before": list(one.before),
                "after": list(one.after),
                "heading": one.heading,
                "place": one.place,
                "pieces": [
                    {"text": p.text, "mark": p.mark.value, "old": p.old, "new": p.new, "move": p.move}
                    for p in one.pieces
                ],
            }
            for one in document.statements
        ],
    }


def _entries(comparison: Comparison) -> Iterator[RedlinedStatement]:
    old = {statement.id: statement for statement in comparison.old.statements}
    by_first = {link.after[0]: link for link in comparison.alignments}
    linked_after = {one for link in comparison.alignments for one in link.after}
    linked_before = {one for link in comparison.alignments for one in link.before}
    new = {statement.id: statement for statement in comparison.new.statements}
    for statement in comparison.new.statements:
        link = by_first.get(statement.id)
        if link is not None:
            yield _entry([old[one] for one in link.before], [new[one] for one in link.after])
        elif statement.id not in linked_after:
            yield _entry([], [statement])
    for statement in comparison.old.statements:
        if statement.id not in linked_before:
            yield _entry([statement], [])


def _entry(before: list[Statement], after: list[Statement]) -> RedlinedStatement:
    pieces = _pieces(_words(before), _words(after))
    shown = (after or before)[0]
    return RedlinedStatement(
        fate=_fate(before, after, pieces),
        before=tuple(one.id for one in before),
        after=tuple(one.id for one in after),
        heading=" · ".join(name for name in (shown.part, shown.topic) if name),
        place=place_of(shown),
        pieces=pieces,
    )


def _words(statements: list[Statement]) -> str:
    return "\n".join(" ".join(statement.text.split()) for statement in statements)


def _pieces(before: str, after: str) -> tuple[Correction, ...]:
    if before and after and redline(before, after).found < _WORTH_MARKING:
        return (
            Correction(text=before, mark=Mark.REMOVED, old=True, new=False),
            Correction(text=after, mark=Mark.INSERTED, old=False, new=True),
        )
    return corrected_text(before, after)


def _fate(before: list[Statement], after: list[Statement], pieces: tuple[Correction, ...]) -> Fate:
    if not before:
        return Fate.NEW
    if not after:
        return Fate.GONE
    return Fate.SAME if all(piece.mark is Mark.SAME for piece in pieces) else Fate.CHANGED


def _counts(found: tuple[RedlinedStatement, ...]) -> str:
    number = {fate: sum(one.fate is fate for one in found) for fate in Fate}
    return (
        f"{number[Fate.SAME]} in the same words, {number[Fate.CHANGED]} in others, {number[Fate.NEW]} new, "
        f"{number[Fate.GONE]} without a counterpart"
    )
