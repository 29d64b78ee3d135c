"""`lettertrail ingest`, `demo` and `history`: letters kept, and one measure found again in all of them."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from commands import lettertrail
from hostile_files import SELF_DRAWING
from sqlalchemy import create_engine, text

from service.commands import history
from service.database import open_engine
from service.demo.demo_letters import demo_letters
from service.projections.items import find_items


def events(folder: Path) -> int:
    with create_engine(f"sqlite:///{folder}/record.db").connect() as connection:
        return connection.execute(text("SELECT count(*) FROM events")).scalar_one()


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for demo in demo_letters():
        (tmp_path / demo.filename).write_bytes(demo.data)
    return [demo.filename for demo in demo_letters()]


def test_each_letter_is_recorded_and_said_to_be(files: list[str], tmp_path: Path) -> None:
    run = lettertrail("ingest", *files, "--series", "coasts", folder=tmp_path)
    assert (run.returncode, run.stderr) == (0, b"")
    lines = run.stdout.decode().splitlines()
    assert [line.split(":")[0] for line in lines] == files
    assert "recorded as coasts/2024-03-06" in lines[0]


def test_the_same_bytes_again_are_no_new_letter(files: list[str], tmp_path: Path) -> None:
    lettertrail("ingest", *files, "--series", "coasts", folder=tmp_path)
    before = events(tmp_path)
    (tmp_path / "another-name").write_bytes((tmp_path / files[0]).read_bytes())
    run = lettertrail("ingest", *files, "another-name", "--series", "coasts", folder=tmp_path)
    assert run.returncode == 0
    assert run.stdout.decode().count("recorded already") == len(files) + 1
    assert events(tmp_path) == before


def test_a_bad_file_loses_no_other(files: list[str], tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(b"\xff\xd8\xff\xe0" + bytes(5000))
    run = lettertrail(
        "ingest", files[0], "picture", "missing", files[1], "--series", "coasts", folder=tmp_path
    )
    assert run.returncode == 1
    assert run.stdout.decode().count("recorded as") == 2
    assert [line.split(":")[1].strip() for line in run.stderr.decode().splitlines()] == ["picture", "missing"]


def test_a_series_that_cannot_be_named_so_stores_nothing(files: list[str], tmp_path: Path) -> None:
    run = lettertrail("ingest", *files, "--series", "No Such Name", folder=tmp_path)
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.count(b"\n") == 1
    assert not (tmp_path / "record.db").exists()


def test_the_demo_is_loaded_once_and_says_where_to_look(tmp_path: Path) -> None:
    first = lettertrail("demo", folder=tmp_path, LETTERTRAIL_PORT="8123")
    before = events(tmp_path)
    again = lettertrail("demo", folder=tmp_path, LETTERTRAIL_PORT="8123")
    assert (first.returncode, again.returncode) == (0, 0)
    assert b"http://127.0.0.1:8123/compare/harbour-council/previous..latest" in again.stdout
    assert events(tmp_path) == before


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, recorded; what these tests ask of it changes nothing that another one sees."""
    folder = tmp_path_factory.mktemp("demo")
    assert lettertrail("demo", folder=folder).returncode == 0
    return folder


def test_a_measure_is_found_by_words_of_any_letter(demo_folder: Path) -> None:
    """Its life holds what each letter said, and which one was silent."""
    run = lettertrail("history", '"fishing crews by radio"', folder=demo_folder)
    out = run.stdout.decode()
    assert run.returncode == 0
    assert re.findall(r"(?m)^\d+ \w+ 202\d", out) == [
        "6 March 2024",
        "19 June 2024",
        "16 October 2024",
        "12 February 2025",
    ]
    assert out.count("held, not mentioned") == 1
    assert "mentioned again" in out


def test_a_measure_is_found_by_its_id_and_by_its_short_name(demo_folder: Path) -> None:
    out = lettertrail("history", '"fishing crews by radio"', folder=demo_folder).stdout
    about = out.decode().splitlines()[2]
    item, slug = re.search(r"id (\S+) · (\S+)", about).groups()
    assert lettertrail("history", item, folder=demo_folder).stdout == out
    assert lettertrail("history", slug, folder=demo_folder).stdout == out


