"""What a site lets us fetch: robots.txt, as RFC 9309 wants it read.

A site without one (4xx) allows everything; one that cannot say (5xx, no answer) allows nothing for now.
"""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from protego import Protego

__all__ = ["MOST_BYTES", "may_fetch", "robots_address"]

# RFC 9309, 2.5: a crawler reads at least 500 kibibytes; what stands behind them does not count.
MOST_BYTES = 500 * 1024
_GONE = range(400, 500)
_DONE = range(200, 300)
# 429 is "too many requests": the site is in trouble, not without rules.
_BUSY = 429


def robots_address(address: str) -> str:
    """Where the rules for this address stand."""
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))


def may_fetch(address: str, *, status: int, rules: bytes, agent: str) -> bool:
    """Whether these rules, that were answered with this status, let `agent` fetch the address."""
    if status in _DONE:
        return bool(Protego.parse(rules[:MOST_BYTES].decode("utf-8", "replace")).can_fetch(address, agent))
    return status in _GONE and status != _BUSY
