"""What stands on a page of a PDF, once it is out of the file: words and rules, measured from the top left."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PageFrame", "PdfPage", "Rule", "Word"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word without blanks, in points from the page's top left corner, as the page is shown.

    `turn` is how far its line is turned against the page, counter-clockwise: 0, 90, 180 or 270 degrees; None
    for words askew, such as a watermark's. `baseline` is measured downwards as its reader sees it, so that of
    two words with the same turn the one in the line below has the larger one.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    bold: bool = False
    turn: int | None = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A stroke, or a filled shape's edge, straight along the page: `left == right` or `top == bottom`."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPage:
    """One page: `number` counts from 1, words come in the order of the file, rules in no order.

    `pictured` says that there are pictures on it.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    pictured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFrame:
    """How a page is shown: its box in the file's own coordinates, which go up, and its turn.

    `rotation` is the page's /Rotate: 0, 90, 180 or 270 degrees, clockwise.
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation % 180 else (width, height)

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the file's coordinates is shown, from the top left."""
        match self.rotation:
            case 90:
                return y - self.bottom, x - self.left
            case 180:
                return self.right - x, y - self.bottom
            case 270:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y