def test_every_measure_of_the_demo_is_found_by_its_short_name(demo_folder: Path) -> None:
    engine = open_engine(f"sqlite:///{demo_folder}/record.db")
    with engine.connect() as connection:
        rows = find_items(connection, limit=1_000).rows
        by_slug = {one.slug: [other.id for other in rows if other.slug == one.slug] for one in rows}
        assert len(by_slug) > 30
        for slug, ids in by_slug.items():
            assert [one.id for one in history._found(connection, slug)] == ids
    engine.dispose()


def test_words_that_many_measures_have_give_a_list_to_choose_from(demo_folder: Path) -> None:
    run = lettertrail("history", "harbour", folder=demo_folder)
    assert run.returncode == 1
    assert run.stdout.count(b"\n") > 1
    assert run.stderr.count(b"\n") == 1


def test_words_that_no_measure_has_are_said_to_be_in_none(demo_folder: Path) -> None:
    run = lettertrail("history", "submarine cable", folder=demo_folder)
    assert (run.returncode, run.stdout) == (1, b"")
    assert b"submarine cable" in run.stderr


def test_the_record_is_verified_and_what_is_derived_is_rebuilt(demo_folder: Path) -> None:
    assert lettertrail("verify", folder=demo_folder).returncode == 0
    history = lettertrail("history", '"fishing crews by radio"', folder=demo_folder).stdout
    assert lettertrail("rebuild", folder=demo_folder).returncode == 0
    assert lettertrail("history", '"fishing crews by radio"', folder=demo_folder).stdout == history


def test_each_failure_of_a_damaged_record_has_a_line_and_the_advice_stands_once(tmp_path: Path) -> None:
    assert lettertrail("demo", folder=tmp_path).returncode == 0
    with create_engine(f"sqlite:///{tmp_path}/record.db").begin() as connection:
        connection.execute(text("UPDATE entries SET details = '{}' WHERE kind = 'letter'"))
    run = lettertrail("verify", folder=tmp_path)
    *failures, advice = run.stderr.decode().splitlines()
    assert (run.returncode, len(failures), len(set(failures))) == (3, 4, 4)
    assert all(failure.startswith("entry ") for failure in failures)
    assert "lettertrail rebuild" in advice
    assert lettertrail("rebuild", folder=tmp_path).returncode == 0
    assert lettertrail("verify", folder=tmp_path).returncode == 0


def test_a_hostile_file_ends_in_1_with_one_line_and_leaves_no_trace(tmp_path: Path) -> None:
    """It is read in a process of its own, within the limits that the settings say."""
    (tmp_path / "endless.pdf").write_bytes(SELF_DRAWING)
    run = lettertrail(
        "ingest", "endless.pdf", "--series", "coasts", folder=tmp_path, LETTERTRAIL_READING_SECONDS="4"
    )
    assert (run.returncode, run.stdout) == (1, b"")
    assert run.stderr.count(b"\n") == 1
    # Which of the limits it meets first is the machine's affair.
    assert re.search(
        rb"endless\.pdf: reading (was stopped after 4 seconds|this file wanted more memory)", run.stderr
    )
    assert events(tmp_path) == 0


def test_more_bytes_than_the_settings_allow_are_not_taken_in(files: list[str], tmp_path: Path) -> None:
    run = lettertrail(
        "ingest", files[0], "--series", "coasts", folder=tmp_path, LETTERTRAIL_MAX_UPLOAD_BYTES="1000"
    )
    assert (run.returncode, run.stderr.count(b"\n"), events(tmp_path)) == (1, 1, 0)


def test_a_name_that_is_no_text_is_recorded_as_one(files: list[str], tmp_path: Path) -> None:
    name = b"le\xe9tter.txt"
    (tmp_path / os.fsdecode(name)).write_bytes((tmp_path / files[0]).read_bytes())
    run = lettertrail("ingest", os.fsdecode(name), "--series", "coasts", folder=tmp_path)
    assert (run.returncode, run.stderr) == (0, b"")
    assert "recorded as coasts/" in run.stdout.decode()
    read = lettertrail("read", os.fsdecode(name), "--json", folder=tmp_path)
    assert json.loads(read.stdout)["letter"]["source"]["filename"] == "le\ufffdtter.txt"
