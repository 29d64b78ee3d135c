from __future__ import annotations

import json
from datetime import date

import feedparser
import icalendar
import pytest
from lxml import etree, html
from recorded_harbours import EVIL, HOME, NEWER, OLDER, record, serving

from diffing.changes.typed_changes import KINDS

FEEDS = ("/feeds/changes.atom", "/feeds/changes.rss", "/feeds/changes.json", "/feeds/deadlines.ics")
MEDIA_TYPES = ("application/atom+xml", "application/rss+xml", "application/feed+json", "text/calendar")


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("feeds"), OLDER, NEWER) as client:
        yield client


@pytest.fixture
def empty(tmp_path):
    with serving(tmp_path) as client:
        yield client


def entries(client, path="/feeds/changes.atom"):
    parsed = feedparser.parse(client.get(path).content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed.entries


def kind_of(entry):
    return next(tag.term for tag in entry.tags if tag.scheme.endswith("/kind"))


@pytest.mark.parametrize(("path", "media_type"), list(zip(FEEDS, MEDIA_TYPES, strict=True)))
def test_a_feed_has_its_media_type_and_validators(client, path, media_type):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == f"{media_type}; charset=utf-8"
    assert answer.headers["etag"].startswith('W/"')
    assert answer.headers["last-modified"] == "Tue, 16 Jan 2024 08:00:00 GMT"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", FEEDS)
def test_who_has_the_feed_is_not_sent_it_again(client, path):
    first = client.get(path)
    for header in (
        {"If-None-Match": first.headers["etag"]},
        {"If-None-Match": first.headers["etag"].removeprefix("W/")},
        {"If-Modified-Since": first.headers["last-modified"]},
    ):
        again = client.get(path, headers=header)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    assert client.get(path, headers={"If-None-Match": '"another"'}).status_code == 200


@pytest.mark.parametrize("path", FEEDS)
def test_the_same_question_has_the_same_bytes(client, path):
    assert client.get(path).content == client.get(path).content


@pytest.mark.parametrize("path", FEEDS)
def test_a_reader_may_ask_for_the_head_alone(client, path):
    answer = client.head(path)
    assert answer.status_code == 200
    assert answer.headers["etag"] == client.get(path).headers["etag"]


def test_one_entry_announces_each_letter_and_one_tells_each_change(client):
    kinds = [kind_of(entry) for entry in entries(client)]
    assert kinds.count("letter") == 2
    assert kinds[0] == "letter"
    assert "contract.signed" in kinds
    assert "deadline.moved" in kinds
    ids = [entry.id for entry in entries(client)]
    assert len(ids) == len(set(ids))


def test_ids_are_tag_uris_under_the_name_of_the_service(client):
    assert all(entry.id.startswith("tag:letters.example,2023:harbours/") for entry in entries(client))


def test_links_lead_to_pages_that_are_there_and_have_that_place(client):
    for entry in entries(client):
        path, _, anchor = entry.link.removeprefix(HOME).partition("#")
        page = client.get(path)
        assert page.status_code == 200
        assert not anchor or f'id="{anchor}"' in page.text


def test_cosmetic_changes_are_hidden_until_they_are_asked_for(client):
    assert "item.reworded" not in {kind_of(entry) for entry in entries(client)}
    asked = {kind_of(entry) for entry in entries(client, "/feeds/changes.atom?minor=yes")}
    assert "item.reworded" in asked


def test_a_filter_narrows_a_feed_to_the_changes_that_it_holds_of(client):
    letter, *narrowed = entries(client, "/feeds/changes.atom?q=partner:IS")
    assert kind_of(letter) == "letter"
    assert narrowed
    assert {tag.term for entry in narrowed for tag in entry.tags if tag.scheme.endswith("/partner")} == {"IS"}


def test_a_letter_that_brought_nothing_of_a_filter_is_not_in_its_feed(client):
    assert entries(client, "/feeds/changes.atom?q=partner:JP") == []


@pytest.mark.parametrize("path", FEEDS)
def test_a_parameter_that_there_is_not_is_not_passed_over(client, path):
    answer = client.get(f"{path}?filter=partner:EG")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert "'filter'" in answer.json()["detail"]
    assert "series, q" in answer.json()["detail"]


def test_feeds_of_different_questions_have_different_ids(client):
    ids = {
        etree.fromstring(client.get(f"/feeds/changes.atom{asked}").content).findtext("{*}id")
        for asked in ("", "?q=partner:IS", "?series=harbours", "?minor=yes")
    }
    assert len(ids) == 4


def test_a_feed_says_its_own_address(client):
    asked = "/feeds/changes.json?series=harbours&q=partner:IS"
    assert json.loads(client.get(asked).content)["feed_url"] == HOME + asked


def test_all_formats_have_the_same_entries(client):
    atom = [entry.id for entry in entries(client)]
    assert [entry.id for entry in entries(client, "/feeds/changes.rss")] == atom
    assert [item["id"] for item in json.loads(client.get("/feeds/changes.json").content)["items"]] == atom


def test_a_filter_that_cannot_be_read_is_a_problem_that_says_where(client):
    answer = client.get("/feeds/changes.atom?q=nonsense:1")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert "nonsense" in answer.json()["detail"]


@pytest.mark.parametrize("path", FEEDS)
def test_a_series_that_nobody_has_recorded_is_not_an_empty_feed(client, path):
    answer = client.get(f"{path}?series=lighthouses")
    assert answer.status_code == 404
    assert answer.json()["known"] == ["harbours"]


@pytest.mark.parametrize("path", FEEDS)
def test_an_empty_installation_has_empty_feeds_from_the_epoch(empty, path):
    answer = empty.get(path)
    assert answer.status_code == 200
    assert answer.headers["last-modified"] == "Thu, 01 Jan 1970 00:00:00 GMT"


def test_a_letter_changes_the_feed_and_its_validators(empty):
    before = empty.get("/feeds/changes.atom")
    record(empty.app, OLDER)
    after = empty.get("/feeds/changes.atom", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert [kind_of(entry) for entry in feedparser.parse(after.content).entries] == ["letter"]


def test_markup_in_a_letter_is_never_markup_in_a_feed(client):
    shown = entries(client, "/feeds/changes.atom?minor=yes")
    for path in ("/feeds/changes.atom?minor=yes", "/feeds/changes.rss?minor=yes"):
        assert not etree.fromstring(client.get(path).content).xpath("//*[local-name()='script']")
    assert not [one for one in shown if html.fromstring(one.content[0].value).xpath("//script")]
    assert [one for one in shown if EVIL in html.fromstring(one.content[0].value).text_content()]


def events(client, asked=""):
    return icalendar.Calendar.from_ical(client.get(f"/feeds/deadlines.ics{asked}").content).walk("VEVENT")


def event_of(client, words, asked=""):
    return next(event for event in events(client, asked) if words in event["SUMMARY"])


def test_a_deadline_is_an_event_of_whole_days(client):
    event = event_of(client, "conference")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2024, 5, 14), date(2024, 5, 15))


