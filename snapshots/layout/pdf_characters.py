"""The words of a PDF page, by pdfium: as few calls per word as tell where it stands and how it looks."""

from __future__ import annotations

import ctypes
import math
import re
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from snapshots.layout.pdf_page import PageFrame, Rule, Word
from snapshots.layout.plain_words import plain

__all__ = ["read_words"]

# pdfium puts U+0002 or U+FFFE in the place of a hyphen at the end of a line, and then no line break.
_LINE_END_HYPHENS = "\x02\ufffe"
_WORD = re.compile(rf"[^\s{_LINE_END_HYPHENS}]+[{_LINE_END_HYPHENS}]?|[{_LINE_END_HYPHENS}]")
_HYPHENS = str.maketrans(dict.fromkeys(_LINE_END_HYPHENS, "-"))

# Share of the font size above the baseline and below it: what most text faces have, and the same for all, so
# that the boxes of a line are level.
_ASCENT, _DESCENT = 0.8, 0.2

# A line up to this many degrees off is set straight, as in a scan; a watermark is further off.
_STRAIGHT_WITHIN = 5

# How far, in points, a rule may reach into the boxes of the characters beside it.
_TOUCH = 0.5

# Weights from "semibold" on (ISO 32000-1, table 122), and the names that faces without a weight have.
_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(rb"bold|black|heavy|semibold|demi(?!light)", re.IGNORECASE)
_FILL_AND_STROKE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What all characters of one text object share."""

    bold: bool
    size: float
    turn: int | None


class _Place(NamedTuple):
    """A character as the page is shown: its box, and the start of its baseline. There are many: a tuple."""

    left: float
    top: float
    right: float
    bottom: float
    x: float
    y: float


class _Characters:
    """A page's characters, asked for one by one; it keeps what one text object has told."""

    def __init__(self, text_page: Any, frame: PageFrame) -> None:
        self._page = text_page
        self._frame = frame
        self._looks: dict[int, _Look] = {}
        self._box = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box_at = ctypes.byref(self._box)
        self._x_at, self._y_at = ctypes.byref(self._x), ctypes.byref(self._y)

    def text(self) -> str:
        """One character for each index of the page."""
        count = max(pdfium.FPDFText_CountChars(self._page), 0)
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self._page, 0, count, buffer) - 1
        text = bytes(buffer)[: 2 * max(written, 0)].decode("utf-16-le", errors="replace")
        if len(text) == count:
            return text
        # Characters without Unicode are left out there, and those beyond the first plane come as two.
        return "".join(_character(pdfium.FPDFText_GetUnicode(self._page, i)) for i in range(count))

    def place(self, index: int) -> _Place:
        pdfium.FPDFText_GetLooseCharBox(self._page, index, self._box_at)
        pdfium.FPDFText_GetCharOrigin(self._page, index, self._x_at, self._y_at)
        box, shown = self._box, self._frame.shown
        x0, y0 = shown(box.left, box.bottom)
        x1, y1 = shown(box.right, box.top)
        x, y = shown(self._x.value, self._y.value)
        if not self._frame.rotation:
            return _Place(x0, y1, x1, y0, x, y)
        return _Place(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), x, y)

    def look(self, index: int) -> _Look:
        text_object = pdfium.FPDFText_GetTextObject(self._page, index)
        if not text_object:
            return _Look(bold=False, size=_size(pdfium.FPDFText_GetFontSize(self._page, index)), turn=0)
        key = ctypes.addressof(text_object.contents)
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._asked_look(index, text_object)
        return look

    def _asked_look(self, index: int, text_object: Any) -> _Look:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._page, index, matrix)
        size = _size(pdfium.FPDFText_GetFontSize(self._page, index) * math.hypot(matrix.c, matrix.d))
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) - self._frame.rotation
        turn = round(angle / 90) * 90
        straight = abs(angle - turn) <= _STRAIGHT_WITHIN
        return _Look(bold=_is_bold(text_object), size=size, turn=turn % 360 if straight else None)


def _size(said: float) -> float:
    """The font size, in points; that of unseen words where a forged file says nought, or no number."""
    return abs(said) if math.isfinite(said) and abs(said) > _UNSEEN_SIZE else _UNSEEN_SIZE


# Distances are measured in font sizes, so none is nought.
_UNSEEN_SIZE = 0.01


