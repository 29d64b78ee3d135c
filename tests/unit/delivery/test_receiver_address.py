"""What can be subscribed with, and what is refused before anything is looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.delivery.allowed_address import read_networks
from service.delivery.receiver_address import read_receiver_address
from service.errors import BadReceiverAddress


@pytest.mark.parametrize(
    ("url", "host", "port", "target", "header"),
    [
        ("https://receiver.example", "receiver.example", 443, "/", "receiver.example"),
        ("https://Receiver.example:443/a?b=c", "receiver.example", 443, "/a?b=c", "receiver.example"),
        ("https://receiver.example.:8443/x", "receiver.example", 8443, "/x", "receiver.example:8443"),
        ("https://receiver.example:80?q", "receiver.example", 80, "/?q", "receiver.example:80"),
        ("https://[2606:4700::1111]/x", "2606:4700::1111", 443, "/x", "[2606:4700::1111]"),
        ("https://1.1.1.1:1024/", "1.1.1.1", 1024, "/", "1.1.1.1:1024"),
        ("https://xn--bcher-kva.example/", "xn--bcher-kva.example", 443, "/", "xn--bcher-kva.example"),
    ],
)
def test_an_address_is_read_into_its_parts(url, host, port, target, header):
    found = read_receiver_address(url)
    assert (found.host, found.port, found.target, found.host_header) == (host, port, target, header)
    assert found.secure


@pytest.mark.parametrize(
    "url",
    [
        "",
        "receiver.example",
        "//receiver.example",
        "http://receiver.example",
        "ftp://receiver.example",
        "file:///etc/passwd",
        "gopher://receiver.example",
        "https://",
        "https:///path",
        "https://user@receiver.example",
        "https://user:secret@receiver.example",
        "https://receiver.example#part",
        "https://receiver.example:0",
        "https://receiver.example:22",
        "https://receiver.example:1023",
        "https://receiver.example:70000",
        "https://receiver.example:x",
        "https://receiver.example/a b",
        "https://receiver.example/\r\nHost: inside",
        "https://bücher.example",
        "https://receiver.example/" + "a" * 2_000,
        "https://[::1",
        "https://[::1]/",
        "https://[::ffff:8.8.8.8]/",
        "https://[fe80::1%25eth0]/",
        "https://127.0.0.1",
        "https://10.0.0.1:8443",
        "https://127.1",
        "https://2130706433",
        "https://169.254.169.254/latest/meta-data",
        "https://a$b.example",
        "https://receiver..example",
        "https://.example",
        f"https://{'a' * 64}.example",
    ],
)
def test_what_nothing_can_be_sent_to_is_refused(url):
    with pytest.raises(BadReceiverAddress, match="cannot send to this address"):
        read_receiver_address(url)


def test_http_and_networks_are_taken_where_the_settings_allow_them():
    assert not read_receiver_address("http://receiver.example", allow_http=True).secure
    assert read_receiver_address("http://receiver.example", allow_http=True).port == 80
    inside = read_receiver_address("https://127.0.0.1:8443", allowed=read_networks("127.0.0.0/8"))
    assert inside.host == "127.0.0.1"


@given(st.text(max_size=60), st.sampled_from(["", "https://", "https://receiver.example/"]))
def test_whatever_is_written_is_read_or_refused(text, before):
    try:
        found = read_receiver_address(before + text)
    except BadReceiverAddress:
        return
    assert found.target.startswith("/")
    assert (found.target + found.host_header).isprintable()
