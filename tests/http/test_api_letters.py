"""Letters over HTTP: received once, given back as read, listed in pages."""

import json
from functools import partial

import pytest
from fastapi.testclient import TestClient
from harbour_letters import JANUARY, JANUARY_CORRECTED, MAY, SEPTEMBER, SERIES
from http_client import client_of, every_page, post_letter

from service.app import create_app
from service.reading.read_apart import read_apart
from service.reading.reading_limits import ReadingLimits
from service.settings import Settings
from snapshots.letter_json import letter_to_json
from snapshots.read_letter import read_letter


def everything_recorded(client):
    held = client.get("/v1/letters").json()["letters"]
    return held, client.get("/v1/changes", params={"limit": 500}).json()["changes"]


def test_a_letter_is_received_and_stands_where_location_says(client_on_either):
    client = client_on_either
    answer = post_letter(client, JANUARY)
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/v1/letters/{SERIES}/2031-01-09"
    assert answer.json()["already_recorded"] is False
    given = client.get(answer.headers["location"])
    assert given.status_code == 200
    assert given.json() == {name: answer.json()[name] for name in ("letter", "statements", "findings")}


def test_the_reading_is_the_one_that_the_command_line_gives(reading_client):
    given = reading_client.get(f"/v1/letters/{SERIES}/2031-01-09").json()
    read = letter_to_json(read_letter(JANUARY, filename="letter.md", series=SERIES))
    read["letter"]["source"]["received_at"] = given["letter"]["source"]["received_at"]
    read["letter"]["source"]["media_type"] = given["letter"]["source"]["media_type"]
    assert given == json.loads(json.dumps(read))
    text = given["letter"]["text"]
    for statement in given["statements"]:
        assert statement["text"] == " ".join(text[start:end] for start, end in statement["spans"])


def test_the_same_bytes_again_are_no_new_letter(client_on_either):
    client = client_on_either
    first = post_letter(client, JANUARY).json()["recorded"]
    before = everything_recorded(client)
    again = post_letter(client, JANUARY, filename="another name.md")
    assert again.status_code == 200
    assert again.headers["location"] == f"/v1/letters/{SERIES}/2031-01-09"
    assert again.json()["already_recorded"] is True
    assert again.json()["recorded"] == first | {"entries": []}
    assert everything_recorded(client) == before


def test_other_bytes_of_the_same_date_are_a_re_issue(client):
    post_letter(client, JANUARY)
    answer = post_letter(client, JANUARY_CORRECTED)
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/v1/letters/{SERIES}/2031-01-09/2"
    corrected = client.get(answer.headers["location"]).json()
    assert corrected["letter"]["reissue"] == 2
    assert "EUR 4 million" in corrected["letter"]["text"]
    assert "EUR 3 million" in client.get(f"/v1/letters/{SERIES}/2031-01-09").json()["letter"]["text"]
    assert "EUR 3 million" in client.get(f"/v1/letters/{SERIES}/2031-01-09/1").json()["letter"]["text"]


def test_a_dry_run_reads_and_records_nothing(client):
    post_letter(client, JANUARY)
    before = everything_recorded(client)
    answer = post_letter(client, MAY, dry_run=True)
    assert answer.status_code == 200
    assert answer.json()["recorded"] is None
    assert answer.json()["letter"]["key"] == f"{SERIES}/2031-05-20"
    assert len(answer.json()["statements"]) == 6
    assert everything_recorded(client) == before
    assert client.get(f"/v1/letters/{SERIES}/2031-05-20").status_code == 404


def test_a_dry_run_says_what_the_letter_would_be(client):
    post_letter(client, JANUARY)
    assert post_letter(client, JANUARY, dry_run=True).json()["already_recorded"] is True
    corrected = post_letter(client, JANUARY_CORRECTED, dry_run=True).json()
    assert corrected["already_recorded"] is False
    assert corrected["letter"]["key"] == f"{SERIES}/2031-01-09/2"


def test_what_went_out_with_a_letter_is_told(client):
    assert [entry["kind"] for entry in post_letter(client, JANUARY).json()["recorded"]["entries"]] == [
        "letter"
    ]
    entries = post_letter(client, MAY).json()["recorded"]["entries"]
    assert entries[0]["kind"] == "letter"
    assert {"contract.signed", "deadline.moved"} <= {entry["kind"] for entry in entries[1:]}
    assert len({entry["id"] for entry in entries}) == len(entries)


