"""How deep bullets nest, by how far they are indented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from snapshots.layout.pdf_lines import Line

__all__ = ["known_indents", "nest"]

# Bullets of one level stand below each other to within half a size.
_SAME_INDENT = 0.5


def known_indents(paragraphs: Iterable[Sequence[Line]]) -> tuple[float, ...]:
    """The places at which bullets stand in one column, from left to right."""
    places: list[float] = []
    for first in sorted((p[0] for p in paragraphs if p[0].glyph), key=lambda line: line.left):
        if not places or first.left > places[-1] + _SAME_INDENT * first.size:
            places.append(first.left)
    return tuple(places)


def nest(paragraphs: Sequence[Sequence[Line]], *, above: Sequence[float] = ()) -> tuple[int, ...]:
    """The level of each paragraph of a cell or page: 0 for none, 1 for a bullet, 2 for one below it.

    Words that hang below a bullet without one of their own have its level. `above` are the places of bullets
    that may stand on the page before, where the text goes on from there.
    """
    open_places: list[float] = []
    levels: list[int] = []
    for index, paragraph in enumerate(paragraphs):
        first = paragraph[0]
        near = _SAME_INDENT * first.size
        if first.glyph and not any(p[0].glyph for p in paragraphs[:index]):
            open_places = [place for place in above if place < first.left - near]
        open_places = _opened(open_places, first, near)
        levels.append(len(open_places))
    return tuple(levels)


def _opened(open_places: list[float], first: Line, near: float) -> list[float]:
    """The places of the bullets that a paragraph stands under, its own included."""
    outer = [place for place in open_places if place < first.left - near]
    return [*outer, first.left] if first.glyph else outer
