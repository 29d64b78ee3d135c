"""Nothing is sent to where only our own network leads."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.delivery.allowed_address import read_networks, why_refused

REFUSED = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.255",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.0.1",
    "169.254.0.1",
    "169.254.169.254",
    "169.254.170.2",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
    "::",
    "::1",
    "::127.0.0.1",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:7f00:1",
    "::ffff:0:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b::8.8.8.8",
    "64:ff9b:1::a00:1",
    "100::1",
    "100:0:0:1::1",
    "2001::1",
    "2001:0:7f00:1::",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:808:808::1",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fdff:ffff::1",
    "fe80::1",
    "fe80::1%eth0",
    "febf::1",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "2a00:1450::5efe:7f00:1",
    "2a00:1450::200:5efe:a00:1",
    "4000::1",
    "5f00::1",
]
SENT_TO = [
    "1.1.1.1",
    "8.8.8.8",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "193.99.144.80",
    "223.255.255.255",
    "2606:4700::1111",
    "2a00:1450:4001:80f::200e",
    "2400:cb00::1",
    "2003:1::1",
]


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_not_public_is_refused_with_a_reason(address):
    assert why_refused(address)


@pytest.mark.parametrize("address", SENT_TO)
def test_what_is_public_is_not(address):
    assert why_refused(address) is None


@pytest.mark.parametrize("address", ["", "localhost", "127.1", "0x7f.1", "2130706433", "1.2.3.4:80", "[::1]"])
def test_what_is_no_address_is_refused(address):
    assert why_refused(address) == "it is no address"


@given(st.ip_addresses())
def test_nothing_is_allowed_that_the_standard_library_calls_special(address):
    if why_refused(str(address)) is None:
        assert address.is_global
        assert not address.is_multicast
        assert not address.is_reserved


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_inside_an_ipv6_address_is_refused_whatever_it_is(inside):
    number = int(inside)
    carriers = (
        IPv6Address(number),
        IPv6Address((0xFFFF << 32) | number),
        IPv6Address((0x64FF9B << 96) | number),
        IPv6Address((0x2002 << 112) | (number << 80)),
        IPv6Address((0x20010000 << 96) | number ^ 0xFFFFFFFF),
        IPv6Address((0x2A001450 << 96) | (0x5EFE << 32) | number),
    )
    assert all(why_refused(str(carrier)) for carrier in carriers)


@given(st.ip_addresses(v=4), st.integers(8, 32))
def test_a_network_of_the_settings_is_allowed_and_no_other(address, length):
    network = ip_network((address, length), strict=False)
    assert why_refused(str(address), allowed=(network,)) is None
    outside = ip_address((int(network.broadcast_address) + 1) % 2**32)
    assert why_refused(str(outside), allowed=(network,)) == why_refused(str(outside))


def test_a_network_of_the_one_version_allows_none_of_the_other():
    assert why_refused("::7f00:1", allowed=read_networks("127.0.0.0/8"))
    assert why_refused("fe80::1%eth0", allowed=read_networks("fe80::/10"))
    assert why_refused("127.0.0.1", allowed=read_networks("::/0"))


def test_networks_are_read_from_one_line():
    assert read_networks("") == ()
    assert read_networks("10.1.0.0/16, fd12::/16,") == (ip_network("10.1.0.0/16"), ip_network("fd12::/16"))
    assert IPv4Address("10.1.2.3") in read_networks("10.1.0.0/16")[0]
    with pytest.raises(ValueError, match="host bits"):
        read_networks("10.1.2.3/16")
