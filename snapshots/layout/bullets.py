"""Bullets that stand as characters at the start of a paragraph: which they are, and how deep they nest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from snapshots.lexicon import load

__all__ = ["glyph_levels", "split_bullet"]


def split_bullet(words: str) -> tuple[str, str]:
    """The bullet glyph that opens the words, empty when none does, and the words after it.

    A dash, an "o" or a ">" is a bullet only before a blank and more words: "-5 %" opens with none.
    """
    found = _opening().match(words)
    return (found["glyph"], words[found.end() :]) if found else ("", words)


def glyph_levels(glyphs: Iterable[str]) -> tuple[int, ...]:
    """The level of each of the paragraphs that stand below each other, by their glyphs: 0 for none.

    A glyph that is new below another nests under it; one that was there before goes back to its level; a
    paragraph without a glyph starts anew. A glyph for lower levels ("o", "◦") is never above level 2. Blanks
    in front of a glyph make another one of it.
    """
    open_glyphs: list[str] = []
    levels: list[int] = []
    for glyph in glyphs:
        open_glyphs = _opened(open_glyphs, glyph)
        levels.append(len(open_glyphs))
    return tuple(levels)


def _opened(open_glyphs: list[str], glyph: str) -> list[str]:
    """The glyphs from the outermost down to this one, once it has come."""
    if not glyph:
        return []
    if glyph in open_glyphs:
        return open_glyphs[: open_glyphs.index(glyph) + 1]
    if not open_glyphs and glyph.strip() in load("sentences")["sub_bullets"]:
        return ["", glyph]
    return [*open_glyphs, glyph]


@cache
def _opening() -> re.Pattern[str]:
    words = load("sentences")
    before_blank = {"o", ">", *load("layout")["dash_bullets"]}
    symbols = {*words["bullets"], *words["sub_bullets"]} - {"", *before_blank}
    apart, attached = ("|".join(map(re.escape, sorted(group))) for group in (before_blank, symbols))
    # Symbol fonts put their bullets in the private use area; no word is written there.
    return re.compile(rf"(?P<glyph>(?:{apart})(?=\s)|{attached}|[\uf000-\uf0ff])\s*(?=\S)")
