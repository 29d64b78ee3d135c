"""Charts as rows of a table: each row has a strip of SVG beside its words, as wide as the column is.

Places along a strip are shares of its width in ten-thousandths, so that it is drawn anew at every width and
nothing in it is stretched; heights are pixels. A strip is written by an XML writer: no word of a letter can
become markup. Colours and strokes are the style sheet's, by the class of each shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, assert_never, cast

from lxml import etree
from markupsafe import Markup

from service.feeds.xml_text import legal

__all__ = ["WHOLE", "Arrow", "Bar", "Label", "Mark", "Shape", "Strip", "stacked", "write_strip"]

# What the width of a strip is counted in.
WHOLE: Final = 10_000
_SVG = "http://www.w3.org/2000/svg"
# An arrow's head, in pixels.
_HEAD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch from `left` on, at a height; `title` is for those who point at it."""

    name: str
    left: int
    width: int
    top: int
    height: int
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An upright line through the whole strip: today, the day of a letter, the first of a month."""

    name: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """From one place to another, left or right, at a height."""

    name: str
    start: int
    end: int
    top: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A word centred at a place, or beginning or ending there near the ends of the strip."""

    name: str
    at: int
    top: int
    words: str


Shape = Bar | Mark | Arrow | Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A drawing `height` pixels high; `said` says in words what it shows, empty where its row says so."""

    height: int
    shapes: tuple[Shape, ...]
    said: str = ""


def stacked(parts: Sequence[tuple[str, int, str]], whole: int, *, height: int, said: str = "") -> Strip:
    """Bars beside each other without gaps, given (class, number, title); `whole` is the full width.

    Edges are rounded to where they stand, so that no sum of widths outgrows the strip.
    """
    shapes: list[Shape] = []
    done = 0
    for name, number, title in parts:
        left, done = done, done + number
        start, end = _along(left, whole), _along(done, whole)
        if number:
            bar = Bar(name=name, left=start, width=end - start, top=0, height=height, title=title)
            shapes.append(bar)
    return Strip(height=height, shapes=tuple(shapes), said=said)


def write_strip(strip: Strip) -> Markup:
    """The strip as an `svg` element, to be put into a page as it is."""
    root = etree.Element(f"{{{_SVG}}}svg", nsmap=cast("dict[str, str]", {None: _SVG}))
    root.set("class", "strip")
    root.set("height", str(strip.height))
    if strip.said:
        root.set("role", "img")
        root.set("aria-label", legal(strip.said))
    else:
        root.set("aria-hidden", "true")
    for shape in strip.shapes:
        _draw(root, shape, strip.height)
    return Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704


def _along(number: int, whole: int) -> int:
    return round(WHOLE * number / whole) if whole else 0


def _draw(root: etree._Element, shape: Shape, height: int) -> None:
    match shape:
        case Bar():
            _bar(root, shape)
        case Mark(name=name, at=at):
            _add(root, "line", name, x1=_share(at), x2=_share(at), y1="0", y2=str(height))
        case Arrow():
            _arrow(root, shape)
        case Label(name=name, at=at, top=top, words=words):
            anchor = "start" if at < WHOLE // 20 else "end" if at > WHOLE * 19 // 20 else "middle"
            text = _add(root, "text", name, x=_share(at), y=str(top))
            text.set("text-anchor", anchor)
            text.text = legal(words)
        case _:
            assert_never(shape)


def _bar(root: etree._Element, bar: Bar) -> None:
    rect = _add(
        root,
        "rect",
        bar.name,
        x=_share(bar.left),
        width=_share(bar.width),
        y=str(bar.top),
        height=str(bar.height),
    )
    if bar.title:
        etree.SubElement(rect, f"{{{_SVG}}}title").text = legal(bar.title)


def _arrow(root: etree._Element, arrow: Arrow) -> None:
    _add(
        root,
        "line",
        arrow.name,
        x1=_share(arrow.start),
        x2=_share(arrow.end),
        y1=str(arrow.top),
        y2=str(arrow.top),
    )
    # The head keeps its shape at every width: a drawing of its own, whose origin is the arrow's end.
    head = _add(root, "svg", "head", x=_share(arrow.end), y=str(arrow.top), overflow="visible")
    back = -_HEAD if arrow.end >= arrow.start else _HEAD
    _add(head, "path", arrow.name, d=f"M0 0L{back} {-_HEAD + 1}V{_HEAD - 1}Z")


def _share(place: int) -> str:
    """Of the width, in per cent: `12.5%`."""
    return f"{place / (WHOLE / 100):g}%"


def _add(parent: etree._Element, tag: str, name: str, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_SVG}}}{tag}")
    element.set("class", name)
    for attribute, value in attributes.items():
        element.set(attribute, value)
    return element
