"""Whoever records a letter of a day that is held is told so, and whether it may be the same letter."""

import pytest
from harbour_letters import JANUARY, MAY, SERIES
from told_alike import WRITERS, letter_of

from service.recording.preview_arrival import preview_arrival
from service.recording.record_letter import preview_letter, record_letter
from service.recording.withdraw_letter import withdraw_letter
from service.uploads.upload_told import told_of_arrival
from snapshots.layout.markdown import read_layout

AS_HTML = WRITERS["html"](letter_of(read_layout(MAY)))
CORRECTED = MAY.replace(b"65 harbour pilots", b"66 harbour pilots")
OTHER = JANUARY.replace(b"9 January 2031", b"20 May 2031")


def told(engine, data):
    arrival = preview_arrival(engine, preview_letter(engine, data, series=SERIES), authority="localhost")
    return told_of_arrival(arrival)["beside"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            AS_HTML,
            "held already, as Markdown, with nearly the same words (100%). If this HTML is that letter",
        ),
        (CORRECTED, "held already, as Markdown, with nearly the same words (98%). Recorded, this becomes a"),
        (OTHER, "of the words are the same. This becomes its re-issue."),
    ],
)
def test_a_letter_of_a_day_that_is_held_is_told_so_before_it_is_recorded(engine, data, words):
    assert told(engine, MAY) == ""
    record_letter(engine, JANUARY, series=SERIES)
    assert told(engine, MAY) == ""
    record_letter(engine, MAY, series=SERIES)
    assert told(engine, MAY) == ""
    assert told(engine, data).startswith("The letter of 20 May 2031 is held")
    assert words in told(engine, data)
    withdraw_letter(engine, SERIES, "2031-05-20", reason="Another letter.")
    assert told(engine, data) == ""
