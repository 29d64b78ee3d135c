"""What joins the documents of a feed, so that whoever reads them all can prove that nothing is missing.

A feed is its archives (RFC 5005, section 4), numbered from 1, each full and never changed, and the current
document behind them. Each archive names the SHA-256 of the bytes of the one before. The current document is
the head: it names the last archive's, how many entries there are in all and up to which position of the log,
and carries a signature.

What is signed (Ed25519) is `head_statement`, canonical JSON (RFC 8785) that has the hash of the head's own
bytes, taken with that hash and the signature blank: with `BLANK_HASH` and `BLANK_SIGNATURE` in their place.
Both stand before any words of letters, so the first of each in a document is the one meant.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from diffing.canonical_json import canonical_json

__all__ = [
    "BLANK_HASH",
    "BLANK_SIGNATURE",
    "ENTRIES_PER_ARCHIVE",
    "NAMESPACE",
    "Archive",
    "Chain",
    "Head",
    "blanked",
    "filled_in",
    "head_statement",
    "sha256_of",
]

# For ever: archives of another size would be other archives.
ENTRIES_PER_ARCHIVE = 100

NAMESPACE = "urn:lettertrail:feed-archive:1"
BLANK_HASH = "0" * 64
BLANK_SIGNATURE = "A" * 86 + "=="

_HASH = re.compile(rb'(document[-_]sha256"?[=:] ?")([0-9a-f]{64})(")')
_SIGNATURE = re.compile(rb'(signature"?[=:] ?")([A-Za-z0-9+/]{86}==)(")')


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """An archive's place: its number, what is in it, and the hash of the one before, None for the first."""

    number: int
    entries: int
    first_position: int
    last_position: int
    previous_sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the current document says of the whole feed.

    `entries` counts all that were published in it, `last_position` is that of the last; 0 where there is
    none. Of those behind the last archive, the document leaves out `hidden`: taken back since, or cosmetic
    now. `key` is the id of the key that signs, None where nothing is signed.
    """

    archives: int
    archive_sha256: str | None
    entries: int
    last_position: int
    hidden: int = 0
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A document's place in its feed, and the addresses around it; an archive has that of the `current`."""

    place: Archive | Head
    previous: str | None = None
    following: str | None = None
    current: str | None = None


def head_statement(feed: str, head: Head, document_sha256: str) -> bytes:
    """What a head's signature is made of; `feed` is the feed's id."""
    return canonical_json(
        {
            "type": "lettertrail-feed-head-1",
            "feed": feed,
            "archives": head.archives,
            "archive_sha256": head.archive_sha256,
            "entries": head.entries,
            "last_position": head.last_position,
            "hidden": head.hidden,
            "document_sha256": document_sha256,
        }
    )


def blanked(document: bytes) -> bytes:
    """The head's bytes with its hash and its signature blank."""
    without_hash = _HASH.sub(rb"\g<1>" + BLANK_HASH.encode() + rb"\g<3>", document, count=1)
    return _SIGNATURE.sub(rb"\g<1>" + BLANK_SIGNATURE.encode() + rb"\g<3>", without_hash, count=1)


def filled_in(document: bytes, document_sha256: str, signature: str | None) -> bytes:
    """The bytes of a head that was written blank, with its hash, and its signature where there is one."""
    hashed = document.replace(BLANK_HASH.encode(), document_sha256.encode(), 1)
    return hashed if signature is None else hashed.replace(BLANK_SIGNATURE.encode(), signature.encode(), 1)


def sha256_of(document: bytes) -> str:
    """The SHA-256 of the bytes, in lower-case hexadecimal."""
    return hashlib.sha256(document).hexdigest()
