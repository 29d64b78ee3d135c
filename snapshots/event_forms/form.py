"""What the log stores of one sort of event: its name, its schema version, and its data as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from snapshots.letter_events import Event
    from snapshots.letter_json import Json

__all__ = ["Form"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """`from_data` takes what `to_data` gives. Name and version are for ever: the log holds them."""

    name: str
    schema_version: int
    to_data: Callable[[Any], Json]
    from_data: Callable[[Json], Event]
