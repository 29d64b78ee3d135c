"""The rules of a page that is a picture: runs of dark pixels that are too long and too thin for letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2

from snapshots.layout.pdf_page import Rule

__all__ = ["rules_in_picture"]

# Pixels to a point: at 216 dpi a hairline scanned at 200 dpi is dark all along, at 144 dpi it comes and goes.
_SCALE = 3
# Of 255: black ink, its soft edges, and dark grey rules; shading behind headings is lighter.
_DARK = 160
# In points. A row of one line is 12 high at least, letters of a text are 8; a short level rule underlines a
# word, letters are not as wide.
_SHORTEST_UPRIGHT, _SHORTEST_LEVEL = 12.0, 15.0
# Thicker ones are shapes, of which the edges count.
_THICKEST = 4.0
# The feet of letters that touch each other have letters above them; a rule has white on both sides.
_SURELY_A_RULE = 60.0
_MOST_BESIDE = 0.3
_BESIDE = 1.0
# A photograph has more than that, a page full of table some hundred.
_MOST_RUNS = 20_000


@dataclass(slots=True)
class _Run:
    """Dark pixels of neighbouring rows that overlap: from where to where, in pixels, the ends included."""

    first: int
    last: int
    start: int
    end: int


def rules_in_picture(page: pypdfium2.PdfPage) -> tuple[Rule, ...]:
    """The level and upright rules of a page as it is shown, in points from its top left corner."""
    pixels = page.render(scale=_SCALE, grayscale=True).to_numpy()
    dark = pixels.reshape(pixels.shape[0], pixels.shape[1]) < _DARK
    level = [
        Rule(left=start, top=at, right=end, bottom=at) for at, start, end in _rules(dark, _SHORTEST_LEVEL)
    ]
    upright = [
        Rule(left=at, top=start, right=at, bottom=end) for at, start, end in _rules(dark.T, _SHORTEST_UPRIGHT)
    ]
    return (*level, *upright)


def _rules(dark: Any, shortest: float) -> Iterator[tuple[float, float, float]]:
    """The rules along the rows of the pixels: their place across, and their ends."""
    # A scan is never quite straight: a rule goes on in the row above or below.
    thick = dark.copy()
    thick[1:] |= dark[:-1]
    thick[:-1] |= dark[1:]
    for run in _grouped(_long_runs(thick, int(shortest * _SCALE))):
        if not _stands_free(dark, run):
            continue
        ends = run.start / _SCALE, (run.end + 1) / _SCALE
        if run.last - run.first + 1 <= _THICKEST * _SCALE:
            yield (run.first + run.last + 1) / 2 / _SCALE, *ends
        else:
            yield (run.first + 1) / _SCALE, *ends
            yield run.last / _SCALE, *ends


def _long_runs(dark: Any, shortest: int) -> Iterator[tuple[int, int, int]]:
    """(row, first, last) of each run of dark pixels in a row that is long enough; none of a photograph."""
    edges = np.diff(np.pad(dark, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    ends = np.nonzero(edges == -1)[1] - 1
    long = np.nonzero(ends - starts + 1 >= shortest)[0]
    if len(long) <= _MOST_RUNS:
        yield from ((int(rows[at]), int(starts[at]), int(ends[at])) for at in long)


def _grouped(runs: Iterator[tuple[int, int, int]]) -> list[_Run]:
    """The runs, those of neighbouring rows that overlap made one."""
    found: list[_Run] = []
    open_runs: list[_Run] = []
    for row, start, end in runs:
        open_runs = [run for run in open_runs if run.last >= row - 1]
        held = next((run for run in open_runs if start <= run.end + 1 and end >= run.start - 1), None)
        if held is None:
            held = _Run(row, row, start, end)
            found.append(held)
            open_runs.append(held)
        held.last, held.start, held.end = row, min(held.start, start), max(held.end, end)
    return found


def _stands_free(dark: Any, run: _Run) -> bool:
    """Whether it is long, or there is little on either side of it."""
    if run.end - run.start >= _SURELY_A_RULE * _SCALE:
        return True
    off = int(_BESIDE * _SCALE)
    beside = [row for row in (run.first - off, run.last + off) if 0 <= row < len(dark)]
    return all(dark[row, run.start : run.end + 1].mean() <= _MOST_BESIDE for row in beside)
