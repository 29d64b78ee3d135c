"""`lettertrail read`: one letter, from a file alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import lettertrail, loaded_by
from typer.testing import CliRunner

from service.cli import app
from service.demo.demo_letters import DemoLetter, demo_letters
from snapshots.letter_json import letter_to_json
from snapshots.read_letter import read_letter

DEMO = {demo.filename: demo for demo in demo_letters()}
# What reading does not need, and what would make it slow to start.
HEAVY = {
    "fastapi",
    "sqlalchemy",
    "alembic",
    "scipy",
    "deepdiff",
    "numpy",
    "uvicorn",
    "apscheduler",
}


@pytest.fixture(params=DEMO.values(), ids=DEMO)
def letter(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    demo: DemoLetter = request.param
    file = tmp_path / demo.filename
    file.write_bytes(demo.data)
    return file


def test_the_json_is_the_whole_reading(letter: Path) -> None:
    run = CliRunner().invoke(app, ["read", str(letter), "--json"])
    expected = letter_to_json(read_letter(letter.read_bytes(), filename=letter.name))
    assert run.exit_code == 0
    assert json.loads(run.stdout) == json.loads(json.dumps(expected))
    assert list(json.loads(run.stdout)) == ["letter", "statements", "findings"]


def test_the_same_letter_gives_the_same_bytes_in_any_locale(letter: Path, tmp_path: Path) -> None:
    runs = [
        lettertrail("read", letter.name, "--json", folder=tmp_path, PYTHONHASHSEED=seed, LC_ALL=locale)
        for seed, locale in (("1", "C"), ("2", "POSIX"), ("3", "C.UTF-8"))
    ]
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert runs[0].stdout == runs[1].stdout == runs[2].stdout
    assert b"Coastal" in runs[0].stdout


def test_a_letter_comes_from_stdin_too(letter: Path, tmp_path: Path) -> None:
    run = lettertrail("read", "-", "--json", folder=tmp_path, given=letter.read_bytes())
    assert run.returncode == 0
    assert json.loads(run.stdout)["letter"]["source"]["filename"] is None


def test_people_read_what_the_letter_is_and_what_it_says(letter: Path) -> None:
    out = CliRunner().invoke(app, ["read", str(letter)]).stdout
    read = read_letter(letter.read_bytes())
    assert f"{len(read.statements)} statements" in out
    assert "PROTECTION" in out
    assert "Morocco" in out
    assert "are accounted for" in out


def test_a_file_gets_plain_text_of_100_columns(letter: Path, tmp_path: Path) -> None:
    out = lettertrail("read", letter.name, folder=tmp_path).stdout.decode()
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 100


def test_reading_loads_nothing_that_it_does_not_need(letter: Path, tmp_path: Path) -> None:
    """A command imports what it uses, so that reading stays quick to start."""
    assert loaded_by("read", letter.name, folder=tmp_path) & HEAVY == set()
