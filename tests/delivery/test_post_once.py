"""One POST to a real server: what is taken, what is never followed, and that it goes where was checked."""

import datetime as dt
import ipaddress
import socket
import ssl
import threading
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from http_receiver import Reply, receiving

from service.delivery.allowed_address import read_networks, why_refused
from service.delivery.pinned_connection import WayOut, look_up
from service.delivery.post_once import post_once
from service.delivery.receiver_address import ReceiverAddress, read_receiver_address
from service.delivery.time_left import Abandoned

HERE = read_networks("127.0.0.0/8")
BODY = b'{"type":"test"}'


def way_out(**given):
    return WayOut(**{"allowed": HERE, "allow_http": True, "seconds": 5.0, **given})


def post(url, way, *, called_off=None, body=BODY):
    address = read_receiver_address(url, allow_http=way.allow_http, allowed=way.allowed)
    return post_to(address, way, called_off=called_off, body=body)


def post_to(address, way, *, called_off=None, body=BODY):
    return post_once(
        address,
        headers=(("webhook-id", "msg_1"),),
        body=body,
        media_type="application/json",
        way=way,
        called_off=called_off or threading.Event(),
    )


def answering(**reply):
    return receiving(lambda received: Reply(**reply))


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_a_status_of_success_is_taken(status):
    with answering(status=status, body=b"" if status == 204 else b"thanks") as receiver:
        answer = post(receiver.url("/hook?a=b"), way_out())
    assert (answer.status, answer.taken, answer.gone) == (status, True, False)
    (received,) = receiver.received
    assert (received.path, received.body) == ("/hook?a=b", BODY)
    assert received.headers["Host"] == f"127.0.0.1:{receiver.port}"
    assert received.headers["webhook-id"] == "msg_1"
    assert received.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("status", [300, 304, 400, 401, 404, 429, 500, 503])
def test_any_other_is_not_and_its_words_are_kept(status):
    with answering(status=status, body=b"" if status == 304 else b"no\x00t\n\nnow \xff") as receiver:
        answer = post(receiver.url(), way_out())
    assert (answer.status, answer.taken, answer.gone) == (status, False, False)
    assert answer.note == ("" if status == 304 else "not now \ufffd")


def test_410_says_never_again():
    with answering(status=410) as receiver:
        assert post(receiver.url(), way_out()).gone


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed_wherever_it_leads(status):
    with receiving() as inside, answering(status=status, headers={"Location": inside.url()}) as receiver:
        answer = post(receiver.url(), way_out())
    assert (answer.status, answer.taken) == (status, False)
    assert inside.connections == 0


def test_a_large_answer_is_not_read_to_its_end():
    with answering(body=b"x" * 5_000_000) as receiver:
        answer = post(receiver.url(), way_out())
    assert answer.taken
    assert answer.note == "x" * 300


def test_endless_headers_are_no_answer():
    with answering(headers={f"X-{number}": "y" * 1_000 for number in range(40)}) as receiver:
        answer = post(receiver.url(), way_out())
    assert (answer.status, answer.note) == (None, "the connection broke off: what was answered is no HTTP")


def test_a_body_that_drips_holds_nobody_up_and_the_status_counts():
    began = time.monotonic()
    with answering(body=b"." * 500, drip=True) as receiver:
        assert post(receiver.url(), way_out(seconds=10)).taken
    assert time.monotonic() - began < 5


def test_who_does_not_answer_in_time_has_not_taken_it():
    began = time.monotonic()
    with answering(after=5) as receiver:
        answer = post(receiver.url(), way_out(seconds=0.3))
    assert (answer.status, answer.note) == (None, "no answer within 0.3 s")
    assert time.monotonic() - began < 2
    assert 250 < answer.milliseconds < 2_000


def test_a_status_line_that_drips_does_not_win_time():
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=drip_headers, args=(server,), daemon=True).start()
        began = time.monotonic()
        answer = post(f"http://127.0.0.1:{server.getsockname()[1]}/", way_out(seconds=0.5))
    assert answer.status is None
    assert time.monotonic() - began < 2


def drip_headers(server):
    connection, _ = server.accept()
    with connection:
        for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"." * 200:
            try:
                connection.send(bytes([byte]))
            except OSError:
                return
            time.sleep(0.05)


def test_a_dropped_connection_is_said_so():
    with answering(drop=True) as receiver:
        answer = post(receiver.url(), way_out())
    assert answer.status is None
    assert answer.note.startswith("the connection broke off")


def test_a_port_where_nobody_listens_is_said_so():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    answer = post(f"http://127.0.0.1:{port}/", way_out())
    assert (answer.status, answer.note) == (None, "no connection: connection refused")


def test_an_attempt_that_is_called_off_ends_soon():
    called_off = threading.Event()
    threading.Timer(0.2, called_off.set).start()
    began = time.monotonic()
    with answering(after=5) as receiver, pytest.raises(Abandoned):
        post(receiver.url(), way_out(seconds=10), called_off=called_off)
    assert time.monotonic() - began < 2


