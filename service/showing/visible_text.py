"""Words of letters where signs that cannot be seen would do something: terminals, mails, spreadsheets."""

from __future__ import annotations

import re

__all__ = ["visible"]

# Control characters, which move a terminal's cursor; overrides and isolates of the direction of writing,
# which make words stand in an order that they do not have; and what no XML document may hold.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """The text with each such sign replaced by U+FFFD; tabs and ends of lines stay."""
    return _UNSEEN.sub("\ufffd", text)
