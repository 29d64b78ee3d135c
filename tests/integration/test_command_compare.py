"""`lettertrail compare`: two letters, from files alone."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from commands import lettertrail, loaded_by
from typer.testing import CliRunner

from diffing.change_json import comparison_to_json
from diffing.compare_letters import compare_letters
from service.cli import app
from service.demo.demo_letters import demo_letters
from service.pages.comparison_asked import Between
from service.showing.plain_words import COUNTED
from snapshots.read_letter import read_letter


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    """The last two demo letters: text and DOCX."""
    files = []
    for demo in demo_letters()[-2:]:
        file = tmp_path / demo.filename
        file.write_bytes(demo.data)
        files.append(str(file))
    return files[0], files[1]


def test_the_json_is_the_whole_comparison(pair: tuple[str, str]) -> None:
    run = CliRunner().invoke(app, ["compare", *pair, "--json"])
    letters = [read_letter(Path(file).read_bytes(), filename=Path(file).name) for file in pair]
    expected = comparison_to_json(compare_letters(*letters))
    assert run.exit_code == 0
    assert json.loads(run.stdout) == json.loads(json.dumps(expected))
    assert {"old", "new", "changes", "alignments", "summary", "receipt"} <= set(json.loads(run.stdout))


def test_every_quote_is_an_exact_substring_of_its_letter(pair: tuple[str, str]) -> None:
    found = json.loads(CliRunner().invoke(app, ["compare", *pair, "--json"]).stdout)
    texts = {
        side: read_letter(Path(file).read_bytes()).text
        for side, file in zip(("before", "after"), pair, strict=True)
    }
    quotes = [
        (side, quote)
        for change in (*found["changes"], *found["alignments"])
        for side in ("before", "after")
        if change[side]
        for quote in change[side]["quotes"]
    ]
    assert len(quotes) > 50
    assert [q for side, q in quotes if texts[side][q["start"] : q["end"]] != q["quote"]] == []


def test_the_same_letters_give_the_same_bytes(pair: tuple[str, str], tmp_path: Path) -> None:
    runs = [
        lettertrail("compare", *pair, "--json", folder=tmp_path, PYTHONHASHSEED=seed) for seed in ("1", "2")
    ]
    assert [run.returncode for run in runs] == [0, 0]
    assert runs[0].stdout == runs[1].stdout


def test_people_read_the_counts_and_then_what_matters_most(pair: tuple[str, str], tmp_path: Path) -> None:
    out = lettertrail("compare", *pair, folder=tmp_path).stdout.decode()
    lines = out.splitlines()
    assert lines[0].startswith("What moved between 16 October 2024")
    assert re.match(r"  \d contracts? signed", lines[2])
    assert "sea wall at Poti" in out
    assert "\x1b" not in out
    assert max(map(len, lines)) <= 100


def test_cosmetic_changes_are_counted_and_hidden_until_asked_for(pair: tuple[str, str]) -> None:
    kinds = Counter(
        change["minor"]
        for change in json.loads(CliRunner().invoke(app, ["compare", *pair, "--json"]).stdout)["changes"]
    )
    short = CliRunner().invoke(app, ["compare", *pair]).stdout
    long = CliRunner().invoke(app, ["compare", *pair, "--all"]).stdout
    assert f"{kinds[True]} more are only reworded or moved elsewhere" in short
    assert "pictures of the flooded coast from space" not in " ".join(short.split())
    assert "pictures of the flooded coast from space" in " ".join(long.split())


def test_a_terminal_gets_colour_and_no_color_takes_it_away(pair: tuple[str, str], tmp_path: Path) -> None:
    coloured = lettertrail("compare", *pair, folder=tmp_path, FORCE_COLOR="1", TERM="xterm-256color").stdout
    plain = lettertrail("compare", *pair, folder=tmp_path, NO_COLOR="1").stdout
    assert b"\x1b[" in coloured
    assert b"\x1b[" not in plain


def test_a_letter_compared_with_itself_has_not_moved(pair: tuple[str, str]) -> None:
    run = CliRunner().invoke(app, ["compare", pair[0], pair[0]])
    assert run.exit_code == 0
    assert "Nothing moved" in run.stdout


def test_the_older_letter_may_come_from_stdin(pair: tuple[str, str], tmp_path: Path) -> None:
    run = lettertrail("compare", "-", pair[1], "--json", folder=tmp_path, given=Path(pair[0]).read_bytes())
    assert run.returncode == 0
    assert json.loads(run.stdout)["changes"]


def test_comparing_touches_no_database(pair: tuple[str, str], tmp_path: Path) -> None:
    assert lettertrail("compare", *pair, folder=tmp_path, LETTERTRAIL_DATABASE_URL="none").returncode == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(Path(file).name for file in pair)


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_comparing_loads_no_database(pair: tuple[str, str], tmp_path: Path, more: tuple[str, ...]) -> None:
    """Seven tenths of a second of three, on a slow machine."""
    loaded = loaded_by("compare", *pair, *more, folder=tmp_path)
    assert "diffing" in loaded
    assert loaded & {"sqlalchemy", "alembic", "pydantic_settings", "fastapi"} == set()


def test_the_terminal_and_the_page_tell_numbers_in_the_same_words(tmp_path: Path) -> None:
    older, newer = demo_letters()[-2:]
    for one in (older, newer):
        (tmp_path / one.filename).write_bytes(one.data)
    comparison = compare_letters(read_letter(older.data), read_letter(newer.data))
    out = lettertrail("compare", older.filename, newer.filename, folder=tmp_path).stdout
    told = " ".join(out.decode().split())
    assert COUNTED in told
    assert Between.of(comparison).balance in told
