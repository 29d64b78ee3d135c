"""What a preview says would go out is what goes out when the letter is recorded, to the last word."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from decided_links import decide, made, put_off, statement, with_letters
from harbour_letters import JANUARY, MAY, SEPTEMBER, SERIES, harbour_letter

from service.publishing.close_windows import close_windows
from service.recording.preview_arrival import preview_arrival
from service.recording.record_letter import preview_letter, record_letter
from service.recording.withdraw_letter import withdraw_letter
from service.uploads.upload_told import told_of_arrival
from snapshots.event_log import read_after

IN_TIME = datetime(2031, 1, 10, 9, 0, tzinfo=UTC)
# The last day of the contract in January's letter is over.
OVER = datetime(2031, 4, 2, tzinfo=UTC)
# One line more before all others, so that every statement has another id than in the letter that it corrects.
MAY_AGAIN = MAY.replace(
    b"|---|---|---|\n", b"|---|---|---|\n| Tugs | Malta: a tug was bought in March 2031. | |\n"
)
MARCH = harbour_letter(
    date(2031, 3, 1),
    [
        (
            "Safe harbours",
            "The contract for two patrol vessels for Egypt, EUR 20 million, is being prepared.",
            "The contract for two patrol vessels for Egypt is to be signed by 30 June 2031.",
        )
    ],
)


def preview(engine, data):
    return preview_arrival(engine, preview_letter(engine, data, series=SERIES), authority="localhost")


def positions(engine):
    with engine.connect() as connection:
        return [one.position for one in read_after(connection, 0, limit=10_000)]


def foreseen(engine, data):
    """What goes out, which was foreseen without a trace."""
    before = positions(engine)
    arrival = preview(engine, data)
    assert positions(engine) == before
    recorded = record_letter(engine, data, series=SERIES, now=lambda: OVER)
    assert arrival.letter.key == recorded.key
    assert arrival.entries == recorded.entries
    return arrival


def closed(engine):
    return close_windows(engine, authority="localhost", zone=ZoneInfo("UTC"), now=lambda: OVER)


@pytest.mark.parametrize(
    "letters",
    [(JANUARY, MAY, SEPTEMBER), (SEPTEMBER, JANUARY, MAY), (MAY, MAY_AGAIN, JANUARY)],
    ids=["in order", "out of order", "with a re-issue"],
)
def test_every_entry_is_foreseen_in_whatever_order_letters_come_in(engine, letters):
    for data in letters:
        assert foreseen(engine, data).corrections == ()


def test_what_was_decided_of_a_letter_is_held_of_its_reissue_when_the_next_is_foreseen(sqlite_engine):
    with_letters(sqlite_engine, JANUARY, MAY)
    made(sqlite_engine, decide("separate", put_off(sqlite_engine)))
    vessels = (
        statement(sqlite_engine, "2031-01-09", "to be signed by"),
        statement(sqlite_engine, "2031-05-20", "was signed on"),
    )
    made(sqlite_engine, decide("separate", vessels))
    record_letter(sqlite_engine, MAY_AGAIN, series=SERIES, now=lambda: OVER)
    foreseen(sqlite_engine, SEPTEMBER)


def test_a_letter_that_would_take_the_place_of_one_that_was_withdrawn_is_compared_without_it(sqlite_engine):
    with_letters(sqlite_engine, JANUARY, MAY)
    withdraw_letter(sqlite_engine, SERIES, "2031-05-20", reason="Sent by mistake.")
    assert foreseen(sqlite_engine, MAY_AGAIN).letter.key == f"{SERIES}/2031-05-20/2"


def test_a_preview_says_which_closed_windows_would_be_taken_back(engine):
    record_letter(engine, JANUARY, series=SERIES, now=lambda: IN_TIME)
    (told,) = closed(engine)
    arrival = foreseen(engine, MARCH)
    (correction,) = arrival.corrections
    assert correction.content["corrects"]["id"] == told.entry
    assert correction.content["outcome"] == "retracted"
    assert told_of_arrival(arrival)["corrections"] == [correction.title]
    assert correction not in arrival.brought


def test_what_is_recorded_already_would_bring_nothing(sqlite_engine):
    with_letters(sqlite_engine, JANUARY)
    arrival = preview(sqlite_engine, JANUARY)
    assert (arrival.already_recorded, arrival.entries) == (True, ())
