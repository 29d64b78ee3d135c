"""A document that is sent as it was made: its bytes, with gzip and without, and all headers but the date."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from service.feeds.conditional_get import etag_of, http_date

__all__ = ["FOR_EVER", "UNTIL_ASKED", "Document", "document_of"]

# What may be kept until one asks again whether it is the same, and what never changes.
UNTIL_ASKED = "public, no-cache"
FOR_EVER = "public, max-age=31536000, immutable"

# What fits into one packet is not there sooner for being smaller.
_LEAST = 1_000
_LEVEL = 6
_NO_LINKS: Mapping[str, str] = MappingProxyType({})

Headers = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The bytes; `packed` are the same with gzip, None where that is no use.

    `plain`, `zipped` and `unchanged` are the headers of the answers with the bytes, with them packed, and of
    304. `passing` says that it will soon be another, though nothing was published.
    """

    body: bytes
    packed: bytes | None
    etag: str
    last_modified: datetime
    plain: Headers
    zipped: Headers
    unchanged: Headers
    passing: bool = False


def document_of(
    body: bytes,
    media_type: str,
    last_modified: datetime,
    *,
    keep: str = UNTIL_ASKED,
    links: Mapping[str, str] = _NO_LINKS,
    passing: bool = False,
) -> Document:
    """The document of these bytes; the same bytes have the same ETag. `keep` is how long they may be kept."""
    etag = etag_of(body)
    always = _encoded(
        {
            "ETag": etag,
            "Last-Modified": http_date(last_modified),
            "Cache-Control": keep,
            "Vary": "Accept-Encoding",
            "X-Content-Type-Options": "nosniff",
            **links,
        }
    )
    packed = gzip.compress(body, _LEVEL, mtime=0) if len(body) >= _LEAST else None
    of_type = _encoded({"Content-Type": f"{media_type}; charset=utf-8"})
    return Document(
        body=body,
        packed=packed,
        etag=etag,
        last_modified=last_modified,
        plain=(*always, *of_type, *_encoded({"Content-Length": str(len(body))})),
        zipped=(
            *always,
            *of_type,
            *_encoded({"Content-Length": str(len(packed or b"")), "Content-Encoding": "gzip"}),
        ),
        unchanged=always,
        passing=passing,
    )


def _encoded(headers: Mapping[str, str]) -> Headers:
    return tuple((name.lower().encode(), value.encode("latin-1")) for name, value in headers.items())
