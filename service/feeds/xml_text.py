"""Words as XML can carry them."""

from __future__ import annotations

import re

__all__ = ["legal"]

# XML 1.0, production 2 (Char): tab, line feed, carriage return, and all from the blank on but for surrogates,
# U+FFFE and U+FFFF. A letter from a PDF has form feeds and worse; a writer refuses the whole feed for one.
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def legal(text: str) -> str:
    """The text without the characters that XML forbids, even escaped."""
    return _ILLEGAL.sub("", text)
