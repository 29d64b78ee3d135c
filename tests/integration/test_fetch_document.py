"""Documents from a real server: politely, not too much of them, and only from where one may go."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network

import pytest

from service.delivery.pinned_connection import WayOut
from service.sources.answers import Unreachable
from service.sources.fetch_document import fetch_document
from service.sources.watched_source import Visit

HERE = WayOut(allow_http=True, allowed=(ip_network("127.0.0.0/8"),), seconds=2.0)


class Server:
    """Answers by path with (status, headers, body); keeps the headers that it was asked with."""

    def __init__(self):
        self.answers = {}
        self.asked = []

    @contextmanager
    def running(self):
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outer.asked.append((self.path, dict(self.headers)))
                status, headers, body = outer.answers.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{server.server_port}"
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()


@pytest.fixture(scope="module")
def started():
    with Server().running() as server:
        yield server


@pytest.fixture
def server(started):
    started.answers.clear()
    started.asked.clear()
    return started


def fetch(address, seen=None, most=1_000, way=HERE):
    return fetch_document(address, seen, most, way=way, called_off=threading.Event())


def test_a_document_comes_with_what_its_server_says_of_it(server):
    headers = {
        "Content-Type": "Text/HTML; charset=utf-8",
        "ETag": 'W/"1"',
        "Last-Modified": "Thu, 09 Jan 2031 12:00:00 GMT",
    }
    server.answers["/l/a%20b.html?x=1"] = (200, headers, b"letter")
    answer = fetch(f"{server.url}/l/a%20b.html?x=1")
    assert (answer.status, answer.body, answer.cut) == (200, b"letter", False)
    assert (answer.media_type, answer.filename, answer.etag) == ("text/html", "a b.html", 'W/"1"')
    assert answer.last_modified == "Thu, 09 Jan 2031 12:00:00 GMT"


def test_what_is_known_is_asked_for_only_if_it_changed_and_we_say_who_we_are(server):
    server.answers["/a"] = (304, {}, b"")
    seen = Visit(where="", etag='"1"', last_modified="Thu, 09 Jan 2031 12:00:00 GMT")
    assert fetch(f"{server.url}/a", seen).status == 304
    (_, headers), *_ = server.asked
    assert headers["If-None-Match"] == '"1"'
    assert headers["If-Modified-Since"] == seen.last_modified
    assert headers["User-Agent"].startswith("Lettertrail")


def test_no_more_is_taken_than_is_wanted(server):
    server.answers["/a"] = (200, {}, b"x" * 1_000)
    server.answers["/b"] = (200, {}, b"x" * 1_001)
    assert not fetch(f"{server.url}/a").cut
    answer = fetch(f"{server.url}/b")
    assert (len(answer.body), answer.cut) == (1_000, True)


def test_redirects_are_followed_to_the_address_that_answers(server):
    server.answers["/a"] = (302, {"Location": "/b"}, b"")
    server.answers["/b"] = (308, {"Location": f"{server.url}/c#part"}, b"")
    server.answers["/c"] = (200, {}, b"letter")
    answer = fetch(f"{server.url}/a")
    assert (answer.address, answer.body) == (f"{server.url}/c", b"letter")


def test_redirects_without_end_are_given_up(server):
    server.answers["/a"] = (302, {"Location": "/a"}, b"")
    with pytest.raises(Unreachable, match="redirects more than 5 times"):
        fetch(f"{server.url}/a")


@pytest.mark.parametrize(
    "target",
    ["http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::ffff:7f00:1]/", "file:///etc/passwd"],
)
def test_a_redirect_leads_to_no_address_that_may_not_be_asked(server, target):
    server.answers["/a"] = (302, {"Location": target}, b"")
    with pytest.raises(Unreachable):
        fetch(f"{server.url}/a")
    assert len(server.asked) == 1


def test_the_server_itself_is_not_asked_unless_the_settings_allow_it(server):
    with pytest.raises(Unreachable, match="the server itself"):
        fetch(f"{server.url}/a", way=WayOut(allow_http=True, seconds=2.0))
    assert server.asked == []


def test_no_answer_says_why():
    with pytest.raises(Unreachable, match="no connection"):
        fetch("http://127.0.0.1:9999/a")


def test_validators_that_could_not_be_sent_back_are_not_kept(server):
    server.answers["/a"] = (200, {"ETag": '"' + "x" * 2_000 + '"', "Last-Modified": "caf\u00e9\u0085"}, b"x")
    answer = fetch(f"{server.url}/a")
    assert (answer.etag, answer.last_modified) == (None, None)
