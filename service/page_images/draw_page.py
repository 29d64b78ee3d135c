"""The child that opens a stranger's PDF: it answers with the sizes of its pages, or with one page as a PNG.

One question comes on the standard input, a line of JSON and the bytes of the file behind it: {"page": number
or null, "scale", "limits": [seconds, bytes of memory]}. Sizes are answered as JSON, in points as the page is
shown; a page as the bytes of its picture. What cannot be answered ends in exit code 1.
"""

from __future__ import annotations

import json
import sys
from math import sqrt

import pypdfium2

from service.page_images.png_file import write_png
from service.reading.reading_limits import bind_process

# A page of 33 by 47 inches at twice its size; what is larger is drawn smaller.
_MOST_PIXELS = 16_000_000


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    with pypdfium2.PdfDocument(data) as document:
        return [document.get_page_size(place) for place in range(len(document))]


def draw_page(data: bytes, number: int, *, scale: int) -> bytes:
    """The page of that number, counted from 1, as a PNG of `scale` pixels a point; raises IndexError."""
    with pypdfium2.PdfDocument(data) as document:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        page = document[number - 1]
        width, height = page.get_size()
        fitting = min(scale, sqrt(_MOST_PIXELS / (width * height)))
        bitmap = page.render(scale=fitting, rev_byteorder=True)
        return write_png(bytes(bitmap.buffer), width=bitmap.width, height=bitmap.height, stride=bitmap.stride)


def _answer_one() -> None:
    asked = json.loads(sys.stdin.buffer.readline())
    bind_process(*asked["limits"], largest_file=0)
    data = sys.stdin.buffer.read()
    if asked["page"] is None:
        sys.stdout.buffer.write(json.dumps(page_sizes(data)).encode())
    else:
        sys.stdout.buffer.write(draw_page(data, asked["page"], scale=asked["scale"]))


if __name__ == "__main__":
    _answer_one()
