"""The permanent, opaque id of an item."""

from __future__ import annotations

import base64
import hashlib

__all__ = ["item_id"]

# 80 bits: a series of a million items collides with a chance below one in a trillion.
_BYTES = 10


def item_id(letter_key: str, statement_id: str) -> str:
    """The id of the item whose earliest recorded statement is this one: 16 letters and digits."""
    digest = hashlib.sha256(f"{letter_key}\n{statement_id}".encode()).digest()
    return base64.b32encode(digest[:_BYTES]).decode("ascii").lower()
