"""What was found, as a person sees it: what it would publish, accepted or rejected by a form of ours."""

import os

import pytest
from fastapi.testclient import TestClient
from harbour_letters import JANUARY, MAY, SERIES
from http_client import post_letter, reach_of_client
from page_checks import check_page, words_of

from service import clock
from service.app import create_app
from service.database import transaction
from service.settings import Settings
from service.sources.check_due import check_due_sources
from service.sources.source_rows import add_source
from service.sources.watch_place import USUALLY, watch_place
from snapshots.read_letter import read_letter

ONE = f"/candidates/{SERIES}/c1"


class CountingReader:
    """Reads, and counts how often."""

    def __init__(self):
        self.read = 0

    def __call__(self, data, **said):
        self.read += 1
        return read_letter(data, **said)


@pytest.fixture
def found(client, tmp_path):
    """January is held; May, under a name that is markup, lies in a folder that was looked at."""
    return with_a_candidate(client, tmp_path)


def with_a_candidate(client, tmp_path):
    post_letter(client, JANUARY)
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "<b>may.md").write_bytes(MAY)
    os.utime(folder / "<b>may.md", (1_000_000_000, 1_000_000_000))
    engine = client.app.state.engine
    source = watch_place(str(folder), series=SERIES, links=None, every=USUALLY, now=clock.now())
    with transaction(engine) as connection:
        add_source(connection, source)
    check_due_sources(engine, reach=reach_of_client(client))
    return client


def send(client, verdict, **other):
    """The form of the candidate's page, as a browser sends it."""
    form = check_page(client, ONE).xpath("//form[@method='post']")[0]
    sent = {"token": form.xpath(".//input[@name='token']/@value")[0], "verdict": verdict}
    return client.post(
        form.get("action"),
        data=sent | {"actor": "the registrar", "reason": "on paper"} | other,
        follow_redirects=False,
    )


def held(client):
    return [one["key"] for one in client.get("/v1/letters").json()["letters"]]


def test_an_installation_that_watches_nothing_says_how_to(client):
    words = words_of(check_page(client, "/candidates"))
    assert "Nothing waits." in words
    assert "lettertrail sources add" in words


def test_what_waits_is_listed_with_where_it_was_found_and_no_path(found, tmp_path):
    tree = check_page(found, "/candidates")
    assert "<b>may.md" in words_of(tree)
    assert str(tmp_path) not in found.get("/candidates").text
    assert tree.xpath("//ol[@class='queue']//a/@href") == [ONE]


def test_the_page_tells_what_accepting_publishes_and_accepting_does(found):
    tree = check_page(found, ONE)
    foreseen = [words.strip() for words in tree.xpath("//section//li/text()") if words.strip()]
    assert send(found, "accept").headers["location"].startswith("/candidates?done=")
    entries = found.get("/feeds/changes.json", params={"series": SERIES}).json()["items"]
    titles = {" ".join(entry["title"].split()) for entry in entries}
    assert len(foreseen) > 2
    assert {" ".join(title.split()) for title in foreseen} <= titles
    assert f"{SERIES}/2031-05-20" in held(found)
    assert "accepted" in words_of(check_page(found, "/candidates"))
    assert check_page(found, ONE).xpath("//form[@method='post']") == []


def test_what_was_rejected_can_only_be_accepted(found):
    assert send(found, "reject").status_code == 303
    buttons = check_page(found, ONE).xpath("//form//button/@value")
    assert (buttons, len(held(found))) == (["accept"], 1)


def test_what_was_typed_is_kept_where_it_does_not_do(found):
    answer = send(found, "accept", reason=" ", actor="the registrar of <harbours>")
    assert answer.status_code == 422
    assert "the registrar of &lt;harbours&gt;" in answer.text
    assert len(held(found)) == 1


def test_no_other_site_decides(found):
    check_page(found, ONE)
    for more in ({"token": "guessed"}, {"token": ""}):
        assert send(found, "accept", **more).status_code == 403
    assert len(held(found)) == 1


@pytest.mark.parametrize("path", [f"{SERIES}/c9", "nobody/c1", f"{SERIES}/c1%00"])
def test_what_was_not_found_is_no_page(found, path):
    assert found.get(f"/candidates/{path}").status_code == 404


def test_a_candidate_is_read_once_however_often_it_is_looked_at_and_then_accepted(database_url, tmp_path):
    reader = CountingReader()
    app = create_app(Settings(database_url=database_url), read=reader)
    client = with_a_candidate(TestClient(app), tmp_path)
    before = reader.read
    for path in (ONE, ONE, f"/v1{ONE}", ONE):
        assert client.get(path).status_code == 200
    assert send(client, "accept").status_code == 303
    assert reader.read == before + 1
    (letter,) = [one for one in client.get("/v1/letters").json()["letters"] if one["date"] == "2031-05-20"]
    told = client.get(f"/v1/letters/{letter['key']}").json()["letter"]["source"]
    assert told["received_at"] is not None
    assert told["filename"] == "<b>may.md"
    app.state.engine.dispose()
