"""What a series may be called."""

from __future__ import annotations

import re

__all__ = ["is_series_name"]

_NAME = re.compile(r"(?=.{1,64}\Z)[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)


def is_series_name(text: str) -> bool:
    """Whether this can stand as it is in addresses, file names and streams, as `euco-migration` can."""
    return _NAME.fullmatch(text) is not None
