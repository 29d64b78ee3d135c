"""Archives (RFC 5005) hold all that a feed ever brought, as it was published, and never change."""

import json
import shutil
from pathlib import Path

import feedparser
import jsonschema
import pytest
from harbour_letters import JANUARY, MAY, SERIES
from http_client import client_of, post_letter
from long_history import publish_letters
from lxml import etree
from sqlalchemy import event, text
from starlette.testclient import TestClient

from service.database import open_engine
from service.feed_documents.kept_documents import KeptDocuments
from service.routes.feed_layer import FeedLayer

SCHEMA = Path(__file__).parents[1] / "golden" / "feeds" / "json-feed-1.1.schema.json"
JSON_FEED = json.loads(SCHEMA.read_text())
FORMATS = ("atom", "rss", "json")
ATOM = "{http://www.w3.org/2005/Atom}"
TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
HISTORY = "{http://purl.org/syndication/history/1.0}"


@pytest.fixture(scope="module")
def long_record(sqlite_template, tmp_path_factory):
    """A file with 284 entries: two archives, and 84 behind them."""
    path = tmp_path_factory.mktemp("long") / "lettertrail.db"
    shutil.copy(sqlite_template, path)
    engine = open_engine(f"sqlite:///{path}")
    publish_letters(engine, letters=4, changes=70)
    engine.dispose()
    return path


@pytest.fixture
def long(long_record, tmp_path):
    """A client of a copy of it."""
    client = client_of(f"sqlite:///{shutil.copy(long_record, tmp_path)}")
    yield client
    client.app.state.engine.dispose()


def links(document):
    return {one.get("rel"): one.get("href") for one in etree.fromstring(document).findall(f"{ATOM}link")}


def back_to_the_first(client, path="/feeds/changes.atom"):
    """The archives, the last first, as their links lead to them."""
    found, body = [], client.get(path).content
    while address := links(body).get("prev-archive"):
        body = client.get(address.removeprefix("http://testserver")).content
        found.append(body)
    return found


def ids(document):
    return [one.id for one in feedparser.parse(document).entries]


def test_links_lead_back_to_the_first_archive_and_all_entries_stand_in_it_once(long):
    archives = back_to_the_first(long)
    assert [len(ids(one)) for one in archives] == [100, 100]
    assert all(etree.fromstring(one).find(f"{HISTORY}archive") is not None for one in archives)
    archived = [one for archive in archives for one in ids(archive)]
    head = ids(long.get("/feeds/changes.atom").content)
    assert len(set(archived) | set(head)) == 284
    assert len(set(archived)) == len(archived)


def test_an_archive_names_the_current_document_and_those_around_it(long):
    last, first = (links(one) for one in back_to_the_first(long))
    assert first["current"] == last["current"] == "http://testserver/feeds/changes.atom"
    assert "prev-archive" not in first
    assert first["next-archive"].endswith("?archive=2")


@pytest.mark.parametrize("format_", FORMATS)
def test_archives_never_change_whatever_is_published_behind_them(long, format_):
    long.get(f"/feeds/changes.{format_}")
    before = [long.get(f"/feeds/changes.{format_}?archive={number}") for number in (1, 2)]
    publish_letters(long.app.state.engine, letters=2, changes=70, first=5)
    long.get(f"/feeds/changes.{format_}")
    after = [long.get(f"/feeds/changes.{format_}?archive={number}") for number in (1, 2)]
    assert [one.content for one in after] == [one.content for one in before]
    assert all(one.headers["cache-control"] == "public, max-age=31536000, immutable" for one in after)


def test_json_feed_leads_back_by_next_url(long):
    document, numbers = long.get("/feeds/changes.json").json(), []
    jsonschema.validate(document, JSON_FEED)
    while "next_url" in document:
        document = long.get(document["next_url"].removeprefix("http://testserver")).json()
        jsonschema.validate(document, JSON_FEED)
        numbers.append(document["_lettertrail"]["chain"]["number"])
    assert numbers == [2, 1]


def test_the_archive_that_is_not_full_yet_leads_to_the_current_document(long):
    answer = long.get("/feeds/changes.atom?archive=3", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "http://testserver/feeds/changes.atom")


