"""Lists in pages: what one page holds, and the opaque cursor with which the next one begins.

A cursor is the sort key of the last row that was given, so that rows which come or go meanwhile neither
repeat nor hide another; there are no offsets.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from service.errors import BadCursor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Page", "cursor_of", "page_of", "read_cursor"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Rows in the list's order; `next` is the cursor of the page behind, None where this is the last."""

    rows: tuple[T, ...]
    next: str | None = None


def page_of(rows: Sequence[T], limit: int, key: Callable[[T], tuple[str | int, ...]]) -> Page[T]:
    """A page of at most `limit` rows of those found; to know of a next page, look for one row more."""
    given = tuple(rows[:limit])
    more = len(rows) > limit
    return Page(rows=given, next=cursor_of(*key(given[-1])) if more else None)


def cursor_of(*key: str | int) -> str:
    """The sort key as text that is safe in a URL and says nothing."""
    compact = json.dumps(key, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(compact.encode()).decode().rstrip("=")


def read_cursor(cursor: str, *types: type) -> tuple[str | int, ...]:
    """The sort key that `cursor_of` gave this for; raises BadCursor for anything but a key of these types."""
    try:
        compact = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        key = json.loads(compact)
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise BadCursor(cursor) from error
    if not isinstance(key, list) or [type(part) for part in key] != list(types):
        raise BadCursor(cursor)
    if not all(_fits_a_column(part) for part in key):
        raise BadCursor(cursor)
    return tuple(key)


def _fits_a_column(part: str | int) -> bool:
    """Whether a database takes it: no key has control characters, and none a number of more than 31 bits."""
    return part.isprintable() if isinstance(part, str) else 0 <= part < 2**31
