"""`lettertrail reread`: what an older reader had read, read anew by this one."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from commands import lettertrail
from harbour_letters import JANUARY, MAY, SERIES
from newer_reader import newer_reader
from sqlalchemy import text

from service.database import migrate, open_engine
from service.recording.record_letter import record_letter
from snapshots.read_letter import READER_VERSION, read_letter

OLDER = "0"


def older_reader(data, **said):
    """January as a reader before this one read it; every other letter as this one does."""
    letter = newer_reader(data, **said) if data == JANUARY else read_letter(data, **said)
    return replace(letter, reader=OLDER)


@pytest.fixture
def folder(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/record.db")
    migrate(engine)
    for data in (JANUARY, MAY):
        record_letter(engine, data, series=SERIES, read=older_reader)
    engine.dispose()
    return tmp_path


def events(folder):
    engine = open_engine(f"sqlite:///{folder}/record.db")
    with engine.connect() as connection:
        count = connection.scalar(text("SELECT count(*) FROM events"))
    engine.dispose()
    return count


def test_a_rehearsal_says_what_would_change_and_writes_nothing(folder):
    before = events(folder)
    run = lettertrail("reread", "--rehearse", folder=folder)
    out = run.stdout.decode()
    assert (run.returncode, run.stderr) == (0, b"")
    assert f"{SERIES}/2031-01-09  reader {OLDER} → {READER_VERSION}" in out
    assert "  + s0" in out
    assert "kind" in out
    assert "says the same" in out
    assert f"What moves between {SERIES}/2031-01-09 and {SERIES}/2031-05-20" in out
    assert out.endswith("1 of 2 letters would be read otherwise; nothing was written\n")
    assert events(folder) == before


def test_without_rehearsing_it_is_recorded_once(folder):
    before = events(folder)
    first = lettertrail("reread", "--series", SERIES, "--reason", "a test", folder=folder)
    assert (first.returncode, first.stderr) == (0, b"")
    assert first.stdout.decode().endswith("1 of 2 letters read otherwise and recorded\n")
    assert events(folder) > before
    before = events(folder)
    again = lettertrail("reread", "--series", SERIES, folder=folder)
    assert again.returncode == 0
    assert again.stdout.decode().endswith("0 of 2 letters read otherwise and recorded\n")
    assert events(folder) == before
    assert lettertrail("verify", folder=folder).returncode == 0


def test_programs_get_the_same_as_json(folder):
    asked = ("reread", "2031-01-09", "--series", SERIES, "--json")
    rehearsed = json.loads(lettertrail(*asked, "--rehearse", folder=folder).stdout)
    (series,) = rehearsed["series"]
    (letter,) = series["letters"]
    assert rehearsed["rehearsed"] is True
    assert (letter["letter"], letter["outcome"]) == (f"{SERIES}/2031-01-09", "read_anew")
    assert letter["reader"] == {"before": OLDER, "after": READER_VERSION}
    assert len(letter["difference"]["added"]) == 3
    assert {"statement", "field", "before", "after"} == set(letter["difference"]["changed"][0])
    (pair,) = series["comparisons"]
    assert pair["before"] != pair["after"]
    recorded = json.loads(lettertrail(*asked, folder=folder).stdout)
    assert recorded == {**rehearsed, "rehearsed": False}


@pytest.mark.parametrize("letters", [("2031-12-24", "--series", SERIES), ("no-such-series/2031-01-09",)])
def test_a_letter_that_is_not_held_ends_in_1(folder, letters):
    run = lettertrail("reread", *letters, folder=folder)
    assert (run.returncode, run.stdout, run.stderr.count(b"\n")) == (1, b"", 1)


def test_a_letter_that_cannot_be_read_anew_ends_in_1_and_loses_no_other(folder):
    undated = b"Dear members,\n\nThe works contract for the sea wall (EUR 15.5 million) is to be signed.\n"
    engine = open_engine(f"sqlite:///{folder}/record.db")
    record_letter(engine, undated, series=SERIES, read=as_if)
    engine.dispose()
    run = lettertrail("reread", folder=folder)
    assert run.returncode == 1
    assert run.stderr.count(b"\n") == 1
    assert b"1 of 3 letters read otherwise and recorded" in run.stdout


def as_if(data, **said):
    """An older reader that found a letter where this one finds none."""
    import hashlib

    letter = read_letter(MAY, **said)
    source = replace(letter.source, sha256=hashlib.sha256(data).hexdigest())
    return replace(letter, reader=OLDER, date=letter.date.replace(year=2032), source=source)


def test_an_empty_record_has_nothing_to_read(tmp_path):
    assert lettertrail("sources", "add", ".", "--series", SERIES, folder=tmp_path).returncode == 0
    run = lettertrail("reread", folder=tmp_path)
    assert (run.returncode, run.stdout) == (0, b"0 of 0 letters read otherwise and recorded\n")
