"""`lettertrail verify`: whether the record is what was recorded."""

from __future__ import annotations

__all__ = ["verify"]


def verify() -> None:
    """Check every recorded event and document against the hashes kept with it; names the first that fails."""
