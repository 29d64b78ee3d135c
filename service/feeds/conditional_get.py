"""Conditional requests (RFC 9110, section 13): nothing is sent again to those who have it."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

__all__ = ["etag_of", "http_date", "is_unchanged"]

_ENTITY_TAG = re.compile(r'(?:W/)?("[^"]*")')


def etag_of(body: bytes) -> str:
    """A validator: the same bytes, and only they, have the same one.

    It is weak, because a feed goes out compressed and not under the same one (RFC 9110, 8.8.3.3).
    """
    return f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'


def http_date(moment: datetime) -> str:
    """The moment in HTTP's format, cut to the second."""
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0), usegmt=True)


def is_unchanged(
    *, etag: str, last_modified: datetime, if_none_match: str | None, if_modified_since: str | None
) -> bool:
    """Whether the client has what would be sent, so that 304 answers it.

    If-None-Match goes before If-Modified-Since (RFC 9110, 13.2.2) and compares weakly (13.1.2). A date that
    cannot be read is as if it had not been sent (13.1.3).
    """
    if if_none_match is not None:
        return if_none_match.strip() == "*" or etag.removeprefix("W/") in _ENTITY_TAG.findall(if_none_match)
    since = _moment(if_modified_since)
    return since is not None and last_modified.replace(microsecond=0) <= since


def _moment(value: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value) if value else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
