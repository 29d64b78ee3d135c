"""Which changes of a comparison somebody wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["EVERYTHING_THAT_COUNTS", "Selection"]

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Minor changes too, or not; `wanted` says for each change of a comparison whether a filter holds of it.

    Without `wanted` all are wanted.
    """

    minor: bool = False
    wanted: tuple[bool, ...] | None = None

    def of(self, changes: Sequence[Json]) -> list[Json]:
        """The changes that are wanted, in their order."""
        holds = (True,) * len(changes) if self.wanted is None else self.wanted
        return [c for c, one in zip(changes, holds, strict=True) if one and (self.minor or not c["minor"])]


EVERYTHING_THAT_COUNTS = Selection()
