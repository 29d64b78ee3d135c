"""What two letters say to each other before and after something was decided, and whether an entry says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785

from diffing.change_json import change_to_json
from diffing.changes.typed_changes import Change
from diffing.compare_letters import Comparison

__all__ = ["LookedAt", "changes_said", "said_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """The letters of these keys, compared as things stood before (`then`) and as they stand (`now`).

    None where one of the two was, or is, not held or not compared. `told` says that subscribers are told what
    moves between the two; else it is only shown to who asks.
    """

    old: str
    new: str
    then: Comparison | None
    now: Comparison | None
    told: bool


def changes_said(comparison: Comparison | None) -> dict[bytes, Change]:
    """The changes of a comparison by what they say, in their order."""
    changes = () if comparison is None else comparison.changes
    return {said_of(change_to_json(change)): change for change in changes}


def said_of(change: Mapping[str, Any]) -> bytes:
    """What a change, given as public JSON, says: not how it was found, nor what its item is called."""
    facts = {name: value for name, value in change["facts"].items() if name != "considered"}
    sides = [change[side] and change[side]["quotes"] for side in ("before", "after")]
    return rfc8785.dumps([change["kind"], sides, facts])
