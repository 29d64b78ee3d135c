"""A connection to the very address that was checked.

A name is looked up once, every address that it has is checked, and the connection goes to one of these: were
the name looked up anew for connecting, it could lead elsewhere the second time (DNS rebinding). The name
still stands in the Host header and in TLS, so certificates are held against it. Proxies that the environment
names are not used: they would look the name up themselves.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache

from service.delivery.allowed_address import Network, why_refused
from service.delivery.receiver_address import ReceiverAddress
from service.delivery.time_left import TimeLeft

__all__ = ["NotReached", "Resolve", "WayOut", "connection_to", "look_up", "usual_tls"]

# Addresses of one name that are tried: a second one helps where IPv6 leads nowhere, a tenth does not.
_MOST_TRIED = 3

Resolve = Callable[[str, int], Sequence[str]]


class NotReached(Exception):
    """There is no connection; the message says why, for the log of deliveries."""


def look_up(host: str, port: int) -> tuple[str, ...]:
    """The addresses that a name has, as the system finds them; raises OSError where it has none."""
    # As bytes, so that nothing is made of the name but what it says.
    found = socket.getaddrinfo(host.encode("ascii"), port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for _, _, _, _, address in found))


@cache
def usual_tls() -> ssl.SSLContext:
    """Certificates as the system trusts them; read once, which takes some hundredths of a second."""
    return ssl.create_default_context()


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """How messages leave: `allowed` networks besides the public ones; `seconds` for one attempt in all."""

    resolve: Resolve = look_up
    allowed: tuple[Network, ...] = ()
    allow_http: bool = False
    tls: Callable[[], ssl.SSLContext] = usual_tls
    seconds: float = 15.0


@contextmanager
def connection_to(address: ReceiverAddress, way: WayOut, left: TimeLeft) -> Iterator[socket.socket]:
    """A connection, with TLS where the address is https, closed when the block ends.

    Raises NotReached where the name leads nowhere, to any address that may not be sent to, or nobody answers.
    """
    connected = _connect(_checked_addresses(address, way), address.port, left)
    with closing(connected), closing(_secured(connected, address, way, left)) as connection:
        yield connection


def _checked_addresses(address: ReceiverAddress, way: WayOut) -> tuple[str, ...]:
    try:
        found = tuple(way.resolve(address.host, address.port))
    except (OSError, UnicodeError) as error:
        raise NotReached(f"the name {address.host} leads nowhere") from error
    if not found:
        raise NotReached(f"the name {address.host} leads nowhere")
    for one in found:
        if (why := why_refused(one, allowed=way.allowed)) is not None:
            raise NotReached(f"{address.host} leads to an address that cannot be sent to: {why}")
    return found[:_MOST_TRIED]


def _connect(addresses: Sequence[str], port: int, left: TimeLeft) -> socket.socket:
    why: Exception | None = None
    for number, one in enumerate(addresses, 1):
        share = left.seconds() / (len(addresses) - number + 1)
        try:
            return _connected(one, port, share)
        except OSError as error:
            why = error
    raise NotReached(f"no connection: {_said(why)}") from why


def _connected(address: str, port: int, seconds: float) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    connection = socket.socket(family, socket.SOCK_STREAM)
    try:
        connection.settimeout(seconds)
        connection.connect((address, port))
    except BaseException:
        connection.close()
        raise
    return connection


def _secured(
    connection: socket.socket, address: ReceiverAddress, way: WayOut, left: TimeLeft
) -> socket.socket:
    if not address.secure:
        return connection
    connection.settimeout(left.seconds())
    try:
        return way.tls().wrap_socket(connection, server_hostname=address.host)
    except (ssl.SSLError, ssl.CertificateError) as error:
        raise NotReached(f"no secure connection: {_said(error)}") from error


def _said(error: Exception | None) -> str:
    if isinstance(error, TimeoutError):
        return "nobody answered in time"
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    return (getattr(error, "strerror", None) or type(error).__name__).lower()
