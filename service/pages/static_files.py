"""The few files that pages need: read once, told apart by their content, and so kept by browsers for ever."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["StaticFile", "static_file", "static_path"]

_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/vnd.microsoft.icon",
    ".md": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticFile:
    """A file as it is served; `version` changes whenever its bytes do."""

    data: bytes
    media_type: str
    version: str


def static_file(name: str) -> StaticFile | None:
    """The file of that name, None where there is none; names are looked up, never joined to a path."""
    return _static_files().get(name)


def static_path(name: str) -> str:
    """Where the file is served, with its version; raises KeyError for a file that is not there."""
    return f"/static/{name}?v={_static_files()[name].version}"


@cache
def _static_files() -> dict[str, StaticFile]:
    found = {}
    for entry in (files("service.pages") / "static").iterdir():
        media_type = _MEDIA_TYPES.get("." + entry.name.rpartition(".")[2])
        if media_type:
            data = entry.read_bytes()
            version = hashlib.sha256(data).hexdigest()[:12]
            found[entry.name] = StaticFile(data=data, media_type=media_type, version=version)
    return found
