"""Rows of pixels to the bytes of a PNG (ISO/IEC 15948): 8 bits a channel, grey where there is no colour."""

from __future__ import annotations

import zlib
from struct import pack

__all__ = ["write_png"]

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _COLOUR = 0, 2
# Text compresses to a twelfth at this level; the highest takes twice as long for a twentieth less.
_LEVEL = 6


def write_png(rgb: bytes, *, width: int, height: int, stride: int) -> bytes:
    """The picture whose rows begin `stride` bytes apart, three bytes a pixel; ValueError for too few."""
    if len(rgb) < stride * (height - 1) + 3 * width or stride < 3 * width:
        raise ValueError(f"{len(rgb)} bytes are no picture of {width} by {height} pixels")
    rows = [rgb[top : top + 3 * width] for top in range(0, stride * height, stride)]
    grey = all(row[0::3] == row[1::3] == row[2::3] for row in rows)
    channel = _GREY if grey else _COLOUR
    # Each row begins with the name of its filter: 0, none.
    raw = b"".join(b"\0" + (row[0::3] if grey else row) for row in rows)
    header = pack(">IIBBBBB", width, height, 8, channel, 0, 0, 0)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", zlib.compress(raw, _LEVEL)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))
