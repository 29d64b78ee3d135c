"""When a server that has too much to do wants to be asked again (Retry-After, RFC 9110, 10.2.3)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

__all__ = ["BUSY", "retry_after"]

# 429 Too Many Requests (RFC 6585, 4) and 503 Service Unavailable (RFC 9110, 15.6.4): a wait helps.
BUSY = frozenset({429, 503})
# Digits beyond these are some thirty years, which is as good as never and no overflow.
_DIGITS = 9


def retry_after(value: str | None, now: datetime) -> datetime | None:
    """The moment that the header names, in UTC, past or far away; None where none can be read."""
    said = (value or "").strip()
    if said.isascii() and said.isdigit():
        return now + timedelta(seconds=int(said.lstrip("0")[:_DIGITS] or "0"))
    try:
        moment = parsedate_to_datetime(said)
        # A date without a zone is in UTC: HTTP knows no other (RFC 9110, 5.6.7).
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
