"""Bullets inside a line: what is left of a list when its line breaks were lost.

A bullet's glyph is always one. A dash is one where nothing else can be: at the start of the line or behind
the end of a sentence; once it has been one, the same dash before a capital is one too. Numbers are bullets
when they count up from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from snapshots.lexicon import load

__all__ = ["InlineBullet", "find_inline_bullets"]

# Where Word and PDF keep the glyphs of their symbol fonts.
_SYMBOLS = range(0xF000, 0xF100)


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineBullet:
    """A bullet from `start` to `end`, the blank behind it included; level 1, or 2 for one below another."""

    start: int
    end: int
    level: int = 1


def find_inline_bullets(text: str) -> tuple[InlineBullet, ...]:
    """The bullets of a line, in order; empty when it has none."""
    if _marks().isdisjoint(text.split()):
        return ()
    found = [*_glyphs(text), *_dashes(text), *_numbers(text)]
    return tuple(sorted(found, key=lambda bullet: bullet.start))


@cache
def _marks() -> frozenset[str]:
    """All that a line's first bullet can look like: it stands between blanks, and numbers count from 1."""
    glyphs = (*load("sentences")["bullets"], "o", *map(chr, _SYMBOLS), *_DASHES)
    ones = (f"{left}{one}{right}" for left in ("", "(") for one in ("1", "01") for right in ".)")
    return frozenset((*glyphs, *ones))


def _glyphs(text: str) -> Iterator[InlineBullet]:
    below = load("sentences")["sub_bullets"]
    for match in _glyph().finditer(text):
        yield InlineBullet(start=match.start(), end=match.end(), level=2 if match[1] in below else 1)


@cache
def _glyph() -> re.Pattern[str]:
    glyphs = "".join(map(re.escape, load("sentences")["bullets"]))
    symbols = f"{chr(_SYMBOLS[0])}-{chr(_SYMBOLS[-1])}"
    return re.compile(rf"(?<!\S)([{glyphs}{symbols}]|o(?=\s+\w))(?:\s+|$)")


# --- dashes -------------------------------------------------------------------------------------------------


_DASHES = "-–—*"
_DASH = re.compile(rf"(?<!\S)([{_DASHES}])\s+(?=[\"'“‘(]?[A-Z0-9À-ÖØ-Þ€$£])")
_ENDS = frozenset(".;:!?")
_CLOSES = frozenset("\"'”’)")
# "Q4 2023 - Q1 2024", "3 - 5 May": a dash between two figures or times spans them.
_FIGURE_AFTER = re.compile(r"\s*(?:\d|[QH]\d\b)")
# "The port of Callao – Lima's own – was dredged": the second dash goes on in small letters, and is near.
_WIDEST_ASIDE = 60
_WIDEST_CLOSING = 20


def _dashes(text: str) -> Iterator[InlineBullet]:
    """The dashes that are bullets: all of one sort once one of them can be nothing else."""
    matches = list(_DASH.finditer(text))
    opening = [_opens(text, match.start()) for match in matches]
    sure = {match[1] for match, opens in zip(matches, opening, strict=True) if opens}
    for match, opens in zip(matches, opening, strict=True):
        if match[1] in sure and (opens or not _spans_or_inserts(text, match)):
            yield InlineBullet(start=match.start(), end=match.end())


def _opens(text: str, at: int) -> bool:
    """Whether nothing, or the end of a sentence, stands before a dash."""
    end = _before_blanks(text, at)
    if end == 0:
        return True
    while end and text[end - 1] in _CLOSES:
        end -= 1
    return end > 0 and text[end - 1] in _ENDS


def _before_blanks(text: str, at: int) -> int:
    """Where the words before `at` end."""
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _spans_or_inserts(text: str, match: re.Match[str]) -> bool:
    """Whether a dash joins two figures, or is one of the two around an aside."""
    before = _before_blanks(text, match.start())
    if before and text[before - 1].isdecimal() and _FIGURE_AFTER.match(text, match.end()):
        return True
    closing = re.compile(rf"\s{re.escape(match[1])}\s+[a-z]")
    within = match.end() + _WIDEST_ASIDE + _WIDEST_CLOSING
    found = closing.search(text, match.end(), within)
    return found is not None and found.start() - match.end() <= _WIDEST_ASIDE


# --- numbers ------------------------------------------------------------------------------------------------


_NUMBER = re.compile(r"(?<!\S)\(?([0-9]{1,2})[.)]\s+(?=\S)")
_BEFORE_A_MEMBER = frozenset(".;:")


def _numbers(text: str) -> Iterator[InlineBullet]:
    """Numbers that count 1, 2, 3; a lone "1." is none.

    A line that begins with its first number may lack every full stop; in the middle of one, each number
    stands behind the end of a sentence.
    """
    counted: list[re.Match[str]] = []
    for match in _NUMBER.finditer(text):
        begins_line = bool(counted) and counted[0].start() == 0
        if int(match[1]) == len(counted) + 1 and (begins_line or _follows_an_end(text, match.start())):
            counted.append(match)
    if len(counted) > 1:
        yield from (InlineBullet(start=match.start(), end=match.end()) for match in counted)


def _follows_an_end(text: str, at: int) -> bool:
    """Whether a number opens the line, or stands behind a mark that ends a sentence, and a blank."""
    end = _before_blanks(text, at)
    return at == 0 or (0 < end < at and text[end - 1] in _BEFORE_A_MEMBER)
