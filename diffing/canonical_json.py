"""JSON Canonicalization Scheme bytes (RFC 8785): the one way of writing a value that hashes are taken of.

Most of what is hashed here has nothing in it on which the scheme and Python's own writer differ but whole
numbers given as floats; that is written by Python's, in a fifth of the time. Everything else goes to rfc8785,
and a property test holds the two together.
"""

from __future__ import annotations

import json
from typing import Any

__all__ = ["canonical_json"]

# Between these, ECMAScript and Python write a float with the same digits and without an exponent.
_SMALLEST, _LARGEST = 1e-4, 1e15
# Integers beyond this are refused: a reader of JSON may take them for their neighbours.
_MOST = 2**53 - 1


class _NotPlain(Exception):
    """A value on whose form the two writers may differ."""


def canonical_json(value: Any) -> bytes:
    """The canonical bytes of a JSON value; raises ValueError for what has none (NaN, integers over 2^53)."""
    try:
        plain = _plain(value)
    except _NotPlain:
        import rfc8785

        return rfc8785.dumps(value)
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, dict):
        return {_plain_key(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return _plain_number(value)


def _plain_key(key: Any) -> str:
    # The scheme orders names by their UTF-16 form, which for ASCII is Python's order.
    if isinstance(key, str) and key.isascii():
        return key
    raise _NotPlain


def _plain_number(value: Any) -> int | float:
    if isinstance(value, int) and abs(value) <= _MOST:
        return value
    if isinstance(value, float):
        if value == 0 or (value.is_integer() and abs(value) < _LARGEST):
            return int(value)
        if _SMALLEST <= abs(value) < _LARGEST:
            return value
    raise _NotPlain
