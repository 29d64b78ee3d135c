"""Whoever records a letter of a day that is held is told so, and whether it may be the same letter."""

import os
import shlex

import pytest
from commands import lettertrail
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

BESIDE = {
    "another format": (AS_HTML, "If this HTML is that letter in another format"),
    "corrected": (CORRECTED, "a re-issue beside it, and what it says otherwise"),
    "another letter": (OTHER, "of the words are the same. This"),
}


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


@pytest.mark.parametrize("what", BESIDE)
def test_whoever_ingests_it_is_told_once_it_is_recorded(what, tmp_path):
    data, words = BESIDE[what]
    (tmp_path / "may.md").write_bytes(MAY)
    (tmp_path / "other").write_bytes(data)
    first = lettertrail("ingest", "may.md", "--series", SERIES, folder=tmp_path)
    assert (first.returncode, b"is held" in first.stdout) == (0, False)
    again = lettertrail("ingest", "other", "may.md", "--series", SERIES, folder=tmp_path)
    assert again.returncode == 0
    (line,) = [line for line in again.stdout.decode().splitlines() if "is held" in line]
    assert line.startswith("  The letter of 20 May 2031 is held")
    assert words in line
    if what == "another format":
        assert f"lettertrail withdraw {SERIES}/2031-05-20/2 " in line
        withdraw = shlex.split(line.rpartition("withdraw it: lettertrail ")[2].rstrip("."))
        assert lettertrail(*withdraw, folder=tmp_path).returncode == 0


def test_whoever_accepts_it_from_a_watched_folder_is_told_before_and_after(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "may.md").write_bytes(MAY)
    (tmp_path / "in" / "may.html").write_bytes(AS_HTML)
    os.utime(tmp_path / "in" / "may.html", (1_000_000_000, 1_000_000_000))
    for asked in (
        ("ingest", "may.md", "--series", SERIES),
        ("sources", "add", "in", "--series", SERIES),
        ("sources", "check"),
    ):
        assert lettertrail(*asked, folder=tmp_path).returncode == 0
    shown = " ".join(lettertrail("candidates", "show", SERIES, "c1", folder=tmp_path).stdout.decode().split())
    assert "If this HTML is that letter in another format, throw it away" in shown
    who = ("--actor", "registrar", "--reason", "On paper.")
    accepted = lettertrail("candidates", "accept", SERIES, "c1", *who, folder=tmp_path)
    assert b"If this HTML is that letter in another format, withdraw it" in accepted.stdout
