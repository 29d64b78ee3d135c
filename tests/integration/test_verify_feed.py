"""A feed is proved whole over HTTP, from a real server; whatever somebody in between does to it is caught."""

import json
import socket
import threading
import urllib.request
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import uvicorn
from commands import lettertrail
from long_history import publish_letters

from service.app import create_app
from service.feed_check.check_feed import check_feed
from service.feed_check.fetch_document import HttpFetch
from service.settings import Settings
from snapshots.read_letter import read_letter

FORMATS = ("atom", "rss", "json")


@contextmanager
def served(app):
    """The address of a server of this application, in a thread."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        with closing(listener):
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)


@contextmanager
def between(origin, tamper):
    """The address of a proxy that passes on what the origin answers, through `tamper(path, body)`."""

    class Passing(BaseHTTPRequestHandler):
        def do_GET(self):
            asked = urllib.request.Request(origin + self.path, headers={"Host": self.headers["Host"]})
            with urllib.request.urlopen(asked) as answer:
                body = tamper(self.path, answer.read())
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_):
            pass

    proxy = ThreadingHTTPServer(("127.0.0.1", 0), Passing)
    thread = threading.Thread(target=proxy.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{proxy.server_address[1]}"
    finally:
        proxy.shutdown()
        proxy.server_close()
        thread.join(20)


@pytest.fixture(scope="module")
def origin(sqlite_template, tmp_path_factory):
    import shutil

    path = tmp_path_factory.mktemp("feed") / "lettertrail.db"
    shutil.copy(sqlite_template, path)
    app = create_app(Settings(database_url=f"sqlite:///{path}"), read=read_letter)
    publish_letters(app.state.engine, letters=5, changes=49)
    publish_letters(app.state.engine, letters=1, changes=30, first=6)
    with served(app) as address:
        yield address


def verified(folder, url, *more):
    run = lettertrail("verify-feed", url, *more, folder=folder)
    return run.returncode, run.stdout.decode(), run.stderr.decode()


def checked(url):
    with HttpFetch(url) as fetch:
        return check_feed(url, fetch, None)


def test_a_feed_that_nobody_touched_passes(tmp_path, origin):
    code, said, _ = verified(tmp_path, f"{origin}/feeds/changes.atom")
    assert code == 0
    assert said.startswith("PASS: 281 entries, 2 archives, up to position 281, signed by key ")


@pytest.mark.parametrize("format_", FORMATS)
def test_it_is_whole_in_every_format(origin, format_):
    found = checked(f"{origin}/feeds/changes.{format_}")
    assert (found.is_whole, found.entries, found.archives) == (True, 281, 2)


def test_of_a_filter_it_is_whole_too(tmp_path, origin):
    code, said, _ = verified(tmp_path, f"{origin}/feeds/changes.json?q=partner:EG,TN", "--json")
    told = json.loads(said)
    assert (code, told["result"], told["archives"]) == (0, "pass", 1)
    # Two in five of the changes, and the six letters.
    assert told["entries"] == 5 * 19 + 12 + 6


def archive_of(path):
    return int(path.rpartition("archive=")[2]) if "archive=" in path else 0


def one_byte(number):
    def tamper(path, body):
        if "/feeds/" not in path or archive_of(path) != number:
            return body
        at = body.index(b"Berth 7")
        return body[:at] + b"b" + body[at + 1 :]

    return tamper


def one_entry_less(number):
    def tamper(path, body):
        if "/feeds/" not in path or archive_of(path) != number:
            return body
        start = body.rindex(b"  <entry>")
        return body[:start] + body[body.index(b"</entry>", start) + len(b"</entry>\n") :]

    return tamper


def two_entries_changed_places(path, body):
    if archive_of(path) != 1:
        return body
    first = body.index(b"  <entry>")
    second = body.index(b"  <entry>", first + 1)
    third = body.index(b"  <entry>", second + 1)
    return body[:first] + body[second:third] + body[first:second] + body[third:]


def archive_gone(path, body):
    return None if archive_of(path) == 1 else body


def archive_left_out(path, body):
    """The current document names the last archive but one."""
    return body if archive_of(path) else body.replace(b"archive=2", b"archive=1")


def entries_uncounted(path, body):
    return body if archive_of(path) else body.replace(b'entries="281"', b'entries="280"', 1)


TAMPERED = {
    "a byte of the head": (one_byte(0), "its bytes are not those"),
    "a byte of an archive": (one_byte(1), "archive 1 has SHA-256"),
    "an entry of the head": (one_entry_less(0), "its bytes are not those"),
    "an entry of an archive": (one_entry_less(2), "archive 2 has SHA-256"),
    "the order in an archive": (two_entries_changed_places, "archive 1 has SHA-256"),
    "an archive that is gone": (archive_gone, "the answer is 404"),
    "an archive that is left out": (archive_left_out, "its bytes are not those"),
    "the number of entries": (entries_uncounted, "its bytes are not those"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_whatever_is_changed_on_the_way_is_caught_and_named(origin, what):
    tamper, expected = TAMPERED[what]
    with between(origin, tamper) as proxy:
        found = checked(f"{proxy}/feeds/changes.atom")
        assert found.where.startswith(f"{proxy}/feeds/changes.atom")
    assert not found.is_whole
    assert expected in found.what


def test_without_a_hand_on_it_the_feed_passes_through(origin):
    with between(origin, lambda _, body: body) as proxy:
        assert checked(f"{proxy}/feeds/changes.atom").is_whole


def test_a_key_that_was_kept_is_held_against_the_server(tmp_path, origin):
    with urllib.request.urlopen(f"{origin}/v1/keys") as answer:
        (tmp_path / "kept.json").write_bytes(answer.read())
    (tmp_path / "other.txt").write_text("A" * 43 + "=")
    url = f"{origin}/feeds/changes.atom"
    assert verified(tmp_path, url, "--key", "kept.json")[0] == 0
    code, said, _ = verified(tmp_path, url, "--key", "other.txt")
    assert code == 1
    assert "which is not among those known" in said


def test_what_is_no_feed_or_no_address_is_said_in_one_line(tmp_path, origin):
    assert (
        "give the address of the current document" in checked(f"{origin}/feeds/changes.atom?archive=1").what
    )
    assert "it names no archives" in checked(f"{origin}/feeds/corrections.atom").what
    assert not checked("http://127.0.0.1:9/feeds/changes.atom").is_whole
    code, said, _ = verified(tmp_path, f"{origin}/nothing")
    assert (code, said[:5], said.count("\n")) == (1, "FAIL:", 1)
    assert verified(tmp_path, "changes.atom")[0] == 2
