"""The cells that a page's rules draw, and the tables that cells make: pdfplumber's "lines" strategy, faster.

    rules -> snapped to common places -> joined end to end -> crossings -> smallest cells -> tables

The thresholds are pdfplumber's defaults, so that its cells are the oracle for these.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from snapshots.layout.pdf_page import Rule

__all__ = ["CellBox", "GridPlace", "GridTable", "find_tables"]

# snap_tolerance, join_tolerance and intersection_tolerance.
_NEAR = 3.0
# edge_min_length.
_SHORTEST = 3.0
# A chart has so many strokes that finding its "cells" would take minutes; the fullest table page has 60 x 20
# crossings. Each costs some 15 microseconds, to look whether two edges cross a tenth of one.
_MOST_CROSSINGS = 60_000
_MOST_PAIRS = 1_000_000

_Crossing = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CellBox:
    """A cell as the rules draw it, in points from the page's top left; the order is downwards, then right."""

    top: float
    left: float
    bottom: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPlace:
    """A place in a row: `cell` is None where a cell that begins in a row above reaches down."""

    column: int
    width: int
    cell: CellBox | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GridTable:
    """Cells that touch each other, two at least; `cells` from the top down, and from left to right."""

    cells: tuple[CellBox, ...]

    @property
    def box(self) -> CellBox:
        """What the table covers of the page."""
        return CellBox(
            left=min(cell.left for cell in self.cells),
            top=min(cell.top for cell in self.cells),
            right=max(cell.right for cell in self.cells),
            bottom=max(cell.bottom for cell in self.cells),
        )

    def rows(self) -> Iterator[tuple[GridPlace, ...]]:
        """One row for each height at which a cell begins, with the places from left to right."""
        lefts = sorted({cell.left for cell in self.cells})
        for top in sorted({cell.top for cell in self.cells}):
            reached = [c for c in self.cells if c.top <= top < c.bottom]
            yield tuple(_place(cell, lefts, top) for cell in sorted(reached, key=lambda c: c.left))


def _place(cell: CellBox, lefts: Sequence[float], top: float) -> GridPlace:
    column = bisect_left(lefts, cell.left)
    width = bisect_left(lefts, cell.right) - column
    return GridPlace(column=column, width=width, cell=cell if cell.top == top else None)


def find_tables(rules: Iterable[Rule]) -> tuple[GridTable, ...]:
    """The tables on a page, the topmost first; none when there are more rules than a table can have."""
    level, upright, pieces = _merged(rules)
    level = _with_open_ends(level, pieces)
    crossings = _crossings(level, upright)
    return () if crossings is None else tuple(_tables(_cells(crossings)))


# --- rules that are one -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edge:
    """A rule by its place and its stretch: y and left..right when level; x and top..bottom when upright."""

    at: float
    start: float
    end: float


def _merged(rules: Iterable[Rule]) -> tuple[list[_Edge], list[_Edge], list[_Edge]]:
    """The level and the upright edges, near ones made one; and the upright ones as rows draw theirs."""
    level: list[_Edge] = []
    upright: list[_Edge] = []
    for rule in rules:
        if rule.top == rule.bottom:
            level.append(_Edge(at=rule.top, start=rule.left, end=rule.right))
        else:
            upright.append(_Edge(at=rule.left, start=rule.top, end=rule.bottom))
    places = [*_snapped(upright)]
    return _joined(_snapped(level)), _joined(places), _joined(places, apart=_TOUCHING)


def _snapped(edges: list[_Edge]) -> Iterator[_Edge]:
    """The edges, each moved to the mean place of those that are near it, directly or by others between."""
    group: list[_Edge] = []
    for edge in sorted(edges, key=lambda e: e.at):
        if group and edge.at > group[-1].at + _NEAR:
            yield from _at_mean(group)
            group = []
        group.append(edge)
    yield from _at_mean(group)


def _at_mean(group: list[_Edge]) -> Iterator[_Edge]:
    if group:
        mean = sum(edge.at for edge in group) / len(group)
        yield from (_Edge(at=mean, start=edge.start, end=edge.end) for edge in group)


# An upright that a row draws ends where that of the next begins, to within a line's width. Strokes of a
# dashed line have gaps, or are shorter than any row.
_TOUCHING = 1.0
_LOWEST_ROW = 6.0


def _joined(edges: Iterable[_Edge], *, apart: float = 0.0) -> list[_Edge]:
    """The edges in the order of their places, those at one place joined that meet or almost meet.

    Those that are as high as rows stay apart where one ends and the next begins to within `apart`.
    """
    joined: list[_Edge] = []
    for _, group in groupby(edges, key=lambda edge: edge.at):
        first, *others = sorted(group, key=lambda edge: edge.start)
        run = first
        for edge in others:
            touches = abs(edge.start - run.end) < apart
            if edge.start > run.end + _NEAR or (touches and min(_length(run), _length(edge)) > _LOWEST_ROW):
                joined.append(run)
                run = edge
            elif edge.end > run.end:
                run = _Edge(at=run.at, start=run.start, end=edge.end)
        joined.append(run)
    return [edge for edge in joined if _length(edge) >= _SHORTEST]


def _length(edge: _Edge) -> float:
    return edge.end - edge.start


# Two columns have three uprights; fewer that end together are a box or a frame.
_FEWEST_UPRIGHTS = 3