def read_words(text_page: Any, frame: PageFrame, rules: Sequence[Rule]) -> tuple[Word, ...]:
    """The words of a pdfium text page, in the file's order.

    Words on both sides of one of the page's rules are two, however near to each other.
    """
    characters = _Characters(text_page, frame)
    text = characters.text()
    fence = _Fence(rules)
    found = (
        word
        for match in _WORD.finditer(text)
        for word in _words(characters, text, match.start(), match.end(), fence)
    )
    return tuple(word for word in found if word.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """Where a character is on its line, as its reader sees it: from `start` to `end` along, `line` across."""

    start: float
    end: float
    line: float


def _stretch(place: _Place, turn: int) -> _Stretch:
    match turn:
        case 90:
            return _Stretch(start=-place.bottom, end=-place.top, line=place.x)
        case 180:
            return _Stretch(start=-place.right, end=-place.left, line=-place.y)
        case 270:
            return _Stretch(start=place.top, end=place.bottom, line=-place.x)
        case _:
            return _Stretch(start=place.left, end=place.right, line=place.y)


class _Fence:
    """The rules of a page, asked whether one of them stands across a line of words."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._upright = sorted(
            (rule.left, rule.top, rule.bottom) for rule in rules if rule.left == rule.right
        )
        self._level = sorted((rule.top, rule.left, rule.right) for rule in rules if rule.top == rule.bottom)

    def in_gap(self, one: _Place, other: _Place, turn: int) -> bool:
        """Whether a rule stands between two characters of one line, touching both at most."""
        if turn % 180:
            rules, ends = self._level, ((one.top, one.bottom), (other.top, other.bottom))
            across = (one.left + one.right) / 2
        else:
            rules, ends = self._upright, ((one.left, one.right), (other.left, other.right))
            across = (one.top + one.bottom) / 2
        near, far = min(ends[0][1], ends[1][1]) - _TOUCH, max(ends[0][0], ends[1][0]) + _TOUCH
        at = bisect_left(rules, (near,))
        while at < len(rules) and rules[at][0] <= far:
            if rules[at][1] <= across <= rules[at][2]:
                return True
            at += 1
        return False


def _words(characters: _Characters, text: str, start: int, end: int, fence: _Fence) -> Iterator[Word]:
    """The word at these indexes; several where it goes over a rule or from one line to another."""
    look = characters.look(start)
    first = characters.place(start)
    last = first if end - start == 1 else characters.place(end - 1)
    whole = look.turn is None or end - start == 1
    if whole or not (_jumped(first, last, look) or fence.in_gap(first, last, look.turn or 0)):
        yield _word(text[start:end], first, last, look)
        return
    for begin, stop in _parts(characters, start, end, fence):
        yield _word(text[begin:stop], characters.place(begin), characters.place(stop - 1), look)


def _jumped(before: _Place, place: _Place, look: _Look) -> bool:
    """Whether the second character is on another line than the first, or in front of it."""
    if look.turn == 0:
        return place.right < before.left or abs(place.y - before.y) > look.size / 2
    one, other = _stretch(before, look.turn or 0), _stretch(place, look.turn or 0)
    return other.end < one.start or abs(other.line - one.line) > look.size / 2


def _parts(characters: _Characters, start: int, end: int, fence: _Fence) -> Iterator[tuple[int, int]]:
    """The indexes of a broken word's parts. A letter that itself stands across a rule does not part it."""
    look = characters.look(start)
    turn = look.turn or 0
    begin, before = start, characters.place(start)
    for index in range(start + 1, end):
        place = characters.place(index)
        if _jumped(before, place, look) or fence.in_gap(before, place, turn):
            yield begin, index
            begin = index
        before = place
    yield begin, end


def _word(text: str, first: _Place, last: _Place, look: _Look) -> Word:
    words = text.translate(_HYPHENS)
    top, bottom = min(first.top, last.top), max(first.bottom, last.bottom)
    if look.turn == 0:
        top, bottom = first.y - _ASCENT * look.size, first.y + _DESCENT * look.size
    return Word(
        text=words if words.isprintable() else plain(words),
        left=min(first.left, last.left),
        top=top,
        right=max(first.right, last.right),
        bottom=bottom,
        baseline=_stretch(first, look.turn).line if look.turn else first.y,
        size=look.size,
        bold=look.bold,
        turn=look.turn,
    )


def _character(code: int) -> str:
    """The character of a code point; a blank for what is none, such as half a surrogate pair."""
    return chr(code).encode("utf-8", "ignore").decode() or " " if 0 < code <= sys.maxunicode else " "


def _is_bold(text_object: Any) -> bool:
    """By the face's weight or name, or because it is drawn with an outline, as programs feign bold."""
    if pdfium.FPDFTextObj_GetTextRenderMode(text_object) == _FILL_AND_STROKE:
        return True
    font = pdfium.FPDFTextObj_GetFont(text_object)
    if not font:
        return False
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    return bool(_BOLD_NAME.search(name.value)) or pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
