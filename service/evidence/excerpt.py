"""A letter's words around a statement: as much as one reads to be sure that it is not torn out of context."""

from __future__ import annotations

from dataclasses import dataclass, replace

from service.pages.letter_text import single_blanks
from service.pages.marked_words import MarkedText, Piece
from snapshots.letter import Letter, Statement

__all__ = ["Excerpt", "Stretch", "excerpt_of"]

# Characters before and behind; about four lines each.
_AROUND = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words in their order: the statement's own (`quoted`), or what stands before them and behind."""

    pieces: tuple[Piece, ...]
    quoted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Stretches of a letter; `begins` and `ends` say that the letter does so there."""

    stretches: tuple[Stretch, ...]
    begins: bool
    ends: bool


def excerpt_of(letter: Letter, statement: Statement, marked: MarkedText) -> Excerpt:
    """The words of the statement, whole and marked, with those around them; `marked` is the letter's text.

    What stands between its lines, or between two pages of it, is left out: other cells, and headers of pages.
    """
    first, last = min(statement.spans).start, max(statement.spans).end
    start, end = _before(letter.text, first), _behind(letter.text, last)
    # Findings have their anchors on the page of the letter: here words may stand twice.
    said = tuple(replace(piece, anchors=()) for piece in marked.pieces_of(statement.spans))
    stretches = (
        _around(letter.text[start:first]),
        Stretch(pieces=said, quoted=True),
        _around(letter.text[last:end]),
    )
    return Excerpt(
        stretches=tuple(one for one in stretches if one.pieces),
        begins=start == 0,
        ends=end == len(letter.text),
    )


def _around(words: str) -> Stretch:
    """Only the statement's own words are marked with what was read from them."""
    return Stretch(pieces=(Piece(text=single_blanks(words)),) if words else (), quoted=False)


def _before(text: str, start: int) -> int:
    """Where a word begins, some way before."""
    if start <= _AROUND:
        return 0
    blank = text.find(" ", start - _AROUND, start)
    return start - _AROUND if blank < 0 else blank + 1


def _behind(text: str, end: int) -> int:
    if end + _AROUND >= len(text):
        return len(text)
    blank = text.rfind(" ", end, end + _AROUND)
    return end + _AROUND if blank < 0 else blank
