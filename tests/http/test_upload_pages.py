from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from harbour_letters import JANUARY, MAY, SERIES
from http_client import client_of
from lxml import html
from page_checks import check_page, tree_of, words_of
from recorded_harbours import EVIL, NEWER, OLDER, serving
from sqlalchemy import delete
from uploads_of_ours import upload_of_ours

from service.database import transaction
from service.publishing.close_windows import close_windows
from service.recording.record_letter import record_letter
from service.settings import Settings
from service.too_much import TooManyUploads
from service.uploads.kept_uploads import DayBounds, UploadState, add_upload, load_upload
from service.uploads.tables import uploads
from service.uploads.work_on_upload import UploadWork, receive_upload


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
    upload = upload_of_ours("u1", came_in=datetime.now(UTC) - age, state=state)
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


@pytest.fixture
def takes(database_url):
    """Gives a client of a service that takes in so much within a day, over an empty database."""
    made = []

    def client_that_takes(**bounds):
        made.append(client_of(database_url, **bounds))
        return made[-1]

    yield client_that_takes
    for client in made:
        client.app.state.engine.dispose()


def came_in(client, name, *, age, data=JANUARY):
    upload = upload_of_ours(name, came_in=datetime.now(UTC) - age, data=data)
    with transaction(client.app.state.engine) as connection:
        add_upload(connection, upload)


def wait_of(answer):
    """How long a refused upload is to wait; what was typed is there still."""
    assert answer.status_code == 429
    tree = html.fromstring(answer.text)
    (said,) = tree.xpath("//*[@role='alert']")
    assert "As much was uploaded within a day as is taken here" in said.text_content()
    assert tree.xpath("//input[@name='series']/@value") == [SERIES]
    return timedelta(seconds=int(answer.headers["retry-after"]))


def test_a_day_takes_so_many_files_and_says_when_there_is_room_again(takes):
    client = takes(uploads_per_day=3)
    came_in(client, "first", age=timedelta(hours=22, minutes=30))
    came_in(client, "second", age=timedelta(hours=1))
    assert send(client, JANUARY).status_code == 303
    refused = send(client, MAY)
    assert timedelta(minutes=89) < wait_of(refused) <= timedelta(minutes=90)
    assert "3 files or 400 MB; upload it again in 2 hours" in refused.text
    came_in(client, "third", age=timedelta(seconds=1))
    assert timedelta(hours=22, minutes=59) < wait_of(send(client, MAY)) <= timedelta(hours=23)


def test_a_day_takes_so_many_bytes_and_those_of_a_day_before_do_not_count(takes):
    client = takes(upload_bytes_per_day=2_500, max_upload_bytes=2_000)
    came_in(client, "yesterday", age=timedelta(hours=25), data=b"x" * 2_000)
    came_in(client, "today", age=timedelta(hours=20), data=b"x" * 1_000)
    came_in(client, "since", age=timedelta(hours=10), data=b"x" * 600)
    assert timedelta(hours=3, minutes=59) < wait_of(send(client, b"x" * 1_500)) <= timedelta(hours=4)
    assert timedelta(hours=13, minutes=59) < wait_of(send(client, b"x" * 2_000)) <= timedelta(hours=14)
    assert send(client, b"x" * 900).status_code == 303
    assert send(client, b"x").status_code == 429


def test_what_is_thrown_away_makes_room_and_what_is_recorded_does_not(takes):
    client = takes(uploads_per_day=1)
    path = send(client, JANUARY).headers["location"]
    wait_of(send(client, MAY))
    settle(client, path, "discard")
    path = send(client, JANUARY).headers["location"]
    settle(client, path, "record")
    assert len(letters(client)) == 1
    token = client.cookies["lettertrail-form"]
    kept = client.post(path, data={"step": "discard", "token": token}, follow_redirects=False)
    assert kept.headers["location"] == path
    assert "Recorded: letter of" in words_of(tree_of(client, path))
    wait_of(send(client, MAY))


def test_a_service_that_takes_no_uploads_says_so_and_keeps_none(takes):
    client = takes(uploads_per_day=0)
    assert wait_of(send(client, JANUARY)) == timedelta(days=1)
    assert letters(client) == []


def test_of_two_uploads_at_once_one_comes_in_where_the_day_has_room_for_one(postgresql_url):
    client = client_of(postgresql_url)
    engine, bounds = client.app.state.engine, DayBounds(files=1, most_bytes=1_000_000)
    together = Barrier(2)

    def send_one(name):
        one = upload_of_ours(name, came_in=datetime.now(UTC), state=UploadState.READING)
        together.wait(timeout=30)
        try:
            receive_upload(engine, one, bounds)
        except TooManyUploads:
            return 0
        return 1

    for turn in range(5):
        with ThreadPoolExecutor(2) as pool:
            assert sum(pool.map(send_one, (f"{turn}a", f"{turn}b"))) == 1
        with transaction(engine) as connection:
            connection.execute(delete(uploads))
    engine.dispose()


def test_a_day_that_has_no_room_for_one_upload_stops_the_start():
    with pytest.raises(ValueError, match="LETTERTRAIL_UPLOAD_BYTES_PER_DAY is less than"):
        Settings(upload_bytes_per_day=1_000, max_upload_bytes=1_001)