def test_an_item_that_the_newest_letter_does_not_mention_keeps_its_window_and_says_so(client):
    event = event_of(client, "study")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2024, 1, 1), date(2024, 7, 1))
    assert "do not mention it" in event["DESCRIPTION"]


def test_a_slip_moves_the_same_event(tmp_path):
    with serving(tmp_path, OLDER) as client:
        before = event_of(client, "boats")
        record(client.app, NEWER)
        after = event_of(client, "boats")
    assert before["UID"] == after["UID"]
    assert (before["DTSTART"].dt, after["DTSTART"].dt) == (date(2023, 12, 31), date(2024, 6, 30))
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)


def test_a_calendar_is_narrowed_by_a_filter_of_items(client):
    assert {str(event["SUMMARY"]) for event in events(client, "?q=partner:NO")} == {
        str(event_of(client, "conference")["SUMMARY"])
    }


def test_every_event_of_a_calendar_is_of_the_kind_deadline(client):
    whole = [event["UID"] for event in events(client)]
    assert whole
    assert [event["UID"] for event in events(client, "?q=kind:deadline")] == whole
    assert [event["UID"] for event in events(client, "?q=-kind:deadline")] == []
    one = {str(event["SUMMARY"]) for event in events(client, "?q=partner:Norway kind:deadline")}
    assert one == {str(event_of(client, "conference")["SUMMARY"])}


@pytest.mark.parametrize("query", [*KINDS, "item", "amount", "quantity"])
def test_a_kind_of_change_that_no_deadline_can_be_is_refused_and_not_an_empty_calendar(client, query):
    answer = client.get("/feeds/deadlines.ics", params={"q": f"kind:{query}"})
    assert answer.status_code == 422
    assert "the kinds are deadline" in answer.json()["detail"]


def test_a_feed_that_is_asked_for_cosmetic_changes_has_them(client):
    minor = client.get("/feeds/changes.json?q=minor:yes").json()["items"]
    whole = client.get("/feeds/changes.json?minor=yes").json()["items"]
    usual = {item["id"] for item in client.get("/feeds/changes.json").json()["items"]}
    (letter, *changes) = [item["id"] for item in minor]
    assert letter == whole[0]["id"]
    assert changes == [item["id"] for item in whole if item["id"] not in usual]


def test_the_deadline_of_what_is_done_is_cancelled_and_says_so(client):
    event = event_of(client, "gauges")
    assert event["STATUS"] == "CANCELLED"
    assert event["COMMENT"] == "The letter of 15 January 2024 reports it done."
    assert "was signed on 3 December 2023" in event["DESCRIPTION"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2023, 11, 1), date(2023, 12, 1))
