"""The words of a PDF page, by pdfium: as few calls per word as tell where it stands and how it looks."""

from __future__ import annotations

import ctypes
import math
import re
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A character: its box and the start of its baseline, as the page is shown."""

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
        return _Place(left=min(x0, x1), top=min(y0, y1), right=max(x0, x1), bottom=max(y0, y1), x=x, y=y)

    def look(self, index: int) -> _Look:
        text_object = pdfium.FPDFText_GetTextObject(self._page, index)
        if not text_object:
            return _Look(bold=False, size=pdfium.FPDFText_GetFontSize(self._page, index), turn=0)
        key = ctypes.addressof(text_object.contents)
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._asked_look(index, text_object)
        return look

    def _asked_look(self, index: int, text_object: Any) -> _Look:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._page, index, matrix)
        size = pdfium.FPDFText_GetFontSize(self._page, index) * math.hypot(matrix.c, matrix.d)
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) - self._frame.rotation
        turn = round(angle / 90) * 90
        straight = abs(angle - turn) <= _STRAIGHT_WITHIN
        return _Look(bold=_is_bold(text_object), size=size, turn=turn % 360 if straight else None)


def read_words(text_page: Any, frame: PageFrame, walls: Sequence[Rule]) -> tuple[Word, ...]:
    """The words of a pdfium text page, in the file's order.

    `walls` are the page's upright rules: words on both sides of one are two, however near to each other.
    """
    characters = _Characters(text_page, frame)
    text = characters.text()
    fence = _Fence(walls)
    found = (
        word
        for match in _WORD.finditer(text)
        for word in _words(characters, text, match.start(), match.end(), fence)
    )
    return tuple(word for word in found if word.text)


class _Fence:
    """The upright rules of a page, in the order of their places."""

    def __init__(self, walls: Sequence[Rule]) -> None:
        self._walls = sorted(walls, key=lambda rule: rule.left)
        self._places = [rule.left for rule in self._walls]

    def crossed(self, left: float, right: float, height: float) -> bool:
        """Whether a wall stands between the two places, at that height of the page."""
        at = bisect_left(self._places, left)
        while at < len(self._walls) and self._places[at] < right:
            if self._walls[at].top <= height <= self._walls[at].bottom:
                return True
            at += 1
        return False


def _words(characters: _Characters, text: str, start: int, end: int, fence: _Fence) -> Iterator[Word]:
    """The word at these indexes; several where it goes over a wall or from one line to another."""
    look = characters.look(start)
    first = characters.place(start)
    last = first if end - start == 1 else characters.place(end - 1)
    if look.turn == 0:
        broken = last.right < first.left or abs(last.y - first.y) > look.size / 2
        if broken or fence.crossed(first.left + 1, last.right - 1, (first.y + first.top) / 2):
            for begin, stop in _parts(characters, start, end, fence, look):
                yield _word(text[begin:stop], characters.place(begin), characters.place(stop - 1), look)
            return
    yield _word(text[start:end], first, last, look)


def _parts(
    characters: _Characters, start: int, end: int, fence: _Fence, look: _Look
) -> Iterator[tuple[int, int]]:
    """The indexes of a broken word's parts. A letter that stands across a wall does not part it."""
    begin, before = start, characters.place(start)
    for index in range(start + 1, end):
        place = characters.place(index)
        jumped = place.right < before.left or abs(place.y - before.y) > look.size / 2
        if jumped or fence.crossed(
            (before.left + before.right) / 2, place.left + 0.5, place.y - look.size / 4
        ):
            yield begin, index
            begin = index
        before = place
    yield begin, end


def _word(text: str, first: _Place, last: _Place, look: _Look) -> Word:
    words = text.translate(_HYPHENS)
    left, right = min(first.left, last.left), max(first.right, last.right)
    top, bottom = min(first.top, last.top), max(first.bottom, last.bottom)
    baseline = first.y
    if look.turn == 0:
        top, bottom = first.y - _ASCENT * look.size, first.y + _DESCENT * look.size
    elif look.turn is not None:
        baseline = {90: first.x, 180: -first.y, 270: -first.x}[look.turn]
    return Word(
        text=words if words.isprintable() else plain(words),
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        baseline=baseline,
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
