"""Nothing that a client can write into an address makes the service fail: it is answered or refused."""

import shutil
from urllib.parse import quote

import pytest
from harbour_letters import JANUARY, MAY
from http_client import client_of, post_letter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

# Lone surrogates cannot be sent: UTF-8 has no bytes for them.
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
PATHS = st.sampled_from(
    [
        "/v1/series",
        "/v1/letters",
        "/v1/items",
        "/v1/changes",
        "/v1/candidates",
        "/feeds/changes.atom",
        "/feeds/deadlines.ics",
    ]
)
NAMES = st.sampled_from(["series", "after", "limit", "q", "minor"])
ROOMS = st.sampled_from(
    [
        "/v1/letters/",
        "/v1/compare/",
        "/v1/compare/harbour-board/",
        "/v1/items/",
        "/v1/problems/",
        "/v1/candidates/",
        "/candidates/",
        "/upload/",
    ]
)


@pytest.fixture(scope="module")
def both_clients(sqlite_template, tmp_path_factory, postgresql_server, postgresql_template):
    """PostgreSQL refuses texts that SQLite takes."""
    from sqlalchemy import text

    address = postgresql_server.url.set(database="hostile").render_as_string(hide_password=False)
    with postgresql_server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE hostile TEMPLATE {postgresql_template}"))
    path = tmp_path_factory.mktemp("hostile") / "lettertrail.db"
    shutil.copy(sqlite_template, path)
    clients = client_of(f"sqlite:///{path}"), client_of(address)
    for client in clients:
        for data in (JANUARY, MAY):
            assert post_letter(client, data).status_code == 201
    yield clients
    for client in clients:
        client.app.state.engine.dispose()
    with postgresql_server.connect() as connection:
        connection.execute(text("DROP DATABASE hostile WITH (FORCE)"))


@example(path="/v1/letters", query={"series": "a\0b"})
@example(path="/v1/items", query={"series": "a\0b"})
@example(path="/v1/candidates", query={"series": "a\0b"})
@example(path="/feeds/changes.atom", query={"q": "\0", "series": "\0"})
@example(path="/feeds/changes.atom", query={"q": "a\0b"})
@example(path="/feeds/deadlines.ics", query={"q": "\n"})
@example(path="/feeds/deadlines.ics", query={"q": "a\rb\0c"})
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=PATHS, query=st.dictionaries(NAMES, words, max_size=3))
def test_any_query_is_answered_or_refused(both_clients, path, query):
    for client in both_clients:
        assert client.get(path, params=query).status_code in {200, 404, 422}


@example(room="/v1/letters/", steps=["\0", "0"])
@example(room="/v1/compare/", steps=["\0", "previous..latest"])
@example(room="/v1/candidates/", steps=["\0", "1"])
@example(room="/candidates/", steps=["\0", "1"])
@example(room="/upload/", steps=["\0"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(room=ROOMS, steps=st.lists(words.filter(bool), min_size=1, max_size=3))
def test_any_path_is_answered_or_refused(both_clients, room, steps):
    path = room + "/".join(quote(step, safe="") for step in steps)
    for client in both_clients:
        assert client.get(path).status_code in {200, 307, 404, 422}


@pytest.mark.parametrize("name", ["a\x00b.md", "../../etc/passwd", "é" * 300, "\U0001f6a2.md", "", "a\nb.md"])
def test_any_file_name_is_taken_as_a_name(both_clients, name):
    for client in both_clients:
        answer = post_letter(client, JANUARY + name.encode(), filename=name or "unnamed", dry_run=True)
        assert answer.status_code in {200, 422}
        again = post_letter(client, JANUARY + name.encode(), filename=name or "unnamed", series="file-names")
        assert again.status_code in {200, 201}
        assert client.get("/v1/letters", params={"series": "file-names"}).status_code == 200
