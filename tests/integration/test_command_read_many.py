"""`lettertrail read FILE FILE ...`: many letters on all processors, in their order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import lettertrail

from service.demo.demo_letters import demo_letters
from snapshots.letter_json import letter_to_json
from snapshots.read_letter import read_letter


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for demo in demo_letters():
        (tmp_path / demo.filename).write_bytes(demo.data)
    return [demo.filename for demo in demo_letters()]


def test_each_reading_is_a_line_of_json_as_it_is_alone(files: list[str], tmp_path: Path) -> None:
    done = lettertrail("read", *files, "--json", folder=tmp_path)
    assert done.returncode == 0
    alone = [letter_to_json(read_letter(demo.data, filename=demo.filename)) for demo in demo_letters()]
    assert [json.loads(line) for line in done.stdout.decode().splitlines()] == alone


def test_people_get_a_line_for_each_letter_in_their_order(files: list[str], tmp_path: Path) -> None:
    done = lettertrail("read", *reversed(files), folder=tmp_path)
    assert [line.split(":")[0] for line in done.stdout.decode().splitlines()] == list(reversed(files))


def test_a_bad_file_loses_no_other_and_fails_the_command(files: list[str], tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = lettertrail("read", files[0], "empty.txt", files[1], folder=tmp_path)
    assert done.returncode == 1
    assert len(done.stdout.decode().splitlines()) == 2
    assert "empty.txt" in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
