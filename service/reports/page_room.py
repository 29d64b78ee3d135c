"""How much of a printed page words take, near enough to know what one page has room for.

Widths are those of Helvetica and Arial in the mean, of letters: of the fonts that `report.css` names none
is much wider. The last of them, DejaVu Sans Condensed, stands in where a system has DejaVu alone; DejaVu
Sans itself is a seventh wider, and a brief in it ran onto a second page. The sizes are those of its rules
for print, in points; a test prints briefs and counts their pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import category, east_asian_width

__all__ = [
    "COUNTS",
    "FOOTER",
    "HEADING",
    "LINE",
    "NOTE",
    "PAGE_HEIGHT",
    "SMALL",
    "TITLE",
    "Setting",
    "height_of",
]

# Widths in parts of the size of the letters.
_NARROW = frozenset("fijlrtI.,:;!|'()[]{}/\\-’‘ ")
_BROAD = frozenset("mwMWÆŒ@%—…")
_WIDTHS = {"narrow": 0.28, "broad": 0.89, "capital": 0.69, "usual": 0.535, "wide": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a sort of text is set: the size of its letters, from line to line, its width, the space around."""

    size: float
    leading: float
    width: float
    around: float = 0


# A4 less its margins, and a little for what a browser rounds.
PAGE_HEIGHT = 772.0
_WIDTH = 515.0
TITLE = Setting(size=14.5, leading=18, width=_WIDTH, around=2)
SMALL = Setting(size=7.6, leading=10, width=_WIDTH, around=3)
COUNTS = Setting(size=8.2, leading=11, width=_WIDTH - 12, around=11)
HEADING = Setting(size=9.2, leading=12, width=_WIDTH, around=6)
LINE = Setting(size=8.4, leading=11, width=_WIDTH, around=1.5)
# Notes stand in two columns: half of what one takes counts.
NOTE = Setting(size=6.8, leading=8.5, width=236, around=1)
FOOTER = Setting(size=7, leading=9, width=_WIDTH, around=10)


def height_of(text: str, setting: Setting) -> float:
    """The points that the text takes from top to bottom, with the space around it; 0 for no text."""
    words = text.split()
    if not words:
        return 0
    return setting.around + setting.leading * _lines(words, setting.width / setting.size)


def _lines(words: Iterable[str], room: float) -> int:
    """How many lines the words fill; a word that is longer than a line is broken anywhere."""
    lines, filled = 1, 0.0
    for word in words:
        width = sum(map(_width, word))
        if filled and filled + width > room:
            lines, filled = lines + 1, 0.0
        lines += int(width // room)
        filled += width % room + _WIDTHS["narrow"]
    return lines


def _width(sign: str) -> float:
    if sign in _NARROW:
        return _WIDTHS["narrow"]
    if sign in _BROAD:
        return _WIDTHS["broad"]
    if east_asian_width(sign) in "WF":
        return _WIDTHS["wide"]
    return _WIDTHS["capital" if category(sign) == "Lu" else "usual"]