@pytest.mark.parametrize(
    ("data", "filename", "status", "problem"),
    [
        (b"", "empty.txt", 422, "empty-letter"),
        (b" \n\n ", "blank.txt", 422, "empty-letter"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 400, "photo.jpg", 415, "unsupported-format"),
        (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "cut.pdf", 422, "damaged-file"),
        (JANUARY.replace(b"9 January 2031", b"One day"), "undated.md", 422, "undated-letter"),
        (b"9 January 2031\n\nDear members,\n", "nothing.md", 422, "not-a-letter"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_stored(client, data, filename, status, problem):
    answer = post_letter(client, data, filename=filename)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/v1/problems/{problem}")
    assert everything_recorded(client) == ([], [])


def test_a_file_above_the_limit_is_refused(sqlite_url):
    client = client_of(sqlite_url, max_upload_bytes=10_000)
    assert post_letter(client, b"a" * 10_001).status_code == 413
    assert post_letter(client, b"a" * 200_000).status_code == 413
    assert post_letter(client, JANUARY).status_code == 201
    client.app.state.engine.dispose()


def test_uploads_are_read_in_a_process_of_their_own(sqlite_url):
    app = create_app(Settings(database_url=sqlite_url))
    client = TestClient(app)
    assert app.state.read_letter.func is read_apart
    assert post_letter(client, JANUARY, dry_run=True).status_code == 200
    assert post_letter(client, JANUARY).status_code == 201
    app.state.engine.dispose()
    other = create_app(
        Settings(database_url=sqlite_url), read=partial(read_apart, limits=ReadingLimits(seconds=0))
    )
    assert post_letter(TestClient(other), MAY).json()["type"] == "/v1/problems/damaged-file"
    other.state.engine.dispose()


def test_a_form_without_a_file_is_refused(client):
    assert client.post("/v1/letters", params={"series": SERIES}).status_code == 422
    assert client.post("/v1/letters", params={"series": SERIES}, data={"file": "words"}).status_code == 422
    answer = client.post("/v1/letters", files={"file": ("letter.md", JANUARY)})
    assert answer.status_code == 422
    assert answer.json()["faults"][0]["where"] == "query.series"


@pytest.mark.parametrize(
    "series", ["", "Two Words", "UPPER", "a/b", "-a", "a--b", "x" * 65, "é", "1", "a\x00"]
)
def test_a_series_has_a_plain_name(client, series):
    answer = post_letter(client, JANUARY, series=series)
    assert (answer.status_code, answer.json()["type"]) == (422, "/v1/problems/bad-series-name")


def test_series_are_listed_with_their_first_and_latest_letter(client):
    post_letter(client, MAY, series="b-series")
    post_letter(client, JANUARY, series="b-series")
    post_letter(client, SEPTEMBER, series="a-series")
    assert client.get("/v1/series").json() == {
        "series": [
            {"series": "a-series", "letters": 1, "first": "2031-09-02", "latest": "2031-09-02"},
            {"series": "b-series", "letters": 2, "first": "2031-01-09", "latest": "2031-05-20"},
        ],
        "next": None,
    }


def test_lists_go_on_where_the_page_before_ended(client):
    for series in ("a-series", "b-series"):
        for data in (SEPTEMBER, JANUARY, JANUARY_CORRECTED, MAY):
            post_letter(client, data, series=series)
    whole = client.get("/v1/letters").json()["letters"]
    labels = ["2031-01-09", "2031-01-09/2", "2031-05-20", "2031-09-02"]
    assert [held["key"] for held in whole] == [
        f"{s}/{label}" for s in ("a-series", "b-series") for label in labels
    ]
    assert every_page(client, "/v1/letters", "letters", limit=3) == whole
    assert every_page(client, "/v1/letters", "letters", limit=1, series="b-series") == whole[4:]
    assert every_page(client, "/v1/series", "series", limit=1) == client.get("/v1/series").json()["series"]


def test_a_letter_that_comes_between_two_pages_neither_repeats_nor_hides_another(client):
    post_letter(client, JANUARY)
    post_letter(client, SEPTEMBER)
    page = client.get("/v1/letters", params={"limit": 1}).json()
    post_letter(client, MAY)
    rest = client.get("/v1/letters", params={"limit": 5, "after": page["next"]}).json()["letters"]
    assert [held["date"] for held in rest] == ["2031-05-20", "2031-09-02"]


@pytest.mark.parametrize("cursor", ["", "x", "W10", "WyJhIl0", "bnVsbA", "WyJcdTAwMDAiLCJhIiwxXQ", "é"])
def test_a_cursor_that_no_list_gave_out_is_refused(reading_client, cursor):
    answer = reading_client.get("/v1/letters", params={"after": cursor})
    assert (answer.status_code, answer.json()["type"]) == (422, "/v1/problems/bad-cursor")


def test_an_unknown_series_is_told_which_are_known(reading_client):
    for path in (
        "/v1/letters?series=nobody",
        "/v1/letters/nobody/2031-01-09",
        "/v1/letters/no%00body/2031-01-09",
    ):
        answer = reading_client.get(path)
        assert (answer.status_code, answer.json()["type"]) == (404, "/v1/problems/unknown-series")
        assert answer.json()["known"] == [SERIES]


def test_an_unknown_date_is_told_which_are_held(reading_client):
    for date in ("2031-01-10", "yesterday", "2031-01-09/2", "2031-01-09/0"):
        answer = reading_client.get(f"/v1/letters/{SERIES}/{date}")
        assert (answer.status_code, answer.json()["type"]) == (404, "/v1/problems/unknown-letter")
        assert answer.json()["held"] == ["2031-01-09", "2031-05-20", "2031-09-02"]
        assert date in answer.json()["detail"]


def test_a_letter_of_a_day_that_is_held_is_told_so_by_a_dry_run_and_when_it_is_recorded(client):
    corrected = MAY.replace(b"65 harbour pilots", b"66 harbour pilots")
    assert post_letter(client, MAY, dry_run=True).json()["same_day"] is None
    assert post_letter(client, MAY).json()["same_day"] is None
    dry = post_letter(client, corrected, dry_run=True).json()["same_day"]
    assert (dry["letter"], dry["alike"] > 0.95) == (f"{SERIES}/2031-05-20", True)
    assert "Recorded, this becomes a re-issue beside it" in dry["says"]
    told = post_letter(client, corrected).json()["same_day"]
    assert told == {**dry, "says": told["says"]}
    assert "This is a re-issue beside it" in told["says"]
    assert post_letter(client, corrected).json()["same_day"] is None
    assert post_letter(client, corrected, dry_run=True).json()["same_day"] is None