@pytest.mark.parametrize(
    ("number", "status"), [("4", 404), ("0", 422), ("-1", 422), ("x", 422), ("9" * 12, 422)]
)
def test_an_archive_that_there_is_not_is_a_problem(long, number, status):
    answer = long.get(f"/feeds/changes.atom?archive={number}")
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_a_filter_has_archives_of_its_own(long):
    (archive,) = back_to_the_first(long, "/feeds/changes.atom?q=partner:EG,TN")
    partners = {
        tag.term
        for one in feedparser.parse(archive).entries
        for tag in one.tags
        if tag.scheme.endswith("/partner")
    }
    assert partners == {"EG", "TN"}


def test_a_question_with_much_history_is_answered_at_once_and_archived_behind(client):
    publish_letters(client.app.state.engine, letters=1, changes=799)
    assert links(client.get("/feeds/changes.atom").content).get("prev-archive") is None
    client.app.state.feeds.close()  # waits for the archive that is being made
    with client.app.state.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM feed_archives")) >= 5


def corrected(client):
    for data in (JANUARY, MAY):
        post_letter(client, data)
    pair = {
        side: {"letter": letter, "statement": "s004"}
        for side, letter in (("before", "2031-01-09"), ("after", "2031-05-20"))
    }
    body = {"verdict": "separate", "pairs": [pair], "actor": "The registrar", "reason": "Two workshops."}
    assert client.post("/v1/decisions", params={"series": SERIES}, json=body).status_code == 201


def test_a_correction_leaves_archives_alone_and_stands_behind_them_with_a_tombstone(client):
    publish_letters(client.app.state.engine, letters=1, changes=99)
    for data in (JANUARY, MAY):
        post_letter(client, data)
    publish_letters(client.app.state.engine, letters=1, changes=99, first=2)
    before = back_to_the_first(client)
    corrected(client)
    assert back_to_the_first(client) == before
    head = etree.fromstring(client.get("/feeds/changes.atom").content)
    (stone,) = head.findall(TOMBSTONE)
    assert "deadline.moved" in stone.get("ref")
    assert stone.get("ref") in {one for archive in before for one in ids(archive)}
    assert stone.find("{*}comment").text == "Two workshops."
    assert stone.find("{*}by/{*}name").text == "The registrar"
    assert stone.get("ref") not in ids(etree.tostring(head))


def test_what_is_corrected_keeps_its_id_and_its_updated_is_raised(client):
    corrected(client)
    parsed = feedparser.parse(client.get("/feeds/changes.atom").content)
    (letter,) = [one for one in parsed.entries if one.id.endswith("/2031-01-09..2031-05-20")]
    compared = client.get(f"/v1/compare/{SERIES}/2031-01-09..2031-05-20").json()
    told = [one for one in compared["changes"] if one["kind"] not in {"item.reworded", "item.moved"}]
    assert f"; {len(told)} changes" in letter.title
    unchanged = [one for one in parsed.entries if "contract.signed" in one.id]
    assert all(one.updated == one.published for one in unchanged)


def test_who_asks_again_is_answered_without_a_query(long):
    app = long.app
    kept = KeptDocuments(app.state.engine, now=lambda: 0.0)
    asking = TestClient(FeedLayer(app, maker=app.state.feeds, kept=kept, public_url=None))
    first = asking.get("/feeds/changes.atom")
    asked = []
    asking.get("/feeds/changes.atom")  # looks where the log stands, as archives were kept meanwhile
    event.listen(app.state.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    again = asking.get("/feeds/changes.atom")
    unchanged = asking.get("/feeds/changes.atom", headers={"If-None-Match": first.headers["etag"]})
    assert (again.content, unchanged.status_code, asked) == (first.content, 304, [])


def test_what_is_published_is_in_the_next_answer(long):
    before = long.get("/feeds/changes.atom").content
    publish_letters(long.app.state.engine, letters=1, changes=3, first=5)
    assert long.get("/feeds/changes.atom").content != before


@pytest.mark.parametrize("format_", FORMATS)
def test_the_bytes_with_gzip_are_the_bytes_without(long, format_):
    plain = long.get(f"/feeds/changes.{format_}", headers={"Accept-Encoding": "gzip;q=0"})
    packed = long.get(f"/feeds/changes.{format_}", headers={"Accept-Encoding": "br, gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert packed.headers["etag"] == plain.headers["etag"]
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    head = long.head(f"/feeds/changes.{format_}")
    assert (head.content, head.headers["content-length"]) == (b"", packed.headers["content-length"])
