"""Answers are compressed for those who can read that, and the same answer in either form."""

from __future__ import annotations

import pytest
from recorded_harbours import NEWER, OLDER, serving

COMPARED = "/v1/compare/harbours/2023-10-01..2024-01-15"
FEEDS = ("/feeds/changes.atom", "/feeds/changes.rss", "/feeds/changes.json", "/feeds/deadlines.ics")
LARGE = ("/", "/letters/harbours/2024-01-15", "/compare/harbours/previous..latest", COMPARED, *FEEDS)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("compression"), OLDER, NEWER) as client:
        yield client


def ask(client, path, encoding, **headers):
    return client.get(path, headers={"Accept-Encoding": encoding, **headers})


@pytest.mark.parametrize("path", LARGE)
@pytest.mark.parametrize("encoding", ["gzip", "br, gzip;q=0.5", "deflate, gzip"])
def test_pages_json_and_feeds_are_compressed_for_who_can_read_it(client, path, encoding):
    plain, zipped = ask(client, path, "identity"), ask(client, path, encoding)
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert int(zipped.headers["content-length"]) < int(plain.headers["content-length"])
    assert zipped.content == plain.content


@pytest.mark.parametrize("path", LARGE)
def test_caches_are_told_that_the_answer_depends_on_what_was_accepted(client, path):
    for encoding in ("identity", "gzip"):
        assert ask(client, path, encoding).headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("encoding", ["gzip;q=0", "gzip; q=0.000", "identity", "", "br", "*;q=0"])
def test_who_refuses_gzip_is_not_sent_it(client, encoding):
    assert "content-encoding" not in ask(client, COMPARED, encoding).headers


@pytest.mark.parametrize("path", FEEDS)
@pytest.mark.parametrize("had", ["identity", "gzip"])
@pytest.mark.parametrize("asks", ["identity", "gzip"])
def test_who_has_a_feed_in_one_encoding_is_not_sent_it_in_another(client, path, had, asks):
    tag = ask(client, path, had).headers["etag"]
    again = ask(client, path, asks, **{"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert "content-encoding" not in again.headers
    assert (again.headers["etag"], again.headers["vary"]) == (tag, "Accept-Encoding")


@pytest.mark.parametrize("path", FEEDS)
def test_a_tag_that_stands_for_both_encodings_is_weak(client, path):
    tags = {ask(client, path, encoding).headers["etag"] for encoding in ("identity", "gzip")}
    assert len(tags) == 1
    assert tags.pop().startswith('W/"')


def test_what_is_small_goes_out_as_it_is(client):
    assert "content-encoding" not in ask(client, "/v1/series", "gzip").headers


def test_pictures_are_not_compressed_twice(client):
    assert "content-encoding" not in ask(client, "/static/screenshot-comparison.png", "gzip").headers


@pytest.mark.parametrize("path", [COMPARED, "/feeds/changes.atom", "/"])
def test_the_head_alone_says_what_the_whole_answer_would(client, path):
    whole = ask(client, path, "gzip")
    head = client.head(path, headers={"Accept-Encoding": "gzip"})
    for name in ("content-encoding", "content-length", "vary", "content-type"):
        assert head.headers[name] == whole.headers[name]
