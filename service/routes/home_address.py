"""The address of this service as its links have it."""

from __future__ import annotations

from fastapi import Request

from service.settings import Settings

__all__ = ["home_of"]


def home_of(request: Request) -> str:
    """What absolute links begin with, without a slash: the `public_url` of the settings, else as asked."""
    settings: Settings = request.app.state.settings
    return settings.public_url or str(request.base_url).rstrip("/")
