"""How this process has and reads documents of strangers, as the settings allow."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.settings import Settings
    from service.sources.check_source import Reach

__all__ = ["reach_of"]


def reach_of(settings: Settings) -> Reach:
    """Fetching and reading within the limits of the settings."""
    from service.read_apart import read_apart
    from service.sources.check_source import Reach
    from service.sources.fetch_document import fetch_document

    return Reach(
        fetch=fetch_document,
        read=partial(read_apart, limits=settings.reading_limits),
        most_bytes=settings.max_upload_bytes,
    )
