"""Words as the canonical text has them: one blank between two, and nothing that cannot be seen."""

from __future__ import annotations

import re

__all__ = ["plain"]

# Soft hyphens, zero-width blanks and joiners of lines, byte order marks, controls: all but white space.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1b\x7f]")


def plain(words: str) -> str:
    """The words without blanks around them, with every run of white space one blank, the unseen dropped."""
    return " ".join(_UNSEEN.sub("", words).split())
