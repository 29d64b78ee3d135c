"""What a file that came in is called: the sender's own words, made fit to be kept and shown."""

from __future__ import annotations

import re

__all__ = ["received_name"]

# The longest name that common file systems take.
_LONGEST = 255
# Half a surrogate pair has no place in UTF-8: a file system that is not UTF-8, or a forged form, makes them.
# Control characters, and those that turn the direction of writing, show another name than is there.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def received_name(name: str | None) -> str | None:
    """The last part of a path, unfit characters shown as U+FFFD, cut at 255; None where nothing is left."""
    last = re.split(r"[/\\]", name or "")[-1]
    return _UNFIT.sub("\ufffd", last)[:_LONGEST] or None
