"""Bullets inside a line: what is left of a list when its line breaks were lost.

A bullet's glyph is always one. A dash is one where nothing else can be: at the start of the line or behind
the end of a sentence; once it has been one, the same dash behind a short heading is one too. Numbers are
bullets when they count up from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from snapshots.lexicon import load
from snapshots.sentences import has_finite_verb

__all__ = ["InlineBullet", "find_inline_bullets"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineBullet:
    """A bullet from `start` to `end`, the blank behind it included; level 1, or 2 for one below another."""

    start: int
    end: int
    level: int = 1


def find_inline_bullets(text: str) -> tuple[InlineBullet, ...]:
    """The bullets of a line, in order; empty when it has none."""
    found = [*_glyphs(text), *_dashes(text), *_numbers(text)]
    return tuple(sorted(found, key=lambda bullet: bullet.start))


def _glyphs(text: str) -> Iterator[InlineBullet]:
    below = load("sentences")["sub_bullets"]
    for match in _glyph().finditer(text):
        yield InlineBullet(start=match.start(), end=match.end(), level=2 if match[1] in below else 1)


@cache
def _glyph() -> re.Pattern[str]:
    glyphs = "".join(map(re.escape, load("sentences")["bullets"]))
    return re.compile(rf"(?:^|(?<=\s))([{glyphs}\uf000-\uf0ff]|o(?=\s+\w))(?:\s+|$)")


# --- dashes -------------------------------------------------------------------------------------------------


_DASH = re.compile(r"(?:^|(?<=\s))([-–—*])\s+(?=[\"'“‘(]?[A-Z0-9À-ÖØ-Þ€$£])")
_ENDED = re.compile(r"[.;:!?][\"'”’)]*\s*$")
# What may stand between the end of a sentence and the first bullet of a list: "Protective equipment – ...".
_LONGEST_HEADING = 6


def _dashes(text: str) -> Iterator[InlineBullet]:
    sure: set[str] = set()
    matches = list(_DASH.finditer(text))
    for match in matches:
        before = text[: match.start()]
        if not before.strip() or _ENDED.search(before):
            sure.add(match[1])
    for match in matches:
        if match[1] in sure and _divides(text[: match.start()]):
            yield InlineBullet(start=match.start(), end=match.end())


def _divides(before: str) -> bool:
    """Whether the words before a dash are finished, or a heading that stands alone."""
    if not before.strip() or _ENDED.search(before):
        return True
    last = re.split(r"[.;:!?]\s", before)[-1].strip()
    last = re.sub(r"^[-–—*]\s+", "", last)
    is_short = len(last.split()) <= _LONGEST_HEADING
    return is_short and not has_finite_verb(last) and not any(map(str.isdigit, last)) and " – " not in last


# --- numbers ------------------------------------------------------------------------------------------------


_NUMBER = re.compile(r"(?:^|(?<=[.;:]\s)|(?<=[a-z]\s))\(?(\d{1,2})[.)]\s+(?=[A-Z\"“‘])")


def _numbers(text: str) -> Iterator[InlineBullet]:
    """Numbers that count 1, 2, 3; a lone "1." is none."""
    counted: list[re.Match[str]] = []
    for match in _NUMBER.finditer(text):
        if int(match[1]) == len(counted) + 1:
            counted.append(match)
    if len(counted) > 1:
        yield from (InlineBullet(start=match.start(), end=match.end()) for match in counted)
