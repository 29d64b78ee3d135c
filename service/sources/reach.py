"""How documents of strangers are had and read, as the settings allow."""

from __future__ import annotations

from functools import partial
from threading import Event

from service.delivery.pinned_connection import WayOut
from service.reading.read_apart import read_apart
from service.settings import Settings
from service.sources.check_source import Reach
from service.sources.fetch_document import fetch_document

__all__ = ["reach_of"]

# A letter as a PDF with pictures has some hundred kilobytes: more time than this helps nobody.
_SECONDS = 30.0


def reach_of(settings: Settings, *, called_off: Event | None = None) -> Reach:
    """Fetching and reading within the limits of the settings; `called_off` ends what is being fetched."""
    way = WayOut(allow_http=True, allowed=settings.source_networks, seconds=_SECONDS)
    return Reach(
        fetch=partial(fetch_document, way=way, called_off=called_off or Event()),
        read=partial(read_apart, limits=settings.reading_limits),
        most_bytes=settings.max_upload_bytes,
    )