def test_proxies_of_the_environment_are_not_asked(monkeypatch):
    with receiving() as proxy, receiving() as receiver:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url("/"))
        assert post(receiver.url(), way_out()).taken
    assert proxy.connections == 0


# Where a name leads


def leads_to(*addresses):
    """A resolver that gives these, and counts how often it is asked."""
    asked = []

    def resolve(host, port):
        asked.append((host, port))
        return addresses

    resolve.asked = asked
    return resolve


@pytest.mark.parametrize(
    "addresses",
    [
        ("127.0.0.1",),
        ("10.0.0.1",),
        ("169.254.169.254",),
        ("::1",),
        ("::ffff:127.0.0.1",),
        ("::ffff:169.254.169.254",),
        ("64:ff9b::7f00:1",),
        ("2002:7f00:1::",),
        ("fd00:ec2::254",),
        ("fe80::1%lo",),
        ("8.8.8.8", "127.0.0.1"),
        ("2606:4700::1111", "fd00::1"),
    ],
)
def test_a_name_that_leads_inside_is_refused_even_where_it_leads_elsewhere_too(addresses):
    with receiving() as receiver:
        answer = post(
            receiver.url(host="receiver.example"), way_out(allowed=(), resolve=leads_to(*addresses))
        )
    assert answer.status is None
    assert "cannot be sent to" in answer.note
    assert receiver.connections == 0


@pytest.mark.parametrize("name", ["localhost", "127.1", "0x7f000001", "2130706433", "0177.0.0.1"])
def test_names_that_the_system_takes_for_this_machine_are_refused(name):
    with receiving() as receiver:
        address = ReceiverAddress(url="", secure=False, host=name, port=receiver.port, target="/")
        answer = post_to(address, way_out(allowed=()))
    assert answer.status is None
    assert receiver.connections == 0
    assert all(why_refused(one) for one in look_up(name, 80))


def test_a_name_that_rebinds_is_asked_once_and_the_connection_goes_where_was_checked():
    """The first answer is allowed; every later one leads to another server."""
    with receiving() as checked, receiving() as inside:
        answers = iter([("127.0.0.1",), ("127.0.0.2",), ("127.0.0.3",)])
        asked = []

        def rebinding(host, port):
            asked.append(host)
            return next(answers)

        way = way_out(allowed=read_networks("127.0.0.1/32"), resolve=rebinding)
        assert post(checked.url(host="rebinds.example"), way).taken
        assert asked == ["rebinds.example"]
        assert checked.received[0].headers["Host"] == f"rebinds.example:{checked.port}"
        assert "cannot be sent to" in post(inside.url(host="rebinds.example"), way).note
    assert inside.connections == 0


def test_a_name_that_leads_nowhere_is_said_so():
    def nowhere(host, port):
        raise socket.gaierror(-2, "Name or service not known")

    for resolve in (nowhere, leads_to()):
        answer = post("https://nowhere.example", way_out(resolve=resolve))
        assert (answer.status, answer.note) == (None, "the name nowhere.example leads nowhere")


def test_of_several_addresses_the_next_is_tried():
    with receiving() as receiver:
        way = way_out(resolve=leads_to("127.0.0.2", "127.0.0.1"))
        assert post(receiver.url(host="two.example"), way).taken


# TLS


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """A certificate for receiver.example, its server's and its clients' contexts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "receiver.example")])
    begins = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(begins)
        .not_valid_after(begins + dt.timedelta(days=36_500))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName("receiver.example"), x509.IPAddress(ipaddress.ip_address("127.0.0.3"))]
            ),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "receiver.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    return server, ssl.create_default_context(cafile=path)


def test_the_certificate_is_that_of_the_name_and_the_name_is_told(authority):
    server, client = authority
    told = []
    server.sni_callback = lambda _connection, name, _context: told.append(name)
    with receiving(tls=server) as receiver:
        way = way_out(tls=lambda: client, resolve=leads_to("127.0.0.1"))
        assert post(receiver.url(host="receiver.example", scheme="https"), way).taken
        other = post(receiver.url(host="other.example", scheme="https"), way)
    assert told == ["receiver.example", "other.example"]
    assert (other.status, other.note[:24]) == (None, "no secure connection: Ho")
    assert len(receiver.received) == 1


def test_a_certificate_that_nobody_vouches_for_is_refused(authority):
    server, _ = authority
    with receiving(tls=server) as receiver:
        way = way_out(resolve=leads_to("127.0.0.1"))
        answer = post(receiver.url(host="receiver.example", scheme="https"), way)
    assert answer.status is None
    assert "self-signed certificate" in answer.note
    assert receiver.received == []


def test_a_server_that_speaks_no_tls_is_refused(authority):
    with receiving() as receiver:
        way = way_out(tls=lambda: authority[1], resolve=leads_to("127.0.0.1"))
        answer = post(receiver.url(host="receiver.example", scheme="https"), way)
    assert answer.status is None
    assert receiver.received == []
