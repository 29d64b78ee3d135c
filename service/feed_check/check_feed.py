"""Whether a feed is whole: walked from its head back to its first archive, up to the first fault.

The head's signature covers its own bytes, the hash of the last archive, and how many entries there are; each
archive's bytes have the hash that the document behind it names. So a byte that is changed, an entry or an
archive that is left out or put elsewhere breaks the chain at that place, unless the signer did it.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.feed_check.fetch_document import CannotFetch, Fetch
from service.feed_check.seen_document import NoFeedDocument, SeenDocument, SeenEntry, read_document
from service.feeds.archive_chain import (
    BLANK_HASH,
    ENTRIES_PER_ARCHIVE,
    Archive,
    Head,
    blanked,
    head_statement,
    sha256_of,
)
from service.signing.signing_keys import PublicKey, public_keys_of

__all__ = ["CheckedFeed", "Fault", "check_feed"]

# A hundred thousand archives are ten million entries.
_MOST_ARCHIVES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFeed:
    """A feed that is whole: its id, its archives and entries counted, its last position, whose key signed."""

    feed: str
    archives: int
    entries: int
    last_position: int
    key: str

    @property
    def is_whole(self) -> bool:
        """That nothing is missing."""
        return True

    def __str__(self) -> str:
        counted = f"{self.entries} entries, {self.archives} archives, up to position {self.last_position}"
        return f"{counted}, signed by key {self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """The first thing that is wrong: in which document, by its address, and what."""

    where: str
    what: str

    @property
    def is_whole(self) -> bool:
        """That something is wrong."""
        return False

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class _Broken(Exception):
    def __init__(self, where: str, what: str) -> None:
        self.fault = Fault(where=where, what=what)
        super().__init__(what)


def check_feed(address: str, fetch: Fetch, keys: Sequence[PublicKey] | None) -> CheckedFeed | Fault:
    """What the feed at an address is, or the first fault; `keys` are those that may sign its head.

    None are those that the same server publishes.
    """
    try:
        return _checked(address, fetch, _keys_of_server(address, fetch) if keys is None else keys)
    except _Broken as broken:
        return broken.fault


def _checked(address: str, fetch: Fetch, keys: Sequence[PublicKey]) -> CheckedFeed:
    body = _body(address, fetch)
    document, head = _head_in(address, body)
    key = _signed_by(address, body, document, head, keys)
    _check_head(address, document, head)
    seen: dict[str, int] = {}
    before, through = head.last_position + 1, 0
    for place, archive in _archives(document, head, fetch):
        _check_archive(place, archive, before=before)
        before = archive.entries[0].position
        through = max(through, archive.entries[-1].position)
        for entry in archive.entries:
            _add(seen, entry, place)
    _check_entries(address, document, head, seen, through)
    return CheckedFeed(
        feed=document.feed,
        archives=head.archives,
        entries=head.entries,
        last_position=head.last_position,
        key=key,
    )


def _keys_of_server(address: str, fetch: Fetch) -> tuple[PublicKey, ...]:
    home, feeds, _ = address.partition("/feeds/")
    if not feeds:
        raise _Broken(address, "this is no address of a feed of ours: they have /feeds/ in them")
    place = f"{home}/v1/keys"
    try:
        return public_keys_of(_body(place, fetch))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _Broken(place, "there is no public key there; the service does not sign") from error


def _body(address: str, fetch: Fetch) -> bytes:
    try:
        return fetch(address)
    except CannotFetch as error:
        raise _Broken(error.address, error.what) from error


def _read(address: str, body: bytes) -> SeenDocument:
    try:
        return read_document(body)
    except NoFeedDocument as error:
        raise _Broken(address, str(error)) from error


def _head_in(address: str, body: bytes) -> tuple[SeenDocument, Head]:
    document = _read(address, body)
    if not isinstance(document.place, Head):
        raise _Broken(address, "this is an archive; give the address of the current document")
    return document, document.place


def _signed_by(
    address: str, body: bytes, document: SeenDocument, head: Head, keys: Sequence[PublicKey]
) -> str:
    """The id of the key that signed the head."""
    if sha256_of(blanked(body)) != document.document_sha256 or document.document_sha256 == BLANK_HASH:
        raise _Broken(address, "its bytes are not those that its own hash was made of")
    if head.key is None or document.signature is None:
        raise _Broken(address, "nobody signed it")
    known = {key.id: key for key in keys}
    if head.key not in known:
        raise _Broken(address, f"it is signed by key {head.key}, which is not among those known")
    statement = head_statement(document.feed, head, document.document_sha256)
    if not known[head.key].verifies(_bytes(address, document.signature), statement):
        raise _Broken(address, f"its signature is not what key {head.key} makes of it")
    return head.key


def _bytes(address: str, signature: str) -> bytes:
    try:
        return base64.b64decode(signature, validate=True)
    except binascii.Error as error:
        raise _Broken(address, "its signature is not base64") from error


def _check_head(address: str, document: SeenDocument, head: Head) -> None:
    if not 0 <= head.archives <= _MOST_ARCHIVES:
        raise _Broken(address, f"it names {head.archives} archives")
    left_over = head.entries - head.archives * ENTRIES_PER_ARCHIVE
    if not 0 <= left_over < ENTRIES_PER_ARCHIVE:
        raise _Broken(
            address, f"it counts {head.entries} entries, which {head.archives} archives do not make"
        )
    if any(entry.position > head.last_position for entry in document.entries):
        raise _Broken(
            address, f"it has an entry behind position {head.last_position}, which it calls the last"
        )
    ids = [entry.id for entry in document.entries]
    twice = next((one for one in ids if ids.count(one) > 1), None)
    if twice is not None:
        raise _Broken(address, f"entry {twice} stands twice in it")


def _archives(document: SeenDocument, head: Head, fetch: Fetch) -> Iterator[tuple[str, SeenDocument]]:
    """The archives by their addresses, the last first, each held against the hash that names it."""
    behind, expected = document, head.archive_sha256
    named_by = "the current document"
    for number in range(head.archives, 0, -1):
        if behind.previous is None or expected is None:
            raise _Broken(named_by, f"it names no archive {number}, though there are {head.archives}")
        place = behind.previous
        body = _body(place, fetch)
        found = sha256_of(body)
        if found != expected:
            raise _Broken(place, f"archive {number} has SHA-256 {found}, and {named_by} names {expected}")
        behind = _read(place, body)
        if not isinstance(behind.place, Archive) or behind.place.number != number:
            raise _Broken(place, f"it is not archive {number}")
        if behind.feed != document.feed:
            raise _Broken(place, f"it is an archive of another feed, {behind.feed}")
        yield place, behind
        expected, named_by = behind.place.previous_sha256, f"archive {number}"
    if behind.previous is not None or expected is not None:
        raise _Broken(named_by, "it names an archive before the first")


def _check_archive(place: str, archive: SeenDocument, *, before: int) -> None:
    positions = [entry.position for entry in archive.entries]
    if len(positions) != ENTRIES_PER_ARCHIVE:
        raise _Broken(place, f"it has {len(positions)} entries, not {ENTRIES_PER_ARCHIVE}")
    if any(one >= other for one, other in pairwise(positions)):
        raise _Broken(place, "its entries are not in the order of their positions")
    if positions[-1] >= before:
        raise _Broken(
            place, f"it has an entry at {positions[-1]}, and what stands behind it begins at {before}"
        )


def _add(seen: dict[str, int], entry: SeenEntry, place: str) -> None:
    if entry.id in seen:
        raise _Broken(place, f"entry {entry.id} stands in two documents")
    seen[entry.id] = entry.position


def _check_entries(
    address: str, document: SeenDocument, head: Head, seen: dict[str, int], through: int
) -> None:
    """The head repeats archives as they are, and has all that is in none but what it says to leave out."""
    left_over = head.entries - head.archives * ENTRIES_PER_ARCHIVE
    behind = [entry for entry in document.entries if entry.position > through]
    for entry in document.entries:
        if seen.get(entry.id, entry.position) != entry.position:
            raise _Broken(address, f"entry {entry.id} stands at {entry.position} and at {seen[entry.id]}")
        if entry.position <= through and entry.id not in seen:
            raise _Broken(address, f"entry {entry.id} stands at {entry.position}, and in no archive")
    if len(behind) + head.hidden != left_over:
        raise _Broken(
            address,
            f"it has {len(behind)} entries that are in no archive, leaves out {head.hidden}, of {left_over}",
        )
