"""Which network addresses a receiver may have: public ones, and those that the settings allow besides.

Whoever subscribes names an address, and our machine goes there from inside our network. So what is not
public is refused, by IANA's special-purpose registries (RFC 6890; iana.org/assignments/
iana-ipv4-special-registry and its IPv6 sister) and not by Python's `is_global`, whose answer differs between
versions. Of IPv6 only 2000::/3 is given out as public at all; forms that carry an IPv4 address inside are
refused whatever they carry, since what becomes of them depends on the routers in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

__all__ = ["Address", "Network", "read_networks", "why_refused"]

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_REFUSED: tuple[tuple[str, str], ...] = (
    # IPv4
    ("0.0.0.0/8", "it is unspecified"),
    ("10.0.0.0/8", "it is private"),
    ("100.64.0.0/10", "it is shared behind a carrier's translation"),
    ("127.0.0.0/8", "it is the server itself"),
    ("168.63.129.16/32", "a cloud's machines get their metadata there"),
    ("169.254.0.0/16", "it is link-local, where clouds keep metadata"),
    ("172.16.0.0/12", "it is private"),
    ("192.0.0.0/24", "it is reserved for protocols"),
    ("192.0.2.0/24", "it is for examples"),
    ("192.88.99.0/24", "it is a relay of 6to4"),
    ("192.168.0.0/16", "it is private"),
    ("198.18.0.0/15", "it is for benchmarks"),
    ("198.51.100.0/24", "it is for examples"),
    ("203.0.113.0/24", "it is for examples"),
    ("224.0.0.0/4", "it is multicast"),
    ("240.0.0.0/4", "it is reserved, or a broadcast"),
    # IPv6
    ("::/128", "it is unspecified"),
    ("::1/128", "it is the server itself"),
    ("::ffff:0:0/96", "it carries an IPv4 address"),
    ("::ffff:0:0:0/96", "it carries an IPv4 address"),
    ("::/96", "it carries an IPv4 address"),
    ("64:ff9b::/96", "it carries an IPv4 address (NAT64)"),
    ("64:ff9b:1::/48", "it carries an IPv4 address (NAT64)"),
    ("2001::/32", "it carries an IPv4 address (Teredo)"),
    ("2001::/23", "it is reserved for protocols"),
    ("2001:db8::/32", "it is for examples"),
    ("2002::/16", "it carries an IPv4 address (6to4)"),
    ("3fff::/20", "it is for examples"),
    ("fc00::/7", "it is unique-local"),
    ("fe80::/10", "it is link-local"),
    ("fec0::/10", "it is site-local"),
    ("ff00::/8", "it is multicast"),
)
_NOT_ALLOWED: tuple[tuple[Network, str], ...] = tuple((ip_network(net), why) for net, why in _REFUSED)
_PUBLIC_IPV6 = IPv6Network("2000::/3")
# An interface of ISATAP (RFC 5214, 6.1) carries an IPv4 address in its last half, in any network.
_ISATAP = (0x00005EFE, 0x02005EFE)


def why_refused(address: str, *, allowed: Sequence[Network] = ()) -> str | None:
    """Why nothing may be sent to the address, or None where it may; `allowed` are further networks.

    What is no address at all is refused, too. A scope (`fe80::1%eth0`) is never allowed.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return "it is no address"
    if isinstance(found, IPv6Address) and found.scope_id is not None:
        return "it is link-local"
    if any(_within(found, network) for network in allowed):
        return None
    return next((why for network, why in _NOT_ALLOWED if _within(found, network)), _why_no_unicast(found))


def read_networks(text: str) -> tuple[Network, ...]:
    """Networks with commas between, as in `10.1.0.0/16, fd12::/16`; raises ValueError for what is none."""
    return tuple(_networks(part.strip() for part in text.split(",")))


def _networks(parts: Iterable[str]) -> Iterable[Network]:
    return (ip_network(part) for part in parts if part)


def _within(address: Address, network: Network) -> bool:
    return address.version == network.version and address in network


def _why_no_unicast(address: Address) -> str | None:
    if isinstance(address, IPv4Address):
        return None
    if address not in _PUBLIC_IPV6:
        return "it is not among the public ones"
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return "it carries an IPv4 address (ISATAP)"
    return None
