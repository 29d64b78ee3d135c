from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from harbour_letters import JANUARY, MAY, SERIES
from http_client import client_of
from page_checks import check_page, tree_of, words_of
from recorded_harbours import EVIL, NEWER, OLDER, serving

from service.database import transaction
from service.publishing.close_windows import close_windows
from service.recording.record_letter import record_letter
from service.uploads.kept_uploads import Upload, UploadState, add_upload, load_upload
from service.uploads.work_on_upload import UploadWork


def send(client, data, *, series=SERIES, filename="letter.md", headers=None, **other):
    token = tree_of(client, "/upload").xpath("//input[@name='token']/@value")[0]
    return client.post(
        "/upload",
        data={"series": series, "token": token} | other,
        files={"file": (filename, data)} if data is not None else {},
        headers={"Accept": "text/html"} | (headers or {}),
        follow_redirects=False,
    )


def settle(client, path, step, **other):
    token = tree_of(client, path).xpath("//input[@name='token']/@value")[0]
    return client.post(path, data={"step": step, "token": token} | other, follow_redirects=False)


def letters(client):
    return [one["key"] for one in client.get("/v1/letters?limit=500").json()["letters"]]


def test_a_letter_is_read_looked_at_and_then_recorded(client_on_either):
    client = client_on_either
    for data, moved in ((JANUARY, False), (MAY, True)):
        held = letters(client)
        told = client.post(
            f"/v1/letters?series={SERIES}&dry_run=true", files={"file": ("letter.md", data)}
        ).json()
        answer = send(client, data)
        assert answer.status_code == 303
        path = answer.headers["location"]
        preview = check_page(client, path)
        words = words_of(preview)
        assert "nothing is recorded yet" in words
        assert f"The first of {len(told['statements'])} statements" in words
        assert all(finding["message"] in words for finding in told["findings"])
        assert bool(preview.xpath("//ul[@class='counts']/li")) is moved
        assert letters(client) == held
        assert settle(client, path, "record").headers["location"] == path
        assert len(letters(client)) == len(held) + 1
        recorded = check_page(client, path)
        assert "Recorded: letter of" in words_of(recorded)
        for link in recorded.xpath("//main//a/@href"):
            assert client.get(link).status_code == 200
        settle_again = client.post(
            path, data={"step": "record", "token": client.cookies["lettertrail-form"]}, follow_redirects=False
        )
        assert settle_again.status_code == 303
        assert len(letters(client)) == len(held) + 1


def test_a_preview_counts_what_recording_then_publishes(tmp_path):
    with serving(tmp_path, OLDER) as client:
        path = send(client, NEWER, series="harbours", filename="a.txt").headers["location"]
        preview = tree_of(client, path)
        said = [int(n) for n in preview.xpath("//ul[@class='counts']//b/text()")]
        settle(client, path, "record")
        counts = client.get("/v1/compare/harbours/previous..latest").json()["summary"]["counts"]
        assert sorted(said) == sorted(counts.values())
        assert EVIL in words_of(preview)


def test_the_same_bytes_again_are_no_new_letter(client):
    path = send(client, JANUARY).headers["location"]
    settle(client, path, "record")
    again = check_page(client, send(client, JANUARY).headers["location"])
    assert "recorded already" in words_of(again)
    assert not again.xpath("//button[@value='record']")


@pytest.mark.parametrize(
    ("data", "filename", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 400, "picture.png", "cannot be recorded"),
        (b"%PDF-1.7 broken", "broken.pdf", "cannot be recorded"),
        (b"Dear all,\n\nthank you.\n", "no.txt", "cannot be recorded"),
    ],
)
def test_what_is_no_letter_says_why_and_leaves_nothing(client, data, filename, words):
    path = send(client, data, filename=filename).headers["location"]
    tree = check_page(client, path)
    assert words in words_of(tree)
    assert tree.xpath("//*[@role='alert']")
    assert letters(client) == []


def test_a_file_that_is_too_large_or_missing_and_a_series_that_is_none_come_back_with_what_was_typed(
    sqlite_url,
):
    client = client_of(sqlite_url, max_upload_bytes=1_000)
    with client:
        for answer, status in (
            (send(client, b"x" * 1_001), 413),
            (send(client, None), 422),
            (send(client, b"x", series="No Series"), 422),
        ):
            assert answer.status_code == status
            assert 'role="alert"' in answer.text
            assert 'value="harbour-board"' in answer.text or 'value="No Series"' in answer.text
    client.app.state.engine.dispose()


