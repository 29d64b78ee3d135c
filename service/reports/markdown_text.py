"""Words of letters in Markdown: whatever they hold is shown as it is, and marks nothing up."""

from __future__ import annotations

import re

from service.showing.visible_text import visible

__all__ = ["markdown_text"]

# What CommonMark, and tables, footnotes and formulas beside it, give a meaning anywhere in a line.
_SIGNS = re.compile(r"([\\`*_\[\]<>|~&$])")
# What opens a heading, a list, a rule or an underlined heading at the beginning of a line.
_BEGINNINGS = re.compile(r"(?m)^(\s*)(?:([-+=#:])|(\d+)([.)]))")


def markdown_text(text: str) -> str:
    """The text for one line of Markdown or several, each sign that could mean something escaped."""
    return _BEGINNINGS.sub(_escaped, _SIGNS.sub(r"\\\1", visible(text)))


def _escaped(found: re.Match[str]) -> str:
    blanks, sign, number, stop = found.groups()
    return f"{blanks}\\{sign}" if sign else f"{blanks}{number}\\{stop}"