def _with_open_ends(level: list[_Edge], upright: list[_Edge]) -> list[_Edge]:
    """The level edges, and one at each height where the uprights of a table end together and none closes it.

    A row that goes on over the page has no rule at the page's foot, and none at the head of the next, nor
    between its rest and the column headings that the page repeats: there the uprights begin anew.
    """
    ends = sorted((at, edge.at) for edge in upright for at in (edge.start, edge.end))
    groups: list[list[_Crossing]] = []
    for end in ends:
        if groups and end[0] <= groups[-1][0][0] + _NEAR:
            groups[-1].append(end)
        else:
            groups.append([end])
    drawn = [edge.at for edge in level]
    added = [
        _Edge(at=heights[0], start=min(places), end=max(places))
        for group in groups
        for heights, places in [list(zip(*group, strict=True))]
        if len(set(places)) >= _FEWEST_UPRIGHTS and not _any_near(drawn, heights[0])
    ]
    return sorted((*level, *added), key=lambda edge: edge.at)


def _any_near(heights: Sequence[float], at: float) -> bool:
    """Whether one of the `heights`, in order, is near."""
    first = bisect_left(heights, at - _NEAR)
    return first < len(heights) and heights[first] <= at + 2 * _NEAR


# --- crossings and cells ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Crossings:
    """Where edges cross, (x, y), with the numbers of those edges; and the crossings on each x and each y."""

    level: dict[_Crossing, set[int]] = field(default_factory=lambda: defaultdict(set))
    upright: dict[_Crossing, set[int]] = field(default_factory=lambda: defaultdict(set))
    below: dict[float, list[float]] = field(default_factory=dict)
    beside: dict[float, list[float]] = field(default_factory=dict)

    def on_one_level(self, one: _Crossing, other: _Crossing) -> bool:
        return not self.level[one].isdisjoint(self.level[other])

    def on_one_upright(self, one: _Crossing, other: _Crossing) -> bool:
        return not self.upright[one].isdisjoint(self.upright[other])


def _crossings(level: list[_Edge], upright: list[_Edge]) -> _Crossings | None:
    """All crossings; None when there are more, or more to look at, than in any table."""
    found, pairs = _Crossings(), 0
    heights = [edge.at for edge in level]
    for number, edge in enumerate(upright):
        first, last = bisect_left(heights, edge.start - _NEAR), bisect_right(heights, edge.end + _NEAR)
        pairs += max(0, last - first)
        if pairs > _MOST_PAIRS or len(found.level) > _MOST_CROSSINGS:
            return None
        for other in range(first, last):
            if level[other].start - _NEAR <= edge.at <= level[other].end + _NEAR:
                crossing = (edge.at, heights[other])
                found.upright[crossing].add(number)
                found.level[crossing].add(other)
    for x, y in sorted(found.level):
        found.below.setdefault(x, []).append(y)
        found.beside.setdefault(y, []).append(x)
    return found


def _cells(crossings: _Crossings) -> list[CellBox]:
    """The smallest cell below and to the right of each crossing, where edges close one."""
    corners = sorted(crossings.level)
    return [cell for corner in corners if (cell := _smallest_cell(corner, crossings))]


def _smallest_cell(corner: _Crossing, crossings: _Crossings) -> CellBox | None:
    x, y = corner
    beside, below = crossings.beside[y], crossings.below[x]
    for bottom in below[bisect_right(below, y) :]:
        if not crossings.on_one_upright(corner, (x, bottom)):
            continue
        # One by one: the nearest most often closes the cell, and a comb of rules has thousands.
        for at in range(bisect_right(beside, x), len(beside)):
            right = beside[at]
            if crossings.on_one_level(corner, (right, y)) and _is_closed((right, bottom), corner, crossings):
                return CellBox(left=x, top=y, right=right, bottom=bottom)
    return None


def _is_closed(opposite: _Crossing, corner: _Crossing, crossings: _Crossings) -> bool:
    """Whether edges lead to the corner opposite from both sides."""
    (right, bottom), (left, top) = opposite, corner
    return (
        opposite in crossings.level
        and crossings.on_one_upright(opposite, (right, top))
        and crossings.on_one_level(opposite, (left, bottom))
    )


# --- tables -------------------------------------------------------------------------------------------------


def _tables(cells: list[CellBox]) -> list[GridTable]:
    """Cells that share a corner are of one table; a cell alone is a box, no table."""
    at_corner: dict[_Crossing, list[CellBox]] = defaultdict(list)
    for cell in cells:
        for corner in _corners(cell):
            at_corner[corner].append(cell)
    left = set(cells)
    tables: list[GridTable] = []
    for cell in sorted(cells):
        if cell in left:
            members = _reached(cell, at_corner, left)
            if len(members) > 1:
                tables.append(GridTable(cells=tuple(sorted(members))))
    return tables


def _reached(start: CellBox, at_corner: dict[_Crossing, list[CellBox]], left: set[CellBox]) -> list[CellBox]:
    """The cells that hang together with this one; they are taken out of `left`."""
    members, found = [], [start]
    left.discard(start)
    while found:
        cell = found.pop()
        members.append(cell)
        for corner in _corners(cell):
            for neighbour in at_corner[corner]:
                if neighbour in left:
                    left.discard(neighbour)
                    found.append(neighbour)
    return members


def _corners(cell: CellBox) -> tuple[_Crossing, ...]:
    return (
        (cell.left, cell.top),
        (cell.left, cell.bottom),
        (cell.right, cell.top),
        (cell.right, cell.bottom),
    )
