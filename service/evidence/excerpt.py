"""A letter's words around a statement: as much as one reads to be sure that it is not torn out of context."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from service.pages.letter_text import single_blanks
from service.pages.marked_words import MarkedText, Piece
from snapshots.letter import Letter, Statement

__all__ = ["Excerpt", "Stretch", "excerpt_of"]

# Characters before and behind; about four lines each.
_AROUND = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words in their order: the statement's own (`quoted`), or what stands around and between them."""

    pieces: tuple[Piece, ...]
    quoted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Stretches of a letter; `begins` and `ends` say that the letter does so there."""

    stretches: tuple[Stretch, ...]
    begins: bool
    ends: bool


def excerpt_of(letter: Letter, statement: Statement, marked: MarkedText) -> Excerpt:
    """The words of the statement, marked, with those around them; `marked` is the letter's text."""
    spans = sorted(statement.spans)
    start, end = _before(letter.text, spans[0].start), _behind(letter.text, spans[-1].end)
    edges = [start, *(edge for span in spans for edge in (span.start, span.end)), end]
    stretches = [
        Stretch(pieces=_pieces(marked, left, right, quoted=bool(place % 2)), quoted=bool(place % 2))
        for place, (left, right) in enumerate(pairwise(edges))
        if left < right
    ]
    return Excerpt(stretches=tuple(stretches), begins=start == 0, ends=end == len(letter.text))


def _pieces(marked: MarkedText, start: int, end: int, *, quoted: bool) -> tuple[Piece, ...]:
    """Only the statement's own words are marked with what was read from them.

    Findings have their anchors on the page of the letter: here words may stand twice.
    """
    if quoted:
        return tuple(replace(piece, anchors=()) for piece in marked.pieces(start, end))
    words = single_blanks(marked.text[start:end])
    if len(words) <= 2 * _AROUND:
        return (Piece(text=words),)
    # A page break has put half a page between two parts of the statement.
    return (Piece(text=f"{words[:_AROUND].rsplit(' ', 1)[0]} […] {words[-_AROUND:].split(' ', 1)[-1]}"),)


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
