"""The one place that asks what time it is; everything else is told."""

from __future__ import annotations

from datetime import UTC, datetime

__all__ = ["now"]


def now() -> datetime:
    """The time right now, in UTC."""
    return datetime.now(UTC)
