"""The permanent, opaque id of an item."""

from __future__ import annotations

import base64
import hashlib
import re

__all__ = ["is_item_id", "item_id"]

# 80 bits: a series of a million items collides with a chance below one in a trillion.
_BYTES = 10
_SHAPE = re.compile(r"[a-z2-7]{16}")


def item_id(letter_key: str, statement_id: str) -> str:
    """The id of the item whose earliest recorded statement is this one: 16 letters and digits."""
    digest = hashlib.sha256(f"{letter_key}\n{statement_id}".encode()).digest()
    return base64.b32encode(digest[:_BYTES]).decode("ascii").lower()


def is_item_id(text: str) -> bool:
    """Whether a text has the shape of an id; no short name of several words has it."""
    return _SHAPE.fullmatch(text) is not None
