"""One POST and what came of it: no redirect is followed, no more of the answer read than is kept.

HTTP itself is h11's, which does no I/O: so every byte in and out passes here, where the time that is left and
the size of the answer are counted.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import TypeVar

import h11

from service.delivery.pinned_connection import NotReached, WayOut, connection_to
from service.delivery.receiver_address import ReceiverAddress
from service.delivery.time_left import TimeLeft

__all__ = ["Answer", "post_once"]

T = TypeVar("T")

_AGENT = "Lettertrail (webhooks)"
# Of the status line and the headers: as much as common servers allow.
_MOST_HEAD = 16 * 1024
# An answer is 100 Continue or an early hint a few times at most.
_MOST_READ = 64 * 1024
# What people need to see what is wrong; receivers answer with pages when they fail.
_MOST_KEPT = 1_000
_SHOWN = 300
# The status is the answer: for the rest of it nobody waits long.
_SECONDS_FOR_BODY = 2.0
_AT_ONCE = 16 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of an attempt: `status` as answered, or None and `note` says why there is none.

    Where there is one, `note` is the beginning of what was answered, on one line.
    """

    status: int | None
    note: str
    milliseconds: int

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
            status, answered = _exchange(connection, _request(address, headers, body, media_type), left)
    except NotReached as error:
        return _no_answer(str(error), left)
    except TimeoutError:
        return _no_answer(f"no answer within {way.seconds:g} s", left)
    except (OSError, h11.RemoteProtocolError) as error:
        return _no_answer(f"the connection broke off: {_said(error)}", left)
    return Answer(status=status, note=_readable(answered), milliseconds=left.milliseconds_spent())


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


def _exchange(connection: socket.socket, request: Sequence[h11.Event], left: TimeLeft) -> tuple[int, bytes]:
    """The status and the first bytes of the answer."""
    http = h11.Connection(h11.CLIENT, max_incomplete_event_size=_MOST_HEAD)
    sent = b"".join(http.send(event) or b"" for event in request)
    # Some answer and close before they have read everything: the answer counts.
    with suppress(BrokenPipeError, ConnectionResetError):
        _send(connection, sent, left)
    events = _events(http, connection, left)
    status = next((event.status_code for event in events if isinstance(event, h11.Response)), None)
    if status is None:
        raise h11.RemoteProtocolError("it ends without a status")
    return status, _first_bytes(_events(http, connection, left.at_most(_SECONDS_FOR_BODY)))


def _send(connection: socket.socket, data: bytes, left: TimeLeft) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[_patiently(partial(connection.send, rest[:_AT_ONCE]), connection, left) :]


def _events(http: h11.Connection, connection: socket.socket, left: TimeLeft) -> Iterator[h11.Event]:
    """What is answered, up to its end; raises RemoteProtocolError where it breaks off or is no HTTP."""
    read = 0
    while not isinstance(event := http.next_event(), h11.EndOfMessage | h11.ConnectionClosed):
        if event is h11.PAUSED:
            raise h11.RemoteProtocolError("it goes on to speak something else")
        if event is h11.NEED_DATA:
            data = _patiently(partial(connection.recv, _AT_ONCE), connection, left)
            read += len(data)
            if read > _MOST_READ:
                raise h11.RemoteProtocolError("it answers too much")
            http.receive_data(data)
        elif isinstance(event, h11.Event):
            yield event


def _first_bytes(events: Iterator[h11.Event]) -> bytes:
    kept = b""
    with suppress(OSError, h11.RemoteProtocolError):
        for event in events:
            kept += bytes(event.data) if isinstance(event, h11.Data) else b""
            if len(kept) >= _MOST_KEPT:
                break
    return kept[:_MOST_KEPT]


def _patiently(step: Callable[[], T], connection: socket.socket, left: TimeLeft) -> T:
    """What the step gives, tried until the time is over or it was called off."""
    while True:
        connection.settimeout(left.until_looking_up())
        with suppress(TimeoutError):
            return step()


def _readable(answered: bytes) -> str:
    words = " ".join(answered.decode("utf-8", errors="replace").split())
    return "".join(sign for sign in words if sign.isprintable())[:_SHOWN]


def _said(error: Exception) -> str:
    if isinstance(error, h11.RemoteProtocolError):
        return "what was answered is no HTTP"
    return (getattr(error, "strerror", None) or type(error).__name__).lower()
