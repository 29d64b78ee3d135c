"""The rules of a PDF page, by pdfium: strokes and edges of shapes that run straight along the page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from snapshots.layout.pdf_page import PageFrame, Rule

__all__ = ["has_picture", "read_rules"]

# Off the straight by less than this (points over the length of the stroke) is rounding in the file.
_STRAIGHT_WITHIN = 0.1

# Shorter strokes are parts of letters and logos (pdfplumber's edge_min_length_prefilter).
_SHORTEST = 1.0

# A map or a chart has tens of thousands of strokes, a page full of table has some hundreds.
_MOST_SEGMENTS = 20_000

_Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matrix:
    """A change of coordinates (ISO 32000-1, 8.3.3)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def apply(self, x: float, y: float) -> _Point:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, outer: _Matrix) -> _Matrix:
        e, f = outer.apply(self.e, self.f)
        return _Matrix(
            a=self.a * outer.a + self.b * outer.c,
            b=self.a * outer.b + self.b * outer.d,
            c=self.c * outer.a + self.d * outer.c,
            d=self.c * outer.b + self.d * outer.d,
            e=e,
            f=f,
        )


def read_rules(page: Any, frame: PageFrame) -> tuple[Rule, ...]:
    """The straight strokes and edges on a pdfium page, cut to what their clip leaves of them.

    Colour is not asked for. A page with more strokes than any table has gives those that come first.
    """
    rules: list[Rule] = []
    segments = 0
    for path, matrix in _paths(page):
        segments += pdfium.FPDFPath_CountSegments(path)
        if segments > _MOST_SEGMENTS:
            break
        if _is_painted(path):
            rules += _path_rules(path, matrix, frame)
    return tuple(rules)


def has_picture(page: Any) -> bool:
    """Whether a picture stands on a pdfium page itself, outside forms."""
    objects = (pdfium.FPDFPage_GetObject(page, i) for i in range(pdfium.FPDFPage_CountObjects(page)))
    return any(pdfium.FPDFPageObj_GetType(found) == pdfium.FPDF_PAGEOBJ_IMAGE for found in objects)


def _paths(page: Any) -> Iterator[tuple[Any, _Matrix]]:
    """The path objects of a page, those in forms too, each with its way to the page's coordinates."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _paths_in(pdfium.FPDFPage_GetObject(page, index), _Matrix())


def _paths_in(page_object: Any, outer: _Matrix) -> Iterator[tuple[Any, _Matrix]]:
    kind = pdfium.FPDFPageObj_GetType(page_object)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        yield page_object, outer
    elif kind == pdfium.FPDF_PAGEOBJ_FORM:
        matrix = _matrix_of(page_object).then(outer)
        for index in range(pdfium.FPDFFormObj_CountObjects(page_object)):
            yield from _paths_in(pdfium.FPDFFormObj_GetObject(page_object, index), matrix)


def _matrix_of(page_object: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(page_object, found)
    return _Matrix(a=found.a, b=found.b, c=found.c, d=found.d, e=found.e, f=found.f)


def _is_painted(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(fill.value or stroke.value)


def _path_rules(path: Any, outer: _Matrix, frame: PageFrame) -> Iterator[Rule]:
    matrix = _matrix_of(path).then(outer)
    clip = _clip_of(path, outer, frame)
    for start, end in _strokes(path):
        rule = _rule(frame.shown(*matrix.apply(*start)), frame.shown(*matrix.apply(*end)))
        clipped = _clipped(rule, clip) if rule and clip else rule
        if clipped:
            yield clipped


def _strokes(path: Any) -> Iterator[tuple[_Point, _Point]]:
    """The straight segments of a path, closing ones too; curves part them."""
    return _segment_strokes(
        pdfium.FPDFPath_GetPathSegment(path, index) for index in range(pdfium.FPDFPath_CountSegments(path))
    )


def _segment_strokes(segments: Iterator[Any]) -> Iterator[tuple[_Point, _Point]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    x_at, y_at = ctypes.byref(x), ctypes.byref(y)
    opened = at = (0.0, 0.0)
    for segment in segments:
        pdfium.FPDFPathSegment_GetPoint(segment, x_at, y_at)
        point = (x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            opened = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield at, point
        at = point
        if pdfium.FPDFPathSegment_GetClose(segment) and at != opened:
            yield at, opened
            at = opened


def _rule(start: _Point, end: _Point) -> Rule | None:
    (x0, y0), (x1, y1) = start, end
    left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    if bottom - top <= _STRAIGHT_WITHIN and right - left >= _SHORTEST:
        middle = (top + bottom) / 2
        return Rule(left=left, top=middle, right=right, bottom=middle)
    if right - left <= _STRAIGHT_WITHIN and bottom - top >= _SHORTEST:
        middle = (left + right) / 2
        return Rule(left=middle, top=top, right=middle, bottom=bottom)
    return None


# --- clips --------------------------------------------------------------------------------------------------


def _clip_of(path: Any, outer: _Matrix, frame: PageFrame) -> Rule | None:
    """The box that all clips around a path leave, as the page is shown; None when there is no clip."""
    clip = pdfium.FPDFPageObj_GetClipPath(path)
    boxes = [
        _box([frame.shown(*outer.apply(*point)) for point in _clip_points(clip, index)])
        for index in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0))
    ]
    if not boxes:
        return None
    return Rule(
        left=max(box.left for box in boxes),
        top=max(box.top for box in boxes),
        right=min(box.right for box in boxes),
        bottom=min(box.bottom for box in boxes),
    )


def _clip_points(clip: Any, index: int) -> Iterator[_Point]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(pdfium.FPDFClipPath_CountPathSegments(clip, index)):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, index, at)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        yield x.value, y.value


def _box(points: list[_Point]) -> Rule:
    xs, ys = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
    return Rule(left=min(xs), top=min(ys), right=max(xs), bottom=max(ys))


def _clipped(rule: Rule, clip: Rule) -> Rule | None:
    left, right = max(rule.left, clip.left), min(rule.right, clip.right)
    top, bottom = max(rule.top, clip.top), min(rule.bottom, clip.bottom)
    if left > right or top > bottom or max(right - left, bottom - top) < _SHORTEST:
        return None
    return Rule(left=left, top=top, right=right, bottom=bottom)
