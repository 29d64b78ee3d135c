"""One POST and what came of it: no redirect is followed, no more of the answer read than is kept."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Event

import h11

from service.delivery.http_exchange import exchange
from service.delivery.pinned_connection import NotReached, WayOut, connection_to
from service.delivery.receiver_address import ReceiverAddress
from service.delivery.time_left import TimeLeft

__all__ = ["Answer", "post_once"]

_AGENT = "Lettertrail (webhooks)"
# An answer is 100 Continue or an early hint a few times at most.
_MOST_READ = 64 * 1024
# What people need to see what is wrong; receivers answer with pages when they fail.
_MOST_KEPT = 1_000
_SHOWN = 300
# The status is the answer: for the rest of it nobody waits long.
_SECONDS_FOR_BODY = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of an attempt: `status` as answered, or None and `note` says why there is none.

    Where there is one, `note` is the beginning of what was answered, on one line; `retry_after` the header
    of that name as it came.
    """

    status: int | None
    note: str
    milliseconds: int
    retry_after: str | None = None

    @property
    def taken(self) -> bool:
        """Whether the receiver took the message."""
        return self.status is not None and 200 <= self.status < 300  # noqa: PLR2004  RFC 9110, 15.3

    @property
    def gone(self) -> bool:
        """Whether the receiver wants nothing more, ever."""
        return self.status == 410  # noqa: PLR2004  as the Standard Webhooks spec has it


def post_once(
    address: ReceiverAddress,
    *,
    headers: Sequence[tuple[str, str]],
    body: bytes,
    media_type: str,
    way: WayOut,
    called_off: Event,
) -> Answer:
    """The answer to one POST; never raises for what the network or the receiver does.

    Raises Abandoned when it was called off.
    """
    left = TimeLeft(way.seconds, called_off)
    try:
        with connection_to(address, way, left) as connection:
            head, answered = _exchange(connection, _request(address, headers, body, media_type), left)
    except NotReached as error:
        return _no_answer(str(error), left)
    except TimeoutError:
        return _no_answer(f"no answer within {way.seconds:g} s", left)
    except (OSError, h11.RemoteProtocolError) as error:
        return _no_answer(f"the connection broke off: {_said(error)}", left)
    return Answer(
        status=head.status_code,
        note=_readable(answered),
        milliseconds=left.milliseconds_spent(),
        retry_after=_retry_after(head),
    )


def _no_answer(why: str, left: TimeLeft) -> Answer:
    return Answer(status=None, note=why, milliseconds=left.milliseconds_spent())


def _request(
    address: ReceiverAddress, headers: Sequence[tuple[str, str]], body: bytes, media_type: str
) -> tuple[h11.Event, ...]:
    head = [
        ("Host", address.host_header),
        ("User-Agent", _AGENT),
        ("Content-Type", media_type),
        ("Content-Length", str(len(body))),
        ("Connection", "close"),
        *headers,
    ]
    return (
        h11.Request(method="POST", target=address.target, headers=head),
        h11.Data(data=body),
        h11.EndOfMessage(),
    )


def _exchange(
    connection: socket.socket, request: Sequence[h11.Event], left: TimeLeft
) -> tuple[h11.Response, bytes]:
    """The head and the first bytes of the answer."""
    answered = exchange(connection, request, left, most=_MOST_READ)
    return answered.head, _first_bytes(answered.body(left.at_most(_SECONDS_FOR_BODY)))


def _retry_after(head: h11.Response) -> str | None:
    return next((value.decode("latin-1") for name, value in head.headers if name == b"retry-after"), None)


def _first_bytes(body: Iterator[bytes]) -> bytes:
    kept = b""
    with suppress(OSError, h11.RemoteProtocolError):
        for piece in body:
            kept += piece
            if len(kept) >= _MOST_KEPT:
                break
    return kept[:_MOST_KEPT]


def _readable(answered: bytes) -> str:
    words = " ".join(answered.decode("utf-8", errors="replace").split())
    return "".join(sign for sign in words if sign.isprintable())[:_SHOWN]


def _said(error: Exception) -> str:
    if isinstance(error, h11.RemoteProtocolError):
        return "what was answered is no HTTP"
    return (getattr(error, "strerror", None) or type(error).__name__).lower()
