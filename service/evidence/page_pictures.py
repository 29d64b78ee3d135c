"""The stretch of a page that words stand on, as a picture with the boxes of the words over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from service.addresses import page_image_path
from snapshots.letter import Box

__all__ = ["PagePicture", "page_pictures"]

# Points around the words that are shown too: three lines above and below, a gap and a rule beside.
_AROUND, _BESIDE = 48.0, 24.0
# A strip narrower than this shows single words so large that nobody knows the page again.
_NARROWEST = 260.0
# Points by which a box is drawn larger than the words, which would touch it otherwise.
_LOOSE = 1.5
_SCALE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """A page, counted from 1, its size, the part of it to show, and boxes on it: as SVG has them, in points.

    `view` and each of `boxes` are (x, y, width, height) from the page's top left.
    """

    page: int
    path: str
    width: str
    height: str
    view: tuple[str, str, str, str]
    boxes: tuple[tuple[str, str, str, str], ...]

    @property
    def view_box(self) -> str:
        """The part of the page to show, as the attribute of an SVG."""
        return " ".join(self.view)


def page_pictures(
    boxes: Sequence[Box], sizes: Sequence[tuple[float, float]], *, sha256: str
) -> tuple[PagePicture, ...]:
    """A picture of each page that boxes stand on, in order; `sizes` are those of all pages of the file."""
    by_page = groupby(sorted(boxes, key=lambda box: box.page), key=lambda box: box.page)
    return tuple(
        _picture(page, list(found), sizes[page - 1], sha256) for page, found in by_page if page <= len(sizes)
    )


def _picture(page: int, boxes: list[Box], size: tuple[float, float], sha256: str) -> PagePicture:
    width, height = size
    top = max(0.0, min(box.top for box in boxes) - _AROUND)
    bottom = min(height, max(box.bottom for box in boxes) + _AROUND)
    left, wide = _across(boxes, width)
    return PagePicture(
        page=page,
        path=page_image_path(sha256, page, scale=_SCALE),
        width=_points(width),
        height=_points(height),
        view=(_points(left), _points(top), _points(wide), _points(max(bottom - top, 1.0))),
        boxes=tuple(_loosened(box) for box in boxes),
    )


def _across(boxes: Sequence[Box], width: float) -> tuple[float, float]:
    """Where the part to show begins from the left, and how wide it is: all boxes, never out of the page."""
    left = min(box.left for box in boxes) - _BESIDE
    wide = max(max(box.right for box in boxes) + _BESIDE - left, _NARROWEST)
    wide = min(wide, width)
    return min(max(0.0, left), width - wide), wide


def _loosened(box: Box) -> tuple[str, str, str, str]:
    left, top = box.left - _LOOSE, box.top - _LOOSE
    return (
        _points(left),
        _points(top),
        _points(box.right - left + _LOOSE),
        _points(box.bottom - top + _LOOSE),
    )


def _points(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
