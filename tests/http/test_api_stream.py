"""The stream gives what /v1/changes gives: as it comes, from where the client was, and ends with the service."""

import json
import threading
import time
from contextlib import contextmanager
from itertools import islice

import httpx2
import pytest
import uvicorn
from http_receiver import wait_until
from published_entries_of_ours import announcement, change, publish

from service.app import create_app
from service.settings import Settings


@contextmanager
def served(url, **settings):
    """The application in a server of its own, in a thread; gives its app and its address."""
    app = create_app(Settings(database_url=url, **settings))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_until(lambda: server.started)
    host, port = server.servers[0].sockets[0].getsockname()[:2]
    try:
        yield app, f"http://{host}:{port}"
    finally:
        server.servers[0].get_loop().call_soon_threadsafe(app.state.log_watch.end)
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive()


@pytest.fixture
def address(sqlite_url):
    with served(sqlite_url) as (_, address):
        yield address


@contextmanager
def listening(address, *, last=None, **query):
    """The lines of the stream, as they come."""
    headers = {} if last is None else {"Last-Event-ID": str(last)}
    client = httpx2.Client(timeout=20)
    with (
        client,
        client.stream("GET", f"{address}/v1/changes/stream", params=query, headers=headers) as answer,
    ):
        yield answer


def events(lines, count):
    """So many events: dicts of their fields. What comes before the first, and comments, are passed over."""
    found, fields = [], {}
    for line in lines:
        if line:
            name, _, value = line.partition(": ")
            fields[name] = value
        elif "data" in fields:
            found.append(fields | {"data": json.loads(fields["data"])})
            fields = {}
            if len(found) == count:
                return found
        else:
            fields = {}
    raise AssertionError(f"the stream ended with {found}")


def positions(found):
    return [int(one["id"]) for one in found]


def test_events_are_the_changes_as_the_api_gives_them(sqlite_engine, address):
    publish(sqlite_engine, announcement("letter"), *(change(f"c{number}") for number in range(130)))
    with listening(address, after=0) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        lines = answer.iter_lines()
        assert next(lines) == "retry: 5000"
        found = events(lines, 130)
    listed = httpx2.get(f"{address}/v1/changes", params={"limit": 500}).json()["changes"]
    assert [one["data"] for one in found] == listed
    assert positions(found) == [one["position"] for one in listed]
    assert {one["event"] for one in found} == {"change"}


def test_who_comes_back_misses_nothing_and_sees_nothing_twice(sqlite_engine, address):
    publish(sqlite_engine, *(change(f"c{number}") for number in range(5)))
    with listening(address, after=0) as answer:
        seen = positions(events(answer.iter_lines(), 2))
    publish(sqlite_engine, change("later"))
    with listening(address, last=seen[-1], after=0) as answer:
        seen += positions(events(answer.iter_lines(), 4))
    assert seen == [1, 2, 3, 4, 5, 6]


def test_what_is_published_is_told_as_it_comes(sqlite_engine, address):
    publish(sqlite_engine, change("before"))
    with listening(address) as answer:
        lines = answer.iter_lines()
        assert next(lines) == "retry: 5000"
        began = time.monotonic()
        publish(sqlite_engine, change("now"))
        assert positions(events(lines, 1)) == [2]
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("asked", [{"last": 2**63 - 1}, {"after": 1_000}])
def test_who_names_a_position_that_the_log_has_not_reached_is_told_what_comes(sqlite_engine, address, asked):
    publish(sqlite_engine, change("before"))
    with listening(address, **asked) as answer:
        lines = answer.iter_lines()
        assert next(lines) == "retry: 5000"
        publish(sqlite_engine, change("now"))
        # Of a silent stream the lines never end: there is a blank one, and an event has four.
        assert positions(events(islice(lines, 5), 1)) == [2]


def test_a_filter_holds_and_the_place_to_resume_from_moves_on(sqlite_engine, address):
    publish(sqlite_engine, change("a"), change("b", partners=("TN",)), change("c"))
    with listening(address, after=0, q="partner:TN") as answer:
        lines = answer.iter_lines()
        assert positions(events(lines, 1)) == [2]
        assert next(lines) == "id: 3"
        assert next(lines) == ""


@pytest.mark.parametrize("asked", [{"q": "colour:red"}, {"after": "x"}, {"last": "abc"}, {"last": -1}])
def test_what_cannot_be_read_is_a_problem_and_no_stream(address, asked):
    with listening(address, **asked) as answer:
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"


def test_head_gives_the_headers_and_ends(address):
    answer = httpx2.head(f"{address}/v1/changes/stream", timeout=5)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")


def test_more_than_may_follow_are_told_so_and_a_place_that_is_left_is_free(sqlite_url):
    with served(sqlite_url, stream_clients=2) as (_, address):
        with listening(address) as one, listening(address) as two:
            assert [one.status_code, two.status_code] == [200, 200]
            with listening(address) as third:
                assert third.status_code == 503
                assert third.headers["retry-after"] == "60"
                assert json.loads(third.read())["type"] == "/v1/problems/too-many-followers"
        wait_until(lambda: status_of(address) == 200)


def status_of(address):
    with listening(address) as answer:
        return answer.status_code


def test_followers_hold_no_threads_and_end_with_the_service(sqlite_url, sqlite_engine):
    client = httpx2.Client(timeout=30, limits=httpx2.Limits(max_connections=100))
    with served(sqlite_url) as (_, address), client:
        before = threading.active_count()
        asked = client.build_request("GET", f"{address}/v1/changes/stream")
        streams = [client.send(asked, stream=True) for _ in range(60)]
        assert threading.active_count() - before < 45  # those that read from the database, not one for each
        publish(sqlite_engine, change("a"))
        for answer in streams:
            assert positions(events(answer.iter_lines(), 1)) == [1]
        began = time.monotonic()
    assert time.monotonic() - began < 10
