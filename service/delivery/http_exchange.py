"""One request and its answer over a connection that is there.

HTTP itself is h11's, which does no I/O: so every byte in and out passes here, where the time that is left and
the size of the answer are counted.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import h11

from service.delivery.time_left import TimeLeft

__all__ = ["Exchange", "exchange"]

T = TypeVar("T")

# Of the status line and the headers: as much as common servers allow.
_MOST_HEAD = 16 * 1024
_AT_ONCE = 16 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """The head of an answer, and where the rest of it comes from; `most` bounds the bytes of all of it."""

    head: h11.Response
    http: h11.Connection
    connection: socket.socket
    most: int

    def body(self, left: TimeLeft) -> Iterator[bytes]:
        """The body, piece by piece; raises TimeoutError, OSError, or RemoteProtocolError for one cut off."""
        for event in _events(self.http, self.connection, left, self.most):
            if isinstance(event, h11.Data):
                yield bytes(event.data)


def exchange(
    connection: socket.socket, request: Sequence[h11.Event], left: TimeLeft, *, most: int
) -> Exchange:
    """The answer to the request, as far as its head.

    Raises RemoteProtocolError for what is no HTTP, ends without a status or has more than `most` bytes,
    TimeoutError and OSError; and Abandoned when it was called off.
    """
    http = h11.Connection(h11.CLIENT, max_incomplete_event_size=_MOST_HEAD)
    sent = b"".join(http.send(event) or b"" for event in request)
    # Some answer and close before they have read everything: the answer counts.
    with suppress(BrokenPipeError, ConnectionResetError):
        _send(connection, sent, left)
    for event in _events(http, connection, left, most):
        if isinstance(event, h11.Response):
            return Exchange(head=event, http=http, connection=connection, most=most)
    raise h11.RemoteProtocolError("it ends without a status")


def _send(connection: socket.socket, data: bytes, left: TimeLeft) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[_patiently(partial(connection.send, rest[:_AT_ONCE]), connection, left) :]


def _events(
    http: h11.Connection, connection: socket.socket, left: TimeLeft, most: int
) -> Iterator[h11.Event]:
    """What is answered, up to its end; raises RemoteProtocolError where it breaks off or is no HTTP."""
    read = 0
    while not isinstance(event := http.next_event(), h11.EndOfMessage | h11.ConnectionClosed):
        if event is h11.PAUSED:
            raise h11.RemoteProtocolError("it goes on to speak something else")
        if event is h11.NEED_DATA:
            data = _patiently(lambda: connection.recv(_AT_ONCE), connection, left)
            read += len(data)
            if read > most:
                raise h11.RemoteProtocolError("it answers too much")
            http.receive_data(data)
        elif isinstance(event, h11.Event):
            yield event


def _patiently(step: Callable[[], T], connection: socket.socket, left: TimeLeft) -> T:
    """What the step gives, tried until the time is over or it was called off."""
    while True:
        connection.settimeout(left.until_looking_up())
        with suppress(TimeoutError):
            return step()
