"""Words that stand side by side, as lines: what a line says, where it stands, whether it is all bold."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median

from snapshots.layout.bullets import split_bullet
from snapshots.layout.pdf_page import Rule, Word
from snapshots.letter import Box

__all__ = ["TAB", "Line", "Underlines", "read_lines"]

# Words are on one line when their baselines differ by less than half the larger size: a raised "th" is a
# third of it off, the line below a whole one.
_ON_ONE_LINE = 0.5
# The narrowest blanks, in justified lines, are 0.15 of the size wide.
_NO_BLANK = 0.08
# A word and the dash or "o" before it are a blank apart; a bullet is set off by a tab.
TAB = 0.4
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")


@dataclass(frozen=True, kw_only=True)
class Line:
    """Words that are read one after the other, two at most a baseline apart.

    `left`, `right` and `baseline` are measured as its reader sees the line, whichever way it is turned on the
    page; `marked` says that all its words are bold or underlined.
    """

    words: tuple[Word, ...]
    page: int
    left: float
    right: float
    baseline: float
    size: float
    marked: bool

    @cached_property
    def text(self) -> str:
        """The words with one blank between two."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def glyph(self) -> str:
        """The bullet that opens the line, as characters; empty when none does."""
        return split_bullet(self.text)[0]

    @cached_property
    def mark(self) -> str:
        """The bullet or the number of a list that opens the line; a number is one where a tab sets it off."""
        if self.glyph or len(self.words) == 1:
            return self.glyph
        number, word = self.words[:2]
        found = _LIST_NUMBER.fullmatch(number.text)
        return number.text if found and word.left - number.right > TAB * self.size else ""

    @property
    def turned(self) -> bool:
        """Whether the line runs up or down the page, or stands on its head."""
        return self.words[0].turn != 0

    @property
    def box(self) -> Box:
        """What the line covers of the page."""
        return Box(
            page=self.page,
            left=round(min(word.left for word in self.words), 2),
            top=round(min(word.top for word in self.words), 2),
            right=round(max(word.right for word in self.words), 2),
            bottom=round(max(word.bottom for word in self.words), 2),
        )


class Underlines:
    """The level rules of a page, asked which words they underline."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = sorted((rule for rule in rules if rule.top == rule.bottom), key=lambda rule: rule.top)
        self._heights = [rule.top for rule in self._rules]

    def under(self, words: Sequence[Word]) -> bool:
        """Whether every word of a line is underlined. A rule that goes on past the line is a table's."""
        first, last = words[0], words[-1]
        size = first.size
        near = [
            rule
            for rule in self._rules[
                bisect_left(self._heights, first.baseline) : bisect_left(
                    self._heights, first.baseline + size / 3
                )
            ]
            if first.left - size < rule.right and first.left - 2 <= rule.left and rule.right <= last.right + 2
        ]
        return bool(near) and all(
            any(rule.left <= _middle(word) <= rule.right for rule in near) for word in words
        )


def _middle(word: Word) -> float:
    return (word.left + word.right) / 2


def read_lines(words: Iterable[Word], *, page: int, underlines: Underlines) -> list[Line]:
    """The lines of words that stand in one cell or column, from the first to the last.

    Words that are turned against the page come as lines of their own, after the others.
    """
    by_turn: dict[int, list[Word]] = {}
    for word in words:
        if word.turn is not None:
            by_turn.setdefault(word.turn, []).append(word)
    return [
        _line(row, turn, page, underlines)
        for turn in sorted(by_turn)
        for row in _rows(sorted(by_turn[turn], key=lambda word: word.baseline))
    ]


def _rows(words: list[Word]) -> Iterator[list[Word]]:
    """Words in the order of their baselines, parted where a new line begins."""
    row: list[Word] = []
    for word in words:
        if row and word.baseline - row[0].baseline > _ON_ONE_LINE * max(word.size, row[0].size):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _line(row: list[Word], turn: int, page: int, underlines: Underlines) -> Line:
    stretches = sorted(((*_stretch(word, turn), word) for word in row), key=lambda s: s[:2])
    words = tuple(_glued(stretches))
    telling = [word for word in words if any(map(str.isalnum, word.text))]
    return Line(
        words=words,
        page=page,
        left=stretches[0][0],
        right=max(right for _, right, _ in stretches),
        baseline=median(word.baseline for word in words),
        size=median(word.size for word in telling or words),
        marked=bool(telling)
        and (all(word.bold for word in telling) or _is_underlined(words, turn, underlines)),
    )


def _glued(stretches: Sequence[tuple[float, float, Word]]) -> Iterator[Word]:
    """The words of a line, those made one that pdfium parted: it takes some signs for the start of a line."""
    held, end = stretches[0][2], stretches[0][1]
    for start, stop, word in stretches[1:]:
        if abs(start - end) < _NO_BLANK * word.size:
            held = _one_word(held, word)
        else:
            yield held
            held = word
        end = stop
    yield held


def _one_word(first: Word, second: Word) -> Word:
    return replace(
        first,
        text=first.text + second.text,
        left=min(first.left, second.left),
        top=min(first.top, second.top),
        right=max(first.right, second.right),
        bottom=max(first.bottom, second.bottom),
        bold=first.bold and second.bold,
    )


def _is_underlined(words: tuple[Word, ...], turn: int, underlines: Underlines) -> bool:
    return turn == 0 and underlines.under(words)


def _stretch(word: Word, turn: int) -> tuple[float, float]:
    """From where to where the word goes along its line."""
    match turn:
        case 90:
            return -word.bottom, -word.top
        case 180:
            return -word.right, -word.left
        case 270:
            return word.top, word.bottom
        case _:
            return word.left, word.right
