"""What a signer could get wrong is caught, too: documents that are signed and do not add up."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from service.feed_check.check_feed import check_feed
from service.feed_check.fetch_document import CannotFetch
from service.feed_check.seen_document import NoFeedDocument, read_document
from service.feeds.archive_chain import (
    BLANK_HASH,
    BLANK_SIGNATURE,
    Head,
    blanked,
    filled_in,
    head_statement,
    sha256_of,
)
from service.signing.signing_keys import PublicKey

SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = PublicKey(raw=SIGNER.public_key().public_bytes_raw())
HOME = "https://letters.example/feeds/changes.json"


def items(first, last):
    return [
        {"id": f"e{at}", "content_html": "", "_lettertrail": {"position": at}}
        for at in range(first, last + 1)
    ]


def archive(number, *, previous, entries, **said):
    chain = {
        "feed": "f",
        "number": number,
        "entries": len(entries),
        "first_position": 1,
        "last_position": 100,
        "previous_sha256": previous,
        "previous": f"{HOME}?archive={number - 1}" if previous else None,
    }
    return json.dumps({"_lettertrail": {"chain": chain | said}, "items": entries}).encode()


def head(*, archives, archive_sha256, entries, count, hidden=0, last=None):
    place = Head(
        archives=archives,
        archive_sha256=archive_sha256,
        entries=count,
        last_position=count if last is None else last,
        hidden=hidden,
        key=KEY.id,
    )
    chain = {
        "feed": "f",
        "archives": archives,
        "archive_sha256": archive_sha256,
        "entries": count,
        "last_position": place.last_position,
        "hidden": hidden,
        "document_sha256": BLANK_HASH,
        "key": KEY.id,
        "signature": BLANK_SIGNATURE,
        "previous": f"{HOME}?archive={archives}" if archives else None,
    }
    body = json.dumps({"_lettertrail": {"chain": chain}, "items": entries}).encode()
    digest = sha256_of(body)
    signature = base64.b64encode(SIGNER.sign(head_statement("f", place, digest))).decode()
    return filled_in(body, digest, signature)


def checked(current, **archives):
    documents = {HOME: current} | {f"{HOME}?archive={name[1:]}": body for name, body in archives.items()}

    def fetch(address):
        if address not in documents:
            raise CannotFetch(address, "the answer is 404, not 200")
        return documents[address]

    return check_feed(HOME, fetch, [KEY])


FIRST = archive(1, previous=None, entries=items(1, 100))
SECOND = archive(2, previous=sha256_of(FIRST), entries=items(101, 200))
SUM = sha256_of(SECOND)


def test_a_feed_with_and_without_archives_is_whole():
    assert checked(head(archives=0, archive_sha256=None, entries=items(1, 9), count=9)).is_whole
    whole = head(archives=2, archive_sha256=SUM, entries=items(150, 203), count=203)
    assert checked(whole, a1=FIRST, a2=SECOND).is_whole
    assert checked(head(archives=0, archive_sha256=None, entries=[], count=0)).is_whole


def test_what_was_taken_back_may_be_left_out_and_no_more():
    without = [one for one in items(1, 9) if one["id"] != "e4"]
    assert checked(head(archives=0, archive_sha256=None, entries=without, count=9, hidden=1)).is_whole
    assert "leaves out 0" in checked(head(archives=0, archive_sha256=None, entries=without, count=9)).what


MOVED = items(1, 100)
MOVED[3], MOVED[4] = MOVED[4], MOVED[3]
SHORT = archive(1, previous=None, entries=items(1, 99))
REPEATED = archive(
    1, previous=None, entries=[*items(2, 100), {**items(107, 107)[0], "_lettertrail": {"position": 101}}]
)


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (archive(1, previous=None, entries=MOVED), "not in the order of their positions"),
        (SHORT, "it has 99 entries, not 100"),
        (REPEATED, "stands in two documents"),
        (archive(3, previous=None, entries=items(1, 100)), "it is not archive 1"),
        (archive(1, previous=None, entries=items(1, 100), feed="g"), "an archive of another feed"),
        (archive(1, previous="ab" * 32, entries=items(1, 100)), "an archive before the first"),
        (archive(1, previous=None, entries=items(50, 149)), "what stands behind it begins at 102"),
        (b"<html/>", "it names no archives"),
        (b"<html", "no feed that can be read"),
        (b"[" * 100_000, "no feed that can be read"),
    ],
)
def test_an_archive_that_does_not_add_up_is_named(bad, why):
    second = archive(2, previous=sha256_of(bad), entries=items(102, 201))
    current = head(archives=2, archive_sha256=sha256_of(second), entries=[], count=200, last=201)
    assert why in checked(current, a1=bad, a2=second).what


@pytest.mark.parametrize(
    ("current", "why"),
    [
        (
            head(archives=0, archive_sha256=None, entries=items(1, 9), count=109),
            "which 0 archives do not make",
        ),
        (head(archives=0, archive_sha256=None, entries=items(1, 9), count=9, last=8), "behind position 8"),
        (head(archives=0, archive_sha256=None, entries=items(1, 9) * 2, count=18), "stands twice in it"),
        (head(archives=1, archive_sha256=None, entries=items(1, 9), count=109), "it names no archive 1"),
        (head(archives=1, archive_sha256=sha256_of(FIRST), entries=items(101, 109), count=109), "404"),
    ],
)
def test_a_head_that_does_not_add_up_is_named(current, why):
    assert why in checked(current).what


def test_a_head_is_signed_as_it_is_without_its_hash_and_signature():
    current = head(archives=0, archive_sha256=None, entries=items(1, 9), count=9)
    document = read_document(current)
    assert blanked(filled_in(blanked(current), document.document_sha256, document.signature)) == blanked(
        current
    )
    assert BLANK_HASH.encode() in blanked(current)
    forged = current.replace(document.signature.encode(), base64.b64encode(bytes(64)))
    assert "its signature is not what key" in checked(forged).what
    assert "not among those known" in check_feed(HOME, lambda _: current, []).what


def test_entities_in_a_document_are_not_followed():
    hostile = b'<!DOCTYPE f [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed xmlns="http://www.w3.org/2005/Atom">&x;</feed>'
    with pytest.raises(NoFeedDocument):
        read_document(hostile)
