"""Where no letter was ever kept, whoever only looks says so, names the database, and leaves nothing behind."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from commands import lettertrail

LOOKING = {
    "verify": ("verify",),
    "history": ("history", "i-0000"),
    "ledger": ("ledger", "harbour-council"),
    "links": ("links", "harbour-council", "previous..latest"),
    "slippage": ("slippage", "harbour-council"),
    "export": ("export", "harbour-council", "previous..latest", "--as", "csv"),
}


@pytest.mark.parametrize("command", LOOKING)
def test_without_a_record_looking_ends_in_1_and_makes_none(command: str, tmp_path: Path) -> None:
    run = lettertrail(*LOOKING[command], folder=tmp_path)
    assert (run.returncode, run.stdout) == (1, b"")
    assert b"there is no record in" in run.stderr
    assert str(tmp_path / "record.db").encode() in run.stderr
    assert run.stderr.count(b"\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("held", ["nothing", "other tables"])
def test_a_file_without_a_record_stays_as_it_is(held: str, tmp_path: Path) -> None:
    file = tmp_path / "record.db"
    file.touch()
    if held == "other tables":
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE recipes (name TEXT)")
    before = file.read_bytes()
    run = lettertrail("verify", folder=tmp_path)
    assert (run.returncode, file.read_bytes()) == (1, before)
    assert b"there is no record in" in run.stderr


def test_a_record_without_letters_is_one(tmp_path: Path) -> None:
    """One that waits for its first letter, as a server makes it, is intact."""
    assert lettertrail("sources", "list", folder=tmp_path).returncode == 0
    run = lettertrail("verify", folder=tmp_path)
    assert (run.returncode, run.stdout[:17]) == (0, b"Intact: 0 events,")


@pytest.mark.parametrize("name", ["a file that is no database", "x.db"])
def test_what_cannot_be_opened_is_no_missing_record(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "nowhere" if name == "x.db" else tmp_path
    if folder == tmp_path:
        (tmp_path / name).write_bytes(b"lighthouse " * 500)
    run = lettertrail("verify", folder=tmp_path, LETTERTRAIL_DATABASE_URL=f"sqlite:///{folder / name}")
    assert run.returncode == 3
    assert b"cannot open the database" in run.stderr
