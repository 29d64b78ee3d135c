"""A calendar over a history: what slips moves, what narrows shrinks, what ends is cancelled with the reason."""

from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest
from harbour_letters import harbour_letter
from http_client import client_of

from service.recording.record_letter import record_letter
from service.recording.withdraw_letter import withdraw_letter

GOLDEN = Path(__file__).parents[1] / "golden" / "feeds" / "deadlines-through-letters.ics"
HOME = "https://letters.example"
SERIES = "harbour-board"
FIRST = [
    (
        "Safe harbours",
        "Two patrol vessels for Egypt are being fitted out at the yard of Almery.",
        "The two patrol vessels for Egypt are to be handed over in the first half of 2032.",
    ),
    (
        "Training",
        "In Tunisia, 40 harbour pilots have been trained so far.",
        "Tunisia: a workshop on night navigation for pilots will be held in May 2031.",
    ),
    (
        "Lights",
        "A grant of EUR 3 million for buoys in Albania was adopted in December 2030.",
        "Albania: a tender for the buoys of Vlora and Durres will be launched by 30 June 2031.",
    ),
    (
        "Charts",
        "New charts of the bay of Poti in Georgia are being drawn.",
        "Georgia: the charts of the bay of Poti will be printed in October 2031.",
    ),
]
SECOND = [
    (
        "Safe harbours",
        "Two patrol vessels for Egypt are being fitted out at the yard of Almery.",
        "The two patrol vessels for Egypt are to be handed over in March 2032.",
    ),
    (
        "Training",
        "In Tunisia, 40 harbour pilots have been trained so far.",
        "Tunisia: a workshop on night navigation for pilots will be held in September 2031.",
    ),
    (
        "Lights",
        "Albania: a tender for the buoys of Vlora and Durres was launched in April 2031.",
        "Iceland: a study of harbour ice will be published in January 2032.",
    ),
    (
        "Charts",
        "New charts of the bay of Poti in Georgia are being drawn.",
        "Georgia: the charts of the bay of Poti will be printed in due course.",
    ),
]
LETTERS = (
    (harbour_letter(date(2031, 1, 9), FIRST), datetime(2031, 1, 10, 9, 0, tzinfo=UTC)),
    (
        harbour_letter(date(2031, 5, 20), SECOND, follows="January 2031"),
        datetime(2031, 5, 21, 9, 0, tzinfo=UTC),
    ),
)


@pytest.fixture
def recorded(sqlite_url):
    client = client_of(sqlite_url, public_url=HOME)
    for data, at in LETTERS:
        record(client, data, at)
    yield client
    client.app.state.engine.dispose()


def record(client, data, at):
    app = client.app
    record_letter(app.state.engine, data, series=SERIES, authority=app.state.authority, now=lambda: at)


def events(client, **asked):
    answer = client.get("/feeds/deadlines.ics", params=asked)
    assert answer.status_code == 200
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def event_of(client, words):
    (found,) = (event for event in events(client) if words in event["SUMMARY"])
    return found


def told(event):
    return str(event["STATUS"]), event["DTSTART"].dt, event["DTEND"].dt, event["SEQUENCE"]


def test_the_calendar_of_a_history_has_the_bytes_that_it_always_had(recorded):
    assert recorded.get("/feeds/deadlines.ics").content == GOLDEN.read_bytes()


def test_what_slips_is_the_same_event_on_other_days(recorded):
    assert told(event_of(recorded, "night navigation")) == (
        "CONFIRMED",
        date(2031, 9, 1),
        date(2031, 10, 1),
        1,
    )


def test_what_narrows_is_the_same_event_and_shorter(recorded):
    assert told(event_of(recorded, "patrol vessels")) == ("CONFIRMED", date(2032, 3, 1), date(2032, 4, 1), 1)


def test_what_is_done_is_cancelled_where_it_stood_and_says_which_letter_reports_it(recorded):
    event = event_of(recorded, "tender for the buoys")
    assert told(event) == ("CANCELLED", date(2031, 6, 30), date(2031, 7, 1), 1)
    assert event["COMMENT"] == "The letter of 20 May 2031 reports it done."
    assert "was launched in April 2031" in event["DESCRIPTION"]
    assert f"{HOME}/letters/{SERIES}/2031-01-09#s-" in event["DESCRIPTION"]
    assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == LETTERS[1][1]


def test_what_goes_on_without_a_day_is_cancelled(recorded):
    event = event_of(recorded, "charts of the bay")
    assert told(event) == ("CANCELLED", date(2031, 10, 1), date(2031, 11, 1), 1)
    assert event["COMMENT"] == "The letter of 20 May 2031 names no day for it any more."


def test_what_has_a_day_again_is_the_same_event_again(recorded):
    before = event_of(recorded, "charts of the bay")
    again = [(*row[:2], row[2].replace("in due course", "in December 2031")) for row in SECOND]
    record(
        recorded,
        harbour_letter(date(2031, 9, 2), again, follows="May 2031"),
        datetime(2031, 9, 3, 9, 0, tzinfo=UTC),
    )
    after = event_of(recorded, "charts of the bay")
    assert before["UID"] == after["UID"]
    assert told(after) == ("CONFIRMED", date(2031, 12, 1), date(2032, 1, 1), 2)


def test_a_deadline_of_a_letter_that_was_withdrawn_is_cancelled_with_the_reason(recorded):
    before = event_of(recorded, "harbour ice")
    at = datetime(2031, 6, 1, 8, 0, tzinfo=UTC)
    withdraw_letter(
        recorded.app.state.engine,
        SERIES,
        "2031-05-20",
        reason="It was a draft.",
        authority=recorded.app.state.authority,
        now=lambda: at,
    )
    after = event_of(recorded, "harbour ice")
    assert after["UID"] == before["UID"]
    assert after["STATUS"] == "CANCELLED"
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["COMMENT"] == "The letter of 20 May 2031 was withdrawn: It was a draft."
    assert after["LAST-MODIFIED"].dt == at
    assert [event["UID"] for event in events(recorded, q="partner:IS")] == [after["UID"]]
    # What the letter before it says holds again.
    assert told(event_of(recorded, "night navigation"))[:3] == (
        "CONFIRMED",
        date(2031, 5, 1),
        date(2031, 6, 1),
    )


def test_cancelled_events_are_filtered_as_all_others(recorded):
    whole = {event["UID"] for event in events(recorded)}
    narrowed = events(recorded, q="partner:AL")
    assert [event["STATUS"] for event in narrowed] == ["CANCELLED"]
    assert {event["UID"] for event in narrowed} < whole
