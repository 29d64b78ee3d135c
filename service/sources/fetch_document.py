"""One document over HTTP, asked for as a well-behaved program asks.

Each step of a redirect is a request of its own, whose name is looked up and whose address is checked as for
everything that leaves the server (delivery/pinned_connection.py). The answer is taken as it is, unpacked by
nobody, and read no further than is wanted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from threading import Event
from urllib.parse import unquote, urljoin, urlsplit

import h11

from service.delivery.http_exchange import exchange
from service.delivery.pinned_connection import NotReached, WayOut, connection_to
from service.delivery.receiver_address import read_receiver_address
from service.delivery.time_left import TimeLeft
from service.errors import BadReceiverAddress
from service.reading.received_names import received_name
from service.sources.answers import Answer, Unreachable
from service.sources.look_at_address import AGENT
from service.sources.watched_source import Visit

__all__ = ["fetch_document"]

Headers = Mapping[str, str]

_HEADERS_AND_CHUNKS = 64 * 1024
_LONGEST_VALIDATOR = 1_000
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_STEPS = 5


def fetch_document(address: str, seen: Visit | None, most: int, *, way: WayOut, called_off: Event) -> Answer:
    """The answer to a GET, behind redirects; see `answers.Fetch`. All steps share the seconds of `way`."""
    left = TimeLeft(way.seconds, called_off)
    here = address
    for _ in range(_MOST_STEPS):
        status, headers, body, cut = _get(here, seen, most, way, left)
        target = headers.get("location")
        if status not in _REDIRECTS or target is None:
            return _answer(here, status, headers, body, cut=cut)
        here = _next(here, target)
    raise Unreachable(f"{address} redirects more than {_MOST_STEPS} times")


def _get(
    address: str, seen: Visit | None, most: int, way: WayOut, left: TimeLeft
) -> tuple[int, Headers, bytes, bool]:
    try:
        place = read_receiver_address(address, allow_http=way.allow_http, allowed=way.allowed)
        request = h11.Request(method="GET", target=place.target, headers=_asked(place.host_header, seen))
        with connection_to(place, way, left) as connection:
            # Chunks and headers come on top of what is wanted.
            answered = exchange(
                connection, (request, h11.EndOfMessage()), left, most=2 * most + _HEADERS_AND_CHUNKS
            )
            body, cut = _at_most(most, answered.body(left))
    except (NotReached, BadReceiverAddress) as error:
        raise Unreachable(str(error)) from error
    except TimeoutError as error:
        raise Unreachable(f"no answer within {way.seconds:g} s") from error
    except (OSError, h11.ProtocolError) as error:
        raise Unreachable(f"the connection broke off ({type(error).__name__})") from error
    return answered.head.status_code, _headers(answered.head), body, cut


def _headers(head: h11.Response) -> Headers:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in head.headers}


def _asked(host: str, seen: Visit | None) -> list[tuple[str, str]]:
    """What we ask with: who we are, and what is known already (RFC 9110, 13.1)."""
    known = {"If-None-Match": seen.etag, "If-Modified-Since": seen.last_modified} if seen else {}
    return [
        ("Host", host),
        ("User-Agent", f"{AGENT} (looks for official letters)"),
        ("Accept", "*/*"),
        ("Accept-Encoding", "identity"),
        ("Connection", "close"),
        *((name, value) for name, value in known.items() if value),
    ]


def _at_most(most: int, body: Iterator[bytes]) -> tuple[bytes, bool]:
    """The first bytes, and whether there are more."""
    taken = bytearray()
    for piece in body:
        taken += piece
        if len(taken) > most:
            return bytes(taken[:most]), True
    return bytes(taken), False


def _next(address: str, target: str) -> str:
    """Where a redirect leads; nothing that was asked for in secret goes on in the open."""
    try:
        step = urljoin(address, target.strip())
    except ValueError as error:
        raise Unreachable(f"{address} redirects to what is no address") from error
    if address.startswith("https:") and not step.startswith("https:"):
        raise Unreachable(f"{address} redirects from https to what is none")
    return step.partition("#")[0]


def _answer(address: str, status: int, headers: Headers, body: bytes, *, cut: bool) -> Answer:
    return Answer(
        status=status,
        address=address,
        body=body,
        cut=cut,
        media_type=_media_type(headers.get("content-type", "")),
        filename=received_name(unquote(PurePosixPath(urlsplit(address).path).name) or None),
        etag=_kept(headers.get("etag")),
        last_modified=_kept(headers.get("last-modified")),
        retry_after=headers.get("retry-after"),
    )


def _media_type(content_type: str) -> str | None:
    """Without its parameters; None for the one that says nothing."""
    named = content_type.partition(";")[0].strip().lower()
    return named if named and named != "application/octet-stream" else None


def _kept(validator: str | None) -> str | None:
    """What the server wants to be told again; nothing that could not stand in a header of ours."""
    return (
        validator if validator and validator.isprintable() and len(validator) <= _LONGEST_VALIDATOR else None
    )