def kept(client, *, state, age):
    then = datetime.now(UTC) - age
    upload = Upload(
        id="u1",
        series=SERIES,
        filename="letter.md",
        media_type=None,
        data=JANUARY,
        state=state,
        received_at=then,
        changed_at=then,
        told={},
    )
    with transaction(client.app.state.engine) as connection:
        add_upload(connection, upload)
    return "/upload/u1"


def test_while_it_is_read_the_page_looks_again_by_itself(client):
    path = kept(client, state=UploadState.READING, age=timedelta(seconds=5))
    tree = check_page(client, path)
    assert tree.xpath("//meta[@http-equiv='refresh']/@content") == ["2"]
    assert "Being read" in words_of(tree)
    token = client.cookies.get("lettertrail-form")
    client.post(path, data={"step": "again", "token": token}, follow_redirects=False)
    assert "Being read" in words_of(tree_of(client, path))


def test_work_that_was_interrupted_is_begun_anew_once_however_often_it_is_asked_for(client_on_either):
    client = client_on_either
    kept(client, state=UploadState.READING, age=timedelta(hours=1))
    engine = client.app.state.engine
    with engine.connect() as connection:
        seen = load_upload(connection, "u1")
    work = UploadWork(engine=engine, read=client.app.state.read_letter, authority="testserver")
    assert [work.begin_again(seen) for _ in range(3)] == [True, False, False]
    assert "Being read" in words_of(tree_of(client, "/upload/u1"))


def test_work_that_was_interrupted_is_taken_up_again(client):
    path = kept(client, state=UploadState.READING, age=timedelta(hours=1))
    assert "Interrupted" in words_of(check_page(client, path))
    settle(client, path, "again")
    assert "nothing is recorded yet" in words_of(check_page(client, path))


def test_what_is_thrown_away_or_a_day_old_is_gone(client):
    path = send(client, JANUARY).headers["location"]
    assert settle(client, path, "discard").headers["location"] == "/upload?done=discarded"
    assert client.get(path).status_code == 404
    old = kept(client, state=UploadState.READ, age=timedelta(days=2))
    send(client, JANUARY)
    assert client.get(old).status_code == 404


def test_bytes_are_kept_no_longer_than_they_are_needed(client):
    path = send(client, JANUARY).headers["location"]
    with client.app.state.engine.connect() as connection:
        assert load_upload(connection, path.rpartition("/")[2]).data == JANUARY
    settle(client, path, "record")
    with client.app.state.engine.connect() as connection:
        assert load_upload(connection, path.rpartition("/")[2]).data == b""


def test_a_form_of_another_site_is_not_taken(client):
    assert send(client, JANUARY, headers={"Origin": "https://evil.example"}).status_code == 403
    assert send(client, JANUARY, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert send(client, JANUARY, token="forged").status_code == 403
    path = send(client, JANUARY).headers["location"]
    assert client.post(path, data={"step": "record", "token": "forged"}).status_code == 403
    assert letters(client) == []


def test_the_form_stands_with_and_without_letters(client, demo):
    assert check_page(client, "/upload").xpath("//input[@type='file']")
    assert check_page(demo, "/upload").xpath("//input[@name='series']/@value") == ["harbour-council"]


def test_a_preview_says_what_it_would_correct_of_what_was_published(client):
    engine = client.app.state.engine
    record_letter(engine, JANUARY, series=SERIES, now=lambda: datetime(2031, 1, 10, tzinfo=UTC))
    over = datetime(2031, 4, 2, tzinfo=UTC)
    (told,) = close_windows(engine, authority="testserver", zone=ZoneInfo("UTC"), now=lambda: over)
    moved = JANUARY.replace(b"9 January 2031", b"1 March 2031").replace(b"by 31 March", b"by 30 June")
    preview = check_page(client, send(client, moved).headers["location"])
    assert f"What it would correct of what was published “{told.title.rstrip('.')}” no longer holds" in (
        words_of(preview).replace("Correction: ", "")
    )
