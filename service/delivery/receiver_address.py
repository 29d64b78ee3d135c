"""The address of a receiver, as whoever subscribes writes it: read once, at the edge, into its parts.

What can be said without asking the network is said here; where the name leads, and whether we may go there,
is found each time that something is sent (pinned_connection.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from service.delivery.allowed_address import Network, why_refused
from service.errors import BadReceiverAddress

__all__ = ["ReceiverAddress", "read_receiver_address"]

# What browsers and proxies take at the most.
_LONGEST = 2_000
# RFC 1035, 2.3.4: of a name, and of each of the labels between its dots.
_LONGEST_NAME = 253
_LONGEST_LABEL = 63
_USUAL_PORTS = {"https": 443, "http": 80}
# Ports below are those of mail, shells and file shares, which a request could be made to speak to.
_FIRST_OF_ANYBODY = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverAddress:
    """Where to send: `host` is a name in ASCII or an address without brackets, `target` path and query."""

    url: str
    secure: bool
    host: str
    port: int
    target: str

    @property
    def host_header(self) -> str:
        """The Host header: the port stands in it where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = _USUAL_PORTS["https" if self.secure else "http"]
        return host if self.port == usual else f"{host}:{self.port}"


def read_receiver_address(
    url: str, *, allow_http: bool = False, allowed: tuple[Network, ...] = ()
) -> ReceiverAddress:
    """The parts of an address that something may be sent to; raises BadReceiverAddress for any other.

    It is https, or http where that is allowed, with a port that is 80, 443 or above 1023, without a name or
    password in it. Written as a network address it must be one that may be sent to (allowed_address.py).
    """
    if len(url) > _LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        raise BadReceiverAddress(url, f"it has blanks, other than ASCII signs or over {_LONGEST} characters")
    parts = _split(url)
    _check_scheme(url, parts, allow_http=allow_http)
    host = _host(url, parts)
    port = _port(url, parts)
    if _is_written_as_address(host) and (why := why_refused(host, allowed=allowed)) is not None:
        raise BadReceiverAddress(url, f"{host} cannot be sent to: {why}")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return ReceiverAddress(url=url, secure=parts.scheme == "https", host=host, port=port, target=target)


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise BadReceiverAddress(url, "it cannot be read as an address") from error


def _check_scheme(url: str, parts: SplitResult, *, allow_http: bool) -> None:
    if parts.scheme not in (("https", "http") if allow_http else ("https",)):
        raise BadReceiverAddress(url, "it must begin with https://")
    if "@" in parts.netloc:
        raise BadReceiverAddress(url, "it has a name or a password in it, which would be kept and shown")
    if "#" in url:
        raise BadReceiverAddress(url, "what stands behind a # is never sent; leave it out")


def _host(url: str, parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    plain = host.replace("-", "").replace(".", "").replace(":", "").replace("_", "")
    if not plain.isalnum() or len(host) > _LONGEST_NAME or not all(map(_is_label, host.split("."))):
        raise BadReceiverAddress(url, "it has no host name that can be looked up")
    return host


def _is_label(part: str) -> bool:
    return 1 <= len(part) <= _LONGEST_LABEL


def _port(url: str, parts: SplitResult) -> int:
    try:
        port = parts.port if parts.port is not None else _USUAL_PORTS[parts.scheme]
    except ValueError as error:
        raise BadReceiverAddress(url, "its port is no number from 1 to 65535") from error
    if port not in _USUAL_PORTS.values() and port < _FIRST_OF_ANYBODY:
        raise BadReceiverAddress(url, f"port {port} is for other services; take 443, or one above 1023")
    return port


def _is_written_as_address(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()
