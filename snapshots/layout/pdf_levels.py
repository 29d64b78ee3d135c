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


def nest(
    paragraphs: Sequence[Sequence[Line]], *, above: Sequence[float] = (), in_cell: bool = False
) -> tuple[int, ...]:
    """The level of each paragraph of a cell or page: 0 for none, 1 for a bullet, 2 for one below it.

    Words that hang below a bullet without one of their own have its level. `above` are the places of bullets
    that may stand on the page before, where the text goes on from there. In a cell the numbers of a list are
    bullets, and so are paragraphs without one that are indented behind words which lead to them.
    """
    open_places: list[float] = []
    levels: list[int] = []
    for index, paragraph in enumerate(paragraphs):
        first = paragraph[0]
        near = _SAME_INDENT * first.size
        if first.glyph and not any(p[0].glyph for p in paragraphs[:index]):
            open_places = [place for place in above if place < first.left - near]
        is_bullet = bool(first.mark if in_cell else first.glyph)
        if in_cell and index and not is_bullet:
            is_bullet = _is_led_to(paragraphs[index - 1], paragraph, open_places)
        open_places = _opened(open_places, first, near, is_bullet=is_bullet)
        levels.append(len(open_places))
    return tuple(levels)


def _opened(open_places: list[float], first: Line, near: float, *, is_bullet: bool) -> list[float]:
    """The places of the bullets that a paragraph stands under, its own included."""
    outer = [place for place in open_places if place < first.left - near]
    return [*outer, first.left] if is_bullet else outer


def _is_led_to(upper: Sequence[Line], paragraph: Sequence[Line], open_places: Sequence[float]) -> bool:
    """Whether a paragraph without a bullet stands below one as a bullet would, by its indentation alone.

    It is indented behind the words that a colon ends, or it stands where one that is so indented did.
    """
    left, near = _left(paragraph), _SAME_INDENT * paragraph[0].size
    if any(abs(left - place) <= near for place in open_places) and not upper[0].mark:
        return True
    return upper[-1].text.endswith(":") and left > _left(upper) + near


def _left(paragraph: Sequence[Line]) -> float:
    """Where the words of a paragraph begin: behind its bullet, and not by the indent of its first line."""
    first, *others = paragraph
    if first.mark:
        return others[0].left if others else first.words[1].left if len(first.words) > 1 else first.left
    return min(line.left for line in paragraph)
